import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultyScim, startFaultyScim } from '../../lab/scim/faulty'
import { bundleCommandLine, type CommandLine } from '../command-line'

let signpost: CommandLine
let lab: FaultyScim
beforeAll(async () => {
  ;[signpost, lab] = await Promise.all([bundleCommandLine(), startFaultyScim('takes-text')])
})
afterAll(() => Promise.all([signpost.remove(), lab.close()]))

const check = (args: readonly string[], token = lab.token) =>
  signpost.run(['scim', 'check', ...args, '--token-env', 'TOKEN'], { TOKEN: token })

test('a service in order: exit code 0, one JSON object, no token in it', async () => {
  const { code, stdout, stderr } = await check([lab.base, '--json'])
  expect([code, stderr]).toEqual([0, ''])
  const output = JSON.parse(stdout)
  expect(output).toMatchObject({ tool: 'signpost', command: 'scim check', subject: lab.base, verdicts: [] })
  expect(new Set(output.findings.map(({ status }: { status: string }) => status))).toEqual(new Set(['pass']))
  expect(output.result).toMatchObject({ standing: 'accepted', users: 3, rehearsal: null })
  expect(stdout).not.toContain(lab.token)
})

test('a rehearsal leaves what was there', async () => {
  const { code, stdout } = await check([lab.base, '--rehearse', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout).result.rehearsal).toEqual({ made: 2, leftBefore: 0, remnants: [] })
  expect([lab.users.size, lab.groups.size]).toEqual([3, 0])
})

test('a wrong token: exit code 1, and readable', async () => {
  const { code, stdout } = await check([lab.base], 'wrong-token-CANARY-123')
  expect(code).toBe(1)
  expect(stdout).toMatch(/✗ fail\s+scim\.token\s+The token is refused \(status 401\)/)
  expect(stdout).toContain('→')
  expect(stdout).not.toContain('CANARY')
})

test.each([
  ['no token', ['https://scim.example/v2', '--token-env', 'ABSENT'], /ABSENT is not set/],
  ['no address', ['--token-env', 'TOKEN'], /missing required argument/],
  ['no name of a variable', ['https://scim.example/v2'], /--token-env/],
  ['an empty address', ['', '--token-env', 'TOKEN'], /address is empty/],
  ['a proxy that is none', ['https://scim.example/v2', '--token-env', 'TOKEN', '--proxy', 'x y'], /proxy/],
  [
    'a file that is not there',
    ['https://scim.example/v2', '--token-env', 'TOKEN', '--ca', '/nowhere.pem'],
    /cannot be read/,
  ],
])('%s: exit code 2 and one line', async (_what, args, says) => {
  const { code, stdout, stderr } = await signpost.run(['scim', 'check', ...args], { TOKEN: 'x'.repeat(20) })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(says)
})

test('a password in the address is not shown', async () => {
  const { code, stdout } = await check(['https://anna:hunter2@scim.example/v2', '--json'])
  expect(code).toBe(1)
  expect(stdout).not.toContain('hunter2')
})
