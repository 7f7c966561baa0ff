import type { Finding } from '../../../shared/finding'
import type { HttpObservation, NetworkObservation } from '../observation'
import { type Seen, seenIn } from '../seen'
import { judgeAddressScope } from './address-scope'
import { judgeCertificate } from './certificate'
import { judgeContent } from './content'
import { judgeDns } from './dns'
import { isOfProxy, judgeHttp } from './http'
import { judgeProxy, letsThrough } from './proxy'
import { judgeRedirects } from './redirects'
import { judgeTcp } from './tcp'
import { judgeTls } from './tls'
import { judgeUrl } from './url'

/** Judges one observation in the light of those before it: a layer that failed already explains why the next gave nothing. */
export function judgeNetwork(observation: NetworkObservation, before: readonly NetworkObservation[]): Finding[] {
  const seen = seenIn(before)
  switch (observation.kind) {
    case 'url':
      return [judgeUrl(observation)]
    case 'dns':
      return [judgeDns(observation), ...judgeAddressScope(observation)]
    case 'tcp':
      return judgeTcp(observation)
    case 'proxy':
      return [judgeProxy(observation)]
    case 'tls': {
      const direct =
        observation.via === null ? null : (seen.tls.find(({ via, outside }) => via === null && !outside) ?? null)
      return [judgeTls(observation), judgeCertificate(observation, direct)]
    }
    case 'http': {
      const redirects = judgeRedirects(observation)
      const blamed = whoIsToBlame(seen, observation)
      return [
        ...skippedTls(seen),
        ...(redirects === null ? [] : [redirects]),
        judgeHttp(observation, blamed),
        blamed !== null && isOfProxy(observation) ? proxysOwn : judgeContent(observation),
      ]
    }
  }
}

/** The page of a proxy that does not let anybody through says nothing of the host. */
const proxysOwn: Finding = {
  id: 'network.content',
  status: 'skipped',
  summary: 'What came is the proxy’s own page; the host was not reached.',
  evidence: [],
}

/** The layer that failed already and explains a missing answer, as a reason; null when all below is well. */
function whoIsToBlame({ dns, tcp, proxy, tls: looked }: Seen, http: HttpObservation): string | null {
  const tls = looked.filter(({ outside }) => !outside)
  if (proxy?.proxy) {
    if (proxy.asked !== 'nothing' && !letsThrough(proxy)) return 'the proxy does not let this machine through'
  } else {
    if (dns && dns.addresses.length === 0) return 'the name leads to no address'
    const inside = tcp?.outcomes.filter(({ outside }) => !outside) ?? []
    if (inside.length > 0 && inside.every(({ state }) => state !== 'open')) return 'no connection comes about'
  }
  if (tls.length === 0) return null
  if (tls.every(({ handshake }) => !handshake.ok)) return 'no TLS connection comes about'
  if (tls.some((one) => one.handshake.ok && judgeTls(one).status === 'fail'))
    return 'the server wants a client certificate'
  if (
    !cameThrough(http) &&
    tls.some((one) => one.trustedHere !== null || judgeCertificate(one, null).status === 'fail')
  )
    return 'its certificate is not trusted'
  return null
}

/** Whether what went wrong did so behind TLS, so that its certificate was good enough. */
function cameThrough({ hops }: HttpObservation): boolean {
  const failure = hops.at(-1)?.failure ?? null
  if (failure === null) return false
  return failure.kind === 'timeout' || failure.kind === 'too-large' || answersBadly.test(failure.code)
}

const answersBadly = /MISMATCH|CHUNKED|DECODING|MULTIPLE_|^Z_|HEADERS|INVALID_HTTP|^HPE_|REDIRECT|UNSAFE_PORT/

/** Says that TLS was not looked at, and why. */
function skippedTls({ url, tls }: Seen): Finding[] {
  if (tls.length > 0) return []
  const summary =
    url?.parts?.scheme === 'http'
      ? 'The address uses http: there is no TLS to look at.'
      : 'TLS was not looked at, since no connection comes about.'
  return [
    { id: 'network.tls', status: 'skipped', summary, evidence: [] },
    { id: 'network.tls-certificate', status: 'skipped', summary, evidence: [] },
  ]
}
