import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { scimProviderIds } from '../../shared/guidance/scim-providers'
import type { CapturedShape, CaptureFacts, CaptureResult } from '../../shared/runs/scim-capture'
import { nodeHost } from '../host/node-host'
import type { CapturedExchange } from '../scim/capture/exchange'
import { readExchange } from '../scim/capture/read-exchange'
import { remarksOn, worstOf } from '../scim/capture/remarks'
import { captureWith, replayLog } from '../scim/capture/run'
import type { CaptureServer } from '../scim/capture/server'
import { documentArgument, withInspector } from './inspector'
import { table } from './layout'
import { type CommandOptions, collect, printable, runCommand, UnusableInput, unusable } from './output'
import { filledSecretIn } from './secret'

interface CaptureOptions extends CommandOptions {
  port: number
  address?: string
  cert?: string
  key?: string
  tokenEnv?: string
  provider?: string
  changed?: boolean
  deactivated?: boolean
  untilIdle?: number
  replay?: string
}

/** `signpost scim capture`: what an identity provider really sends. */
export function addCapture(scim: Command): void {
  scim
    .command('capture')
    .description('Listen as a SCIM service, and judge what the identity provider sends; ends on Ctrl+C')
    .option('--port <number>', 'the port to listen on; 0 lets the system choose one', parsePort, 0)
    .option('--address <ip>', 'the address to listen on (default: this machine only); another wants --cert and --key')
    .option('--cert <file>', 'certificate with its chain, PEM')
    .option('--key <file>', 'private key of the certificate, PEM, without a passphrase')
    .option(
      '--token-env <name>',
      'the environment variable that holds the token to ask for (default: a new one is made)',
    )
    .addOption(
      new Option('--provider <id>', 'the identity provider, when its requests do not tell').choices(scimProviderIds),
    )
    .option('--changed', 'a user was changed at the identity provider meanwhile: that no change came is then a failure')
    .option('--deactivated', 'a user was deactivated at the identity provider meanwhile: likewise')
    .option('--until-idle <seconds>', 'end when no request has come for so long', parseSeconds)
    .option(
      '--replay <file>',
      'judge recorded requests instead: a saved capture, a HAR file, JSON, HTTP text; - for standard input',
    )
    .option('--json', 'print one JSON object')
    .action((options: CaptureOptions) =>
      options.replay === undefined ? listen(options) : replay(options.replay, options),
    )
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Not a port between 0 and 65535.')
  return port
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0.1 || seconds > 86_400)
    throw new InvalidArgumentError('Not a number of seconds between 0.1 and 86400.')
  return seconds
}

const wishOf = ({ provider, changed, deactivated }: CaptureOptions) => ({
  provider: provider ?? null,
  claims: { changed: changed === true, deactivated: deactivated === true },
})

function listen(options: CaptureOptions): Promise<void> {
  const { port, address, untilIdle } = options
  const tls = tlsOf(options)
  const token = tokenOf(options)
  const stop = new AbortController()
  const tell = (text: string) => process.stderr.write(`${text}\n`)
  const onStart = (server: CaptureServer) => {
    tell(`Endpoint  ${server.address}`)
    tell(token === null ? `Token     ${server.token}` : `Token     the one in ${options.tokenEnv}`)
    if (server.exposed)
      tell(
        'Others on the network can reach this endpoint. The token is its only lock: stop the capture when it is done.',
      )
    tell(
      untilIdle === undefined
        ? 'Enter both in the identity provider, have it push, and stop with Ctrl+C.'
        : `Enter both in the identity provider and have it push. Ends ${untilIdle} s after the last request.`,
    )
  }
  const input = {
    port,
    ...(address === undefined ? {} : { address }),
    ...(tls === null ? {} : { tls }),
    ...(token === null ? {} : { token }),
    ...wishOf(options),
    untilIdleMs: untilIdle === undefined ? null : untilIdle * 1000,
    stop: stop.signal,
    onStart,
    onExchange: (exchange: CapturedExchange) => tell(lineOf(exchange)),
    onBug: (error: unknown) => tell(`signpost: a request could not be answered: ${nameOf(error)}`),
  }
  return runCommand(
    'scim capture',
    null,
    options,
    () => untilStopped(stop, () => collect(captureWith(input, nodeHost()))),
    ({ result }) => resultText(result),
  )
}

/** Told without its message, which may quote what was sent. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown error')

async function untilStopped<T>(stop: AbortController, work: () => Promise<T>): Promise<T> {
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    return await work()
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function replay(file: string, options: CaptureOptions): Promise<void> {
  return runCommand(
    'scim capture',
    file,
    options,
    () =>
      withInspector({}, async ({ host, inspector, document }) => {
        const source = documentArgument(file)
        const named = source.kind === 'url' ? null : document(source)
        if (named === null) throw new UnusableInput('A log is replayed from a file, not from an address.')
        if (!named.ok) throw unusable(named.problem)
        if (named.value.kind === 'url') throw new UnusableInput('A log is replayed from a file, not from an address.')
        return collect(replayLog(named.value, wishOf(options), host, inspector))
      }),
    ({ result }) => resultText(result),
  )
}

function tlsOf({ cert, key }: CaptureOptions): { cert: string; key: string } | null {
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined) throw new UnusableInput('TLS wants both: --cert and --key.')
  return { cert: fileText(cert), key: fileText(key) }
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new UnusableInput(`The file ${path} cannot be read.`)
  }
}

function tokenOf({ tokenEnv }: CaptureOptions): string | null {
  if (tokenEnv === undefined) return null
  const token = filledSecretIn(tokenEnv, { option: '--token-env', what: 'token' })
  if (!/^[\x21-\x7e]{16,2000}$/.test(token))
    throw new UnusableInput('The token has to be at least 16 characters of visible ASCII, without blanks.')
  return token
}

/** One request on one line, while it comes. */
function lineOf(exchange: CapturedExchange): string {
  const facts = readExchange(exchange)
  const remarks = remarksOn(exchange, facts)
  const mark = { fail: '✗', warn: '!', info: '·', pass: ' ', skipped: ' ' }[worstOf(remarks)]
  const time = new Date(exchange.at).toISOString().slice(11, 19)
  const [first] = remarks
  const told = first === undefined || first.status === 'info' ? (facts.subject ?? '') : first.sentence
  return printable(
    `${time} ${mark} ${exchange.status ?? '   '} ${exchange.method.padEnd(6)} ${exchange.path.slice(0, 70)}  ${told}`.trimEnd(),
  )
}

function resultText({ facts, address }: CaptureResult): string {
  const { users } = facts
  const rows: [string, string][] = [
    ...(address === null ? [] : [['Listened at', address] as [string, string]]),
    ['Requests', String(facts.requests)],
    ['Identity provider', facts.provider ?? facts.userAgents[0]?.name ?? 'not told'],
    ['Users', `${users.whole} came whole${users.partial > 0 ? `, of ${users.partial} changes only` : ''}`],
    ...shapeRows('Changes', facts.updateShapes),
    ...shapeRows('Deactivations', facts.deactivateShapes),
    ...shapeRows('Members', facts.memberShapes),
  ]
  return [table(['', ''], rows).trimStart(), attributeText(facts)].filter((part) => part !== '').join('\n\n')
}

const shapeRows = (name: string, shapes: readonly CapturedShape[]): [string, string][] =>
  shapes.map(({ says, count }) => [name, `${says}, ${count === 1 ? 'once' : `${count} times`}`])

function attributeText({ attributes, users }: CaptureFacts): string {
  if (users.whole === 0) return ''
  const uses = { needed: 'needed by WorkOS', used: 'used by WorkOS', extra: '' }
  const rows = attributes
    .slice(0, 40)
    .map(({ path, use, filled, empty }) => [
      path,
      `${filled} of ${users.whole}${empty > 0 ? `, ${empty} without a value` : ''}`,
      uses[use],
    ])
  return table(['Attribute', 'Users', ''], rows)
}
