import type { Finding } from '../../shared/finding'
import type { Host } from '../host'
import { gatherDns } from './gather-dns'
import { walkHttp } from './gather-http'
import { gatherProxy, type ProxyChoice } from './gather-proxy'
import { gatherTcp } from './gather-tcp'
import { gatherTls } from './gather-tls'
import { judgeCertificate } from './judge-certificate'
import { judgeAddressScope, judgeDns } from './judge-dns'
import { judgeContent, judgeHttp, judgeRedirects } from './judge-http'
import { judgeProxy } from './judge-proxy'
import { judgeTcp } from './judge-tcp'
import { judgeTls } from './judge-tls'
import type { HttpObservation, NetworkObservation, TcpObservation } from './observation'
import { judgeUrl, observeUrl } from './url'

export interface ReachInput {
  url: string
  proxy: ProxyChoice
  /** PEM of authorities trusted here besides the public roots. */
  extraAuthorities: readonly string[]
  /** `ADDRESS[:PORT]` of a DNS server outside this network, asked only when named. */
  outsideResolver: string | null
  /** Longest that one layer may take, milliseconds. */
  limitMs: number
}

export interface ReachResult {
  observations: NetworkObservation[]
  /** The document that came, for the checks that read documents. */
  body: Uint8Array | null
  contentType: string | null
}

/**
 * Looks at an address layer by layer and goes on as far as possible after a failure. Layers that do not need each other
 * run side by side; findings come in the order of the layers.
 */
export async function* reach(input: ReachInput, host: Host): AsyncGenerator<Finding, ReachResult> {
  const observations: NetworkObservation[] = []
  const keep = <O extends NetworkObservation>(observation: O): O => {
    observations.push(observation)
    return observation
  }
  const url = keep(observeUrl(input.url))
  yield judgeUrl(url)
  const parts = url.parts
  if (parts === null || !/^https?$/.test(parts.scheme)) return { observations, body: null, contentType: null }

  const walking = walkHttp(parts.href, input.limitMs, host)
  const asking = gatherProxy(parts, input.proxy, input.limitMs, host)

  const dns = keep(await gatherDns(parts.host, input.outsideResolver, host))
  yield judgeDns(dns)
  yield* judgeAddressScope(dns)

  const tcp =
    dns.system.addresses.length === 0
      ? null
      : keep(await gatherTcp(parts.host, dns.system.addresses, parts.port, input.limitMs, host))
  if (tcp === null)
    yield {
      id: 'network.tcp',
      status: 'skipped',
      summary: 'No connection was tried, since the name leads to no address.',
      evidence: [],
    }
  else yield* judgeTcp(tcp)

  yield judgeProxy(keep(await asking))
  if (parts.scheme === 'https') yield* lookAtTls(parts.host, parts.port, tcp, input, host, keep)

  const { observation, body } = await walking
  keep(observation)
  yield* judgeWalk(observation)
  const contentType = observation.headers.find(([name]) => name === 'content-type')?.[1] ?? null
  return { observations, body: observation.ended === 'answer' ? body : null, contentType }
}

async function* lookAtTls(
  name: string,
  port: number,
  tcp: TcpObservation | null,
  input: ReachInput,
  host: Host,
  keep: <O extends NetworkObservation>(observation: O) => O,
): AsyncGenerator<Finding> {
  const open = tcp?.outcomes.filter(({ state }) => state === 'open').map(({ address }) => address) ?? []
  if (open.length === 0) {
    yield {
      id: 'network.tls',
      status: 'skipped',
      summary: 'TLS was not tried, since no connection comes about.',
      evidence: [],
    }
    return
  }
  const { extraAuthorities, limitMs } = input
  const seen = await Promise.all(
    open.slice(0, 4).map((address) => gatherTls({ host: name, address, port, extraAuthorities, limitMs }, host)),
  )
  for (const observation of seen) {
    keep(observation)
    yield judgeTls(observation)
    yield judgeCertificate(observation, host.now())
  }
}

function* judgeWalk(observation: HttpObservation): Generator<Finding> {
  const redirects = judgeRedirects(observation)
  if (redirects !== null) yield redirects
  yield judgeHttp(observation)
  yield judgeContent(observation)
}
