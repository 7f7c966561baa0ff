import { setMaxListeners } from 'node:events'
import type { Finding } from '../../shared/finding'
import type { NetworkReachResult, Timings } from '../../shared/runs/network'
import { publicContext, trustingContext } from '../host/authorities'
import type { Host } from '../host/host'
import { unreachableScope } from './address-scope'
import { addressesOf } from './addresses'
import { dial } from './dial'
import { gatherDns, gatherDnsBriefly, lookUp, type NameServers } from './gather-dns'
import { gatherHttp } from './gather-http'
import { chooseProxy, gatherProxy, hasCredentials, type ProxyChoice, proxyName } from './gather-proxy'
import { gatherTls } from './gather-tls'
import { isDocument } from './judge/content'
import { judgeNetwork } from './judge/judge'
import { isUsable } from './judge/url'
import type { DnsObservation, NetworkObservation, TcpOutcome, TlsObservation, UrlParts } from './observation'
import { readUrl } from './read-url'
import { reachResult, timingsOf } from './result'
import { tcpOutcome } from './tcp-outcome'
import { dialThrough } from './tunnel'

/** How an address is looked at. */
export interface ReachWay {
  /** Asked for each address, since exceptions are made by address. */
  proxyFor: (url: string) => ProxyChoice | Promise<ProxyChoice>
  /** PEM of authorities trusted here besides the public roots and the system's. */
  extraAuthorities: readonly string[]
  servers: NameServers
  /** Longest that one step may take, milliseconds. */
  limitMs: number
  /** One handshake, one DNS server, small documents: for long lists. */
  brief?: boolean
}

export interface Reached {
  result: NetworkReachResult
  observations: NetworkObservation[]
  /** The document that came, for the checks that read documents; null when none did. */
  document: { bytes: Uint8Array; url: string; contentType: string | null } | null
}

/** Behind a proxy a direct attempt is told and no more, so it need not be waited for long. */
const directAttemptMs = 3000
const mostAddresses = 8
/** Metadata of one entity is some kilobytes; with many hosts at once, what each may take of memory counts. */
const briefBytes = 2 * 1024 * 1024

/**
 * Looks at an address layer by layer and goes on as far as possible after a failure. Layers run side by side wherever one
 * does not need the other; findings come in the order of the layers. Never throws for what the network does; ends within a
 * few times `limitMs`, and at once when the host's signal is aborted. `told` hears how long the layers took that are done.
 */
export async function* reach(
  text: string,
  way: ReachWay,
  host: Host,
  told?: (timings: Timings) => void,
): AsyncGenerator<Finding, Reached> {
  const started = host.monotonic()
  const observations: NetworkObservation[] = []
  let document: Reached['document'] = null
  for await (const step of gather(text, way, host)) {
    yield* judgeNetwork(step.observation, observations)
    observations.push(step.observation)
    told?.(timingsOf(observations, host.monotonic() - started))
    document = step.document ?? document
  }
  return { result: reachResult(observations, host.monotonic() - started), observations, document }
}

interface Step {
  observation: NetworkObservation
  document?: Reached['document']
}

/** The half that does I/O: yields what was seen, in the order of the layers. */
export async function* gather(text: string, way: ReachWay, host: Host): AsyncGenerator<Step> {
  const url = readUrl(text)
  yield { observation: url }
  const { parts } = url
  if (parts === null || !isUsable(parts)) return

  const choice = await chooseProxy(way.proxyFor, parts.href, way.limitMs, host)
  // Many connections listen to one signal, which is meant so.
  setMaxListeners(0, host.signal)
  // Making these takes longer than a round trip; done on the way, they would be measured with it.
  publicContext()
  trustingContext(way.extraAuthorities)
  const proxied = choice.proxy !== null
  const { limitMs, extraAuthorities, servers } = way
  const names = way.brief
    ? namesBriefly(parts, proxied, way, host)
    : gatherDns(parts.host, servers, proxied, limitMs, host)
  const proxy = gatherProxy(parts, choice, extraAuthorities, limitMs, host)
  const connections = names.addresses.then((addresses) => connectAll(parts, addresses, choice, way, host))
  const walk = gatherHttp(
    {
      url: parts.href,
      limitMs,
      ...(way.brief ? { maxBytes: briefBytes } : {}),
      lookUp: proxied ? null : lookUpIn(parts, names.addresses, way, host),
    },
    host,
  )

  const dns = await names.observation
  yield { observation: dns }
  const elsewhere = connectOutside(parts, dns, choice, way, host)
  const { outcomes, handshakes } = await connections
  const at = new Date(host.now()).toISOString()
  yield {
    observation: {
      kind: 'tcp',
      host: parts.host,
      outcomes: [...(await outcomes), ...(await elsewhere.outcomes)],
      proxied,
      at,
    },
  }
  yield { observation: await proxy }
  for (const handshake of [...handshakes, ...elsewhere.handshakes]) {
    const observation = await handshake
    if (observation !== null) yield { observation }
  }
  const { observation, body } = await walk
  const last = observation.hops.at(-1)
  const contentType = observation.headers.find(([name]) => name === 'content-type')?.[1] ?? null
  yield {
    observation,
    ...(body !== null && last && isDocument(observation)
      ? { document: { bytes: body, url: last.url, contentType } }
      : {}),
  }
}

function namesBriefly({ host: name }: UrlParts, proxied: boolean, { servers, limitMs }: ReachWay, host: Host) {
  const observation = gatherDnsBriefly(name, servers.inside, proxied, limitMs, host)
  return { observation, addresses: observation.then(({ addresses }) => addresses) }
}

/** The walk's first step goes to the addresses already found; each further host is looked up the same way. */
function lookUpIn(
  { host: first }: UrlParts,
  addresses: Promise<string[]>,
  { servers, limitMs }: ReachWay,
  host: Host,
): (name: string) => Promise<readonly string[]> {
  return async (name) =>
    name.replace(/\.$/, '') === first ? addresses : (await lookUp(name, servers.inside, limitMs, host)).addresses
}

interface Connections {
  outcomes: Promise<TcpOutcome[]>
  handshakes: Promise<TlsObservation | null>[]
}

/** Connects to every address side by side, and to the proxy's tunnel, and looks at the TLS of each. */
function connectAll(
  parts: UrlParts,
  addresses: readonly string[],
  choice: ProxyChoice,
  way: ReachWay,
  host: Host,
): Connections {
  const limitMs = choice.proxy === null ? way.limitMs : Math.min(way.limitMs, directAttemptMs)
  const direct = connectTo(parts, addresses, { ...way, limitMs, outside: false }, host)
  const tunnel = parts.scheme === 'https' ? tunnelOf(choice) : null
  if (tunnel === null) return direct
  const { extraAuthorities } = way
  const wish = { proxy: tunnel, host: parts.host, port: parts.port, extraAuthorities, limitMs: way.limitMs }
  const open = () => dialThrough({ ...wish, withCredentials: hasCredentials(tunnel) }, host)
  const through = { address: null, via: proxyName(tunnel.href), outside: false, dial: open }
  const target = { ...through, ...tlsWish(parts, way) }
  return { outcomes: direct.outcomes, handshakes: [...direct.handshakes, gatherTls(target, open(), host)] }
}

/** Connects to the public addresses that only the internet is told: the nearest that can be had from here to its view. */
function connectOutside(
  parts: UrlParts,
  { addresses, outside }: DnsObservation,
  choice: ProxyChoice,
  way: ReachWay,
  host: Host,
): Connections {
  const told = [...new Set(outside.flatMap(addressesOf))]
  const others = told.filter((address) => !addresses.includes(address) && unreachableScope(address) === null)
  const limitMs = Math.min(way.limitMs, directAttemptMs)
  const reachable = choice.proxy === null ? others : []
  return connectTo(parts, reachable, { ...way, brief: true, limitMs, outside: true }, host)
}

function connectTo(
  parts: UrlParts,
  addresses: readonly string[],
  way: ReachWay & { outside: boolean },
  host: Host,
): Connections {
  const connections = addresses.slice(0, way.brief ? 2 : mostAddresses).map((address) => {
    const open = () => dial(address, parts.port, way.limitMs, host)
    const first = open()
    const outcome = first.then((dialled) => tcpOutcome(address, parts.port, way.outside, dialled))
    if (parts.scheme === 'https') {
      const target = { address, via: null, outside: way.outside, dial: open, ...tlsWish(parts, way) }
      return { outcome, tls: gatherTls(target, first, host) }
    }
    void first.then((dialled) => dialled.ok && dialled.socket.destroy())
    return { outcome, tls: Promise.resolve(null) }
  })
  return {
    outcomes: Promise.all(connections.map(({ outcome }) => outcome)),
    handshakes: connections.map(({ tls }) => tls),
  }
}

const tlsWish = ({ host, port }: UrlParts, { extraAuthorities, brief = false, servers, limitMs }: ReachWay) => ({
  host,
  port,
  extraAuthorities,
  brief,
  resolvers: servers.inside,
  limitMs,
})

function tunnelOf({ proxy }: ProxyChoice): URL | null {
  if (proxy === null || !URL.canParse(proxy)) return null
  const url = new URL(proxy)
  return /^https?:$/.test(url.protocol) ? url : null
}
