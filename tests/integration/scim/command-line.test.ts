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

test('a rehearsal killed while a write is under way leaves nothing behind after the next one', async () => {
  const isWrite = ({ method }: { method: string }) => method !== 'GET'
  const from = lab.requests.length
  await check([lab.base, '--rehearse'])
  const writes = lab.requests.slice(from).filter(isWrite).length
  expect(writes).toBeGreaterThan(8)
  const push = lab.requests.push.bind(lab.requests)
  let leftBehind = 0
  for (let fatal = 1; fatal <= writes; fatal += 3) {
    const command = signpost.start(['scim', 'check', lab.base, '--rehearse', '--token-env', 'TOKEN'], {
      TOKEN: lab.token,
    })
    const ended = new Promise((resolve) => command.once('close', (_, signal) => resolve(signal)))
    let seen = 0
    lab.requests.push = (...items) => {
      seen += items.filter(isWrite).length
      if (seen === fatal) command.kill('SIGKILL')
      return push(...items)
    }
    expect(await ended).toBe('SIGKILL')
    lab.requests.push = push
    leftBehind += lab.users.size - 3 + lab.groups.size
    await check([lab.base, '--remove-leftovers'])
    expect([lab.users.size, lab.groups.size]).toEqual([3, 0])
  }
  expect(leftBehind).toBeGreaterThan(0)
}, 60_000)

test('a wrong token: exit code 1, and readable', async () => {
  const { code, stdout } = await check([lab.base], 'wrong-token-CANARY-123')
  expect(code).toBe(1)
  expect(stdout).toMatch(/✗ fail\s+scim\.token\s+The token is refused \(status 401\)/)
  expect(stdout).toContain('→')
  expect(stdout).not.toContain('CANARY')
})

test.each([
  ['no token', ['https://scim.example/v2', '--token-env', 'ABSENT'], /ABSENT is not set/],
  ['no address', ['--token-env', 'TOKEN'], /Missing required argument/],
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
