import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleCommandLine, type CommandLine } from './command-line'

let signpost: CommandLine
beforeAll(async () => {
  signpost = await bundleCommandLine()
})
afterAll(() => signpost.remove())

test('a code inside a message: what it means, its causes, and what to do', async () => {
  const { code, stdout } = await signpost.run(['errors', 'Sorry,', 'AADSTS50011:', 'The redirect URI'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^AADSTS50011 {2}Microsoft Entra ID\n/)
  expect(stdout).toContain('→')
  expect(stdout).toContain('https://learn.microsoft.com/')
})

test('as JSON, with no more than asked for', async () => {
  const { stdout } = await signpost.run(['errors', 'invalid_client', '--limit', '2', '--json'])
  const { command, result } = JSON.parse(stdout)
  expect(command).toBe('errors')
  expect(result.errors).toHaveLength(2)
  expect(result.found).toBeGreaterThan(2)
})

test('something nobody knows: exit code 0, and says so', async () => {
  const { code, stdout } = await signpost.run(['errors', 'QQQ999999'])
  expect([code, stdout.trim()]).toEqual([
    0,
    'Nothing of that is known. Search with the code alone, or with the words the message turns on.',
  ])
})

test.each([[['errors', ' ']], [['errors', 'x', '--limit', '0']]])('%j cannot be used: exit code 2', async (args) => {
  const { code, stdout } = await signpost.run(args)
  expect([code, stdout]).toEqual([2, ''])
})
