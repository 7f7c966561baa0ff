import { readFileSync } from 'node:fs'
import { Argument, type Command, InvalidArgumentError } from 'commander'
import type { Finding } from '../../shared/finding'
import { type ProfileId, profileIds } from '../../shared/guidance/causes/products'
import { isResolver } from '../../shared/resolver'
import type { NetworkReachResult, NetworkSweepResult } from '../../shared/runs/network'
import { environmentProxy, withScheme } from '../host/environment-proxy'
import { type NodeHostOptions, nodeHost } from '../host/node-host'
import { lookUp } from '../network/gather-dns'
import type { ProxyChoice } from '../network/gather-proxy'
import { inspectProfile } from '../network/profiles/run'
import { usualRealm } from '../network/profiles/target'
import type { ReachWay } from '../network/reach'
import { hideCredentials } from '../network/read-url'
import { inspectReached } from '../network/run'
import { sweep } from '../network/sweep'
import { withInspector } from './inspector'
import { type CommandOptions, collect, paint, printable, runCommand, UnusableInput } from './output'

export interface WayOptions extends CommandOptions {
  proxy?: string
  ca?: string
  timeout: number
  resolver: string[]
  publicResolver: string[]
}

// The system's look-up of names cannot be cancelled and holds up the end of the program; five seconds and twice are its default.
process.env.RES_OPTIONS ??= 'timeout:2 attempts:1'

/** `signpost network …`: what is true of an address, layer by layer. */
export function addNetwork(program: Command): void {
  const network = program.command('network').description('See the network as it is, layer by layer, from this machine')
  withWay(network.command('reach'))
    .description('Look at an address from its name to the document behind it, and say what WorkOS can see of it')
    .argument('<url>', 'the address, for example of metadata')
    .action((url: string, options: WayOptions) =>
      runCommand('network reach', hideCredentials(url.trim()), options, () => reachOne(url, options), printReach),
    )
  withWay(network.command('profile'))
    .description('Find the endpoints of a product people run themselves on its host, and say what is off or closed')
    .addArgument(new Argument('<product>', 'the product').choices(profileIds))
    .argument('<host>', 'the name of the host, with its port if it is not the usual one')
    .option('--realm <name>', 'the realm of Keycloak', usualRealm)
    .action((product: ProfileId, host: string, options: WayOptions & { realm: string }) =>
      runCommand('network profile', `${product} ${hideCredentials(host.trim())}`, options, () =>
        withInspector(hostOptions(options), (context) =>
          collect(inspectProfile({ product, host, realm: options.realm }, wayOf(options), context)),
        ),
      ),
    )
  withWay(network.command('sweep'))
    .description('Look at a list of addresses, one a line, politely: 64 side by side, two of one host')
    .argument('<file|->', 'the list; empty lines and lines that begin with # are left out')
    .action((file: string, options: WayOptions) =>
      runCommand('network sweep', file, options, () => sweepList(file, options)),
    )
}

/** The options that say how an address is reached. */
export function withWay(command: Command): Command {
  return command
    .option('--proxy <url>', 'go through this proxy instead of the one the environment names')
    .option('--ca <file>', 'trust the authorities in this PEM file besides the public ones')
    .option('--timeout <ms>', 'longest that one step may take', parseTimeout, 10_000)
    .option(
      '--resolver <address[:port]>',
      'ask this DNS server instead of those of this machine; may be given several times',
      collectResolver(false),
      [],
    )
    .option(
      '--public-resolver <address[:port]|https-url>',
      'ask this resolver outside what the internet is told; may be given several times. None is asked unless named',
      collectResolver(true),
      [],
    )
    .option('--json', 'print one JSON object')
}

async function reachOne(
  url: string,
  options: WayOptions,
): Promise<{ findings: Finding[]; result: NetworkReachResult }> {
  const way = wayOf(options)
  return withInspector(hostOptions(options), async (context) => {
    const findings: Finding[] = []
    const run = inspectReached(url, way, context)
    for (;;) {
      const step = await run.next()
      if (step.done) return { findings, result: step.value }
      findings.push(step.value)
    }
  })
}

async function sweepList(
  file: string,
  options: WayOptions,
): Promise<{ findings: Finding[]; result: NetworkSweepResult }> {
  const urls = readList(file)
  const findings: Finding[] = []
  const run = sweep(urls, wayOf(options), nodeHost(hostOptions(options)))
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, result: step.value }
    findings.push(step.value)
    if (process.stderr.isTTY)
      process.stderr.write(`\r${findings.length} of ${urls.length}${findings.length === urls.length ? '\n' : ''}`)
  }
}

function readList(file: string): string[] {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    throw new UnusableInput(file === '-' ? 'Standard input cannot be read.' : `The file ${file} cannot be read.`)
  }
  const urls = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (urls.length === 0) throw new UnusableInput('The list holds no address.')
  return urls
}

/** How the machine of a command goes to the network: its proxy, its authorities, its DNS servers. */
export function hostOptions({
  proxy,
  ca,
  resolver = [],
  timeout = 10_000,
}: Partial<Pick<WayOptions, 'proxy' | 'ca' | 'resolver' | 'timeout'>>): NodeHostOptions {
  const asking = nodeHost()
  return {
    ...(proxy === undefined ? {} : { proxy: withScheme(proxy) }),
    ...(ca === undefined ? {} : { ca }),
    ...(resolver.length === 0
      ? {}
      : { lookUp: async (name) => (await lookUp(name, resolver, timeout, asking)).addresses }),
  }
}

export function wayOf({ proxy, ca, timeout, resolver, publicResolver }: WayOptions): ReachWay {
  return {
    proxyFor: (url) => chooseProxy(url, proxy),
    extraAuthorities: ca === undefined ? [] : [readAuthorities(ca)],
    servers: { inside: resolver.length === 0 ? null : resolver, outside: publicResolver },
    limitMs: timeout,
  }
}

function chooseProxy(url: string, named: string | undefined): ProxyChoice {
  if (named !== undefined) return { proxy: withScheme(named), chosenBy: 'the option --proxy' }
  const { proxy, variable } = environmentProxy(url)
  if (variable === null) return { proxy: null, chosenBy: 'the environment names none' }
  if (proxy === null) return { proxy: null, chosenBy: 'the environment makes an exception for it (NO_PROXY)' }
  return { proxy, chosenBy: `the environment (${variable})` }
}

function readAuthorities(path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'latin1')
  } catch {
    throw new UnusableInput(`The file ${path} cannot be read.`)
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new UnusableInput(`The file ${path} holds no PEM certificate.`)
  return text
}

function parseTimeout(text: string): number {
  const ms = Number(text)
  if (!Number.isInteger(ms) || ms < 100 || ms > 120_000)
    throw new InvalidArgumentError('Not a number of milliseconds from 100 to 120000.')
  return ms
}

function collectResolver(outside: boolean) {
  return (text: string, before: string[]): string[] => {
    if (!isResolver(text, outside)) {
      throw new InvalidArgumentError(
        outside
          ? 'Not an address with an optional port, nor an https address.'
          : 'Not an address with an optional port.',
      )
    }
    return [...before, text]
  }
}

function printReach({ result }: { result: NetworkReachResult }): string {
  const { conclusion, timings } = result
  const times = Object.entries(timings).flatMap(([layer, ms]) => (ms === null ? [] : [`${layer} ${ms.toFixed(0)} ms`]))
  return [
    `${paint('bold', 'Can WorkOS see this?')} ${printable(conclusion.sentence)}`,
    ...(conclusion.next === null ? [] : [`→ ${printable(conclusion.next)}`]),
    paint('dim', times.join(' · ')),
  ].join('\n')
}
