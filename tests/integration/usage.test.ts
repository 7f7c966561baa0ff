import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleCommandLine, type CommandLine } from './command-line'

let signpost: CommandLine
beforeAll(async () => {
  signpost = await bundleCommandLine()
})
afterAll(() => signpost.remove())

test.each([
  [['nope'], "Unknown command 'nope'."],
  [['--nope'], "Unknown option '--nope'."],
  [['catalog'], 'A command is missing behind "catalog". There are: catalog list, catalog show.'],
  [['catalog', 'lst'], 'Did you mean list?'],
  [['catalog', 'list', '--serach', 'okta'], 'Did you mean --search?'],
  [['catalog', 'list', 'more'], "Too many arguments for 'list'."],
  [['metadata', 'inspect'], "Missing required argument 'file|url|-'."],
  [['scim', 'check', 'https://127.0.0.1/scim'], "Required option '--token-env <name>' not specified."],
  [['diagnose', '--symptom'], "Option '--symptom <text>' argument missing."],
])('%j is wrong usage: exit code 2, one line on standard error, nothing else', async (args, said) => {
  const { code, stdout, stderr } = await signpost.run(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^signpost: [^\n]+\n$/)
  expect(stderr).toContain(said)
})

test.each([[['--help']], [['catalog', '--help']], [['help', 'catalog']], [['--version']]])(
  '%j is answered on standard output with exit code 0',
  async (args) => {
    const { code, stdout, stderr } = await signpost.run(args)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).not.toBe('')
  },
)
