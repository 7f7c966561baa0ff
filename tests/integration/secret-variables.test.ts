import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleCommandLine, type CommandLine } from './command-line'

let signpost: CommandLine
beforeAll(async () => {
  signpost = await bundleCommandLine()
})
afterAll(() => signpost.remove())

const secret = 'sk_test_canary0123456789abcdef'
const token = 'JBSWY3DPEHPK3PXPCANARY'

test.each([
  ['workos connections', ['workos', 'connections', '--api-key-env', secret]],
  ['workos check', ['workos', 'check', '--connection', 'conn_1', '--api-key-env', secret]],
  ['diagnose, the key', ['diagnose', '--connection', 'conn_1', '--api-key-env', secret]],
  ['diagnose, the token', ['diagnose', '--scim', 'https://scim.invalid/v2', '--token-env', token]],
  ['scim check', ['scim', 'check', 'https://scim.invalid/v2', '--token-env', token]],
  ['scim capture', ['scim', 'capture', '--token-env', token]],
  ['oauth check', ['oauth', 'check', '--issuer', 'https://id.invalid', '--client-secret-env', 'S3cret-canary']],
])('%s: who writes the secret where its variable belongs does not read it again', async (_, args) => {
  const { code, stdout, stderr } = await signpost.run(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/takes the name of a variable/)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).not.toMatch(/canary/i)
})

test('what is given to an option that does not exist is not repeated', async () => {
  const { code, stdout, stderr } = await signpost.run(['workos', 'connections', `--api-key=${secret}`])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain("Unknown option '--api-key'")
  expect(stderr).not.toContain('canary')
})

test('a variable that is named as variables are is named', async () => {
  const { stderr } = await signpost.run(['workos', 'connections', '--api-key-env', 'WORKOS_KEY_2'])
  expect(stderr).toContain('the environment variable WORKOS_KEY_2 is not set')
})
