#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { exitCodes, UnusableInput } from './cli/output'

/**
 * Every command by its first word. A command's module is loaded only when that word is used, so that the quick ones stay
 * quick.
 */
const commands: Readonly<Record<string, readonly [summary: string, load: () => Promise<(program: Command) => void>]>> =
  {
    catalog: [
      'The integrations of WorkOS, with a guide for each; works offline',
      async () => (await import('./cli/catalog')).addCatalog,
    ],
    choose: [
      'Recommend a connection type and the integrations to go on with',
      async () => (await import('./cli/choose')).addChoose,
    ],
    clock: [
      'Compare clocks: which one is off, by how much, and does it matter',
      async () => (await import('./cli/clock')).addClock,
    ],
    diagnose: [
      'Find the cause of a broken connection: proven, with the fix and who can make it',
      async () => (await import('./cli/diagnose')).addDiagnose,
    ],
    errors: [
      'Look up what an error code or message means; works offline',
      async () => (await import('./cli/errors')).addErrors,
    ],
    metadata: [
      'Judge SAML metadata, or compare two states of it',
      async () => (await import('./cli/metadata')).addMetadata,
    ],
    report: [
      'Make a report of what a command found, to hand on: HTML or Markdown, redacted',
      async () => (await import('./cli/report')).addReport,
    ],
    response: [
      'Judge SAML responses: every deviation, in the order a service provider meets them',
      async () => (await import('./cli/response')).addResponse,
    ],
    network: [
      'See the network as it is, layer by layer, and what WorkOS can see of an address',
      async () => (await import('./cli/network')).addNetwork,
    ],
    oauth: [
      'Check an OAuth or OpenID Connect provider, and a client of it without a sign-in',
      async () => (await import('./cli/oauth')).addOAuth,
    ],
    scim: [
      'Check a SCIM endpoint and its token, and rehearse what an identity provider does to a user',
      async () => (await import('./cli/scim')).addScim,
    ],
    watch: [
      'Say what ends or has changed of exported set-ups: for a job that runs every night',
      async () => (await import('./cli/watch')).addWatch,
    ],
    workos: ['List or check what a WorkOS environment holds', async () => (await import('./cli/workos')).addWorkos],
  }

async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('signpost')
    .description(
      'Connects an identity provider to WorkOS: shows the way, walks it, and proves the cause when it breaks.',
    )
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(`signpost: ${inOneLine(withoutValues(text))}\n`) })

  const word = argv[2]
  for (const [name, [summary, load]] of Object.entries(commands)) {
    if (name === word) (await load())(program)
    else program.command(name).description(summary)
  }
  if (argv.length === 3) askForSubcommand(program.commands.find((command) => command.name() === word))
  await program.parseAsync(argv)
}

/** The first word alone is half a command where others follow it. */
function askForSubcommand(command: Command | undefined): void {
  const names = (command?.commands ?? []).map((one) => one.name())
  if (command === undefined || names.length === 0) return
  const all = names.map((name) => `${command.name()} ${name}`).join(', ')
  throw new UnusableInput(`A command is missing behind "${command.name()}". There are: ${all}.`)
}

/** What is wrong with the words of a command, said in one line: whoever watches a job reads no more. */
function inOneLine(text: string): string {
  const [error = '', ...more] = text
    .replace(/^error: /, '')
    .split('\n')
    .filter((line) => line !== '')
  const hints = more.map((line) => line.replace(/^\((.*)\)$/, '$1'))
  const whole = error.endsWith('.') ? error : `${error}.`
  return [whole.charAt(0).toUpperCase() + whole.slice(1), ...hints, 'Run it with --help for its options.'].join(' ')
}

/** What was given to an option nobody knows may be a secret, as in `--api-key=…`. */
const withoutValues = (text: string) => text.replace(/(unknown option '-[^'=]*)=[^']*'/, "$1'")

// Whoever reads the output may stop before its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

main(process.argv).catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.nothingFailed : exitCodes.unusable
    return
  }
  if (error instanceof UnusableInput) {
    process.stderr.write(`signpost: ${error.message}\n`)
    process.exitCode = exitCodes.unusable
    return
  }
  throw error
})
