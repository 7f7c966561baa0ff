import { isIP } from 'node:net'
import type { NetworkReachResult, PresentedCertificate, ReachedAddress, Timings } from '../../shared/runs/network'
import { unreachableScope } from './address-scope'
import { addressesOf } from './addresses'
import { readChain } from './certificate-chain'
import { conclude } from './conclude'
import type { NetworkObservation, TlsObservation } from './observation'
import { discreet } from './read-url'
import { type Seen, seenIn } from './seen'

/** What was seen, as the page and the JSON output show it. */
export function reachResult(observations: readonly NetworkObservation[], totalMs: number): NetworkReachResult {
  const seen = seenIn(observations)
  const { url, proxy, http } = seen
  const tls = seen.tls.find(({ handshake }) => handshake.ok) ?? seen.tls[0]
  const came = http?.ended === 'answer' ? http.hops.at(-1) : undefined
  return {
    url: discreet(url?.parts?.href ?? url?.text ?? ''),
    finalUrl: came?.url ?? null,
    proxy: proxy ? { used: proxy.proxy, chosenBy: proxy.chosenBy } : null,
    addresses: addressesIn(seen),
    tls: tls?.handshake.ok
      ? {
          version: tls.handshake.version,
          cipher: tls.handshake.cipher,
          alpn: tls.handshake.alpn,
          offered: tls.versions.filter(({ accepted }) => accepted).map(({ version }) => version),
        }
      : null,
    chain: tls ? chainOf(tls) : [],
    hops: (http?.hops ?? []).map(({ url, status, location, failure, ms }) => ({
      url,
      status,
      location,
      failure: failure?.code ?? null,
      ms: round(ms),
    })),
    document:
      http && came
        ? {
            bytes: http.bytes,
            contentType: http.headers.find(([name]) => name === 'content-type')?.[1] ?? null,
          }
        : null,
    timings: timingsOf(observations, totalMs),
    conclusion: conclude(observations),
  }
}

function addressesIn({ dns, tcp }: Seen): ReachedAddress[] {
  if (dns === null) return []
  const inside = dns.addresses.map((address) => ({ address, from: 'this machine' }))
  const outside = dns.outside.flatMap((view) =>
    addressesOf(view)
      .filter((address) => !dns.addresses.includes(address))
      .map((address) => ({ address, from: view.resolver })),
  )
  return [...inside, ...outside].map(({ address, from }) => {
    const outcome = tcp?.outcomes.find((one) => one.address === address)
    return {
      address,
      family: isIP(address) === 6 ? 6 : 4,
      from,
      scope: unreachableScope(address)?.name ?? null,
      tcp: outcome ? { state: outcome.state, code: outcome.code, ms: round(outcome.ms) } : null,
    }
  })
}

function chainOf({ chain, fetched }: TlsObservation): PresentedCertificate[] {
  const found = fetched.flatMap(({ certificate }) => (certificate === null ? [] : [certificate]))
  return [
    ...readChain(chain).map((certificate) => ({ certificate, sent: true })),
    ...readChain(found).map((certificate) => ({ certificate, sent: false })),
  ].map(({ certificate, sent }) => ({
    subject: (certificate.subject ?? '').replaceAll('\n', ', '),
    issuer: (certificate.issuer ?? '').replaceAll('\n', ', '),
    names: (certificate.subjectAltName ?? '')
      .split(', ')
      .flatMap((name) => name.replace(/^(DNS|IP Address):/, '') || []),
    notBefore: iso(certificate.validFrom),
    notAfter: iso(certificate.validTo),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    sent,
  }))
}

/** How long each layer took that was looked at so far. */
export function timingsOf(observations: readonly NetworkObservation[], totalMs: number): Timings {
  const { dns, tcp, proxy, tls, http } = seenIn(observations)
  const longest = (values: readonly number[]) => (values.length === 0 ? null : round(Math.max(...values)))
  return {
    dns: dns ? longest([dns.system?.ms ?? 0, ...(dns.system ? [] : dns.inside.map(({ ms }) => ms))]) : null,
    tcp: longest((tcp?.outcomes ?? []).map(({ ms }) => ms)),
    proxy: proxy?.proxy ? round(proxy.ms) : null,
    tls: longest(tls.map(({ handshake }) => handshake.ms)),
    http: http && http.hops.length > 0 ? round(http.hops.reduce((sum, { ms }) => sum + ms, 0)) : null,
    total: round(totalMs),
  }
}

const round = (ms: number) => Math.round(ms * 10) / 10
const iso = (date: string) => (Number.isNaN(Date.parse(date)) ? date : new Date(date).toISOString())
