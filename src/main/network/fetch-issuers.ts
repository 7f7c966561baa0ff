import { X509Certificate } from 'node:crypto'
import type { Host } from '../host/host'
import { lookUp } from './gather-dns'
import { isIssuedBy } from './issued-by'
import type { FetchedIssuer } from './observation'
import { anchorOf } from './trust'

const mostIssuers = 4
const largestBytes = 200_000

/**
 * Where a chain ends before an authority that is known, looks for the missing issuers at the addresses that the certificates
 * themselves name (authority information access, RFC 5280 section 4.2.2.1), one after the other.
 */
export async function fetchIssuers(
  chain: readonly string[],
  {
    extraAuthorities,
    resolvers,
    limitMs,
  }: { extraAuthorities: readonly string[]; resolvers: readonly string[] | null; limitMs: number },
  host: Host,
): Promise<FetchedIssuer[]> {
  const found: FetchedIssuer[] = []
  const sent = chain.at(-1)
  let last = sent === undefined ? null : new X509Certificate(Buffer.from(sent, 'base64'))
  while (last !== null && found.length < mostIssuers) {
    if (isIssuedBy(last, last) || anchorOf(last, extraAuthorities) !== null) return found
    const url = issuerAddress(last)
    if (url === null) return found
    const step = await fetchIssuer(url, last, resolvers, limitMs, host)
    found.push(step)
    last = step.certificate === null ? null : new X509Certificate(Buffer.from(step.certificate, 'base64'))
  }
  return found
}

function issuerAddress(certificate: X509Certificate): string | null {
  const url = /CA Issuers - URI:"?(https?:\/\/[^\s"]+)/i.exec(certificate.infoAccess ?? '')?.[1] ?? null
  return url !== null && URL.canParse(url) ? url : null
}

async function fetchIssuer(
  url: string,
  issued: X509Certificate,
  resolvers: readonly string[] | null,
  limitMs: number,
  host: Host,
): Promise<FetchedIssuer> {
  const missed = (failure: string): FetchedIssuer => ({ url, certificate: null, failure })
  const name = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const { addresses, code } =
    resolvers === null ? { addresses: [], code: null } : await lookUp(name, resolvers, limitMs, host)
  if (resolvers !== null && addresses.length === 0) return missed(code ?? 'ENOTFOUND')
  const timeoutMs = Math.min(limitMs, 5000)
  const outcome = await host.http({
    url,
    timeoutMs,
    maxBytes: largestBytes,
    ...(addresses.length > 0 ? { addresses } : {}),
  })
  if (!outcome.ok) return missed(outcome.failure.code)
  if (outcome.reply.status !== 200) return missed(`HTTP ${outcome.reply.status}`)
  try {
    const issuer = new X509Certificate(outcome.reply.body)
    if (!isIssuedBy(issued, issuer)) return missed('what came is another certificate')
    return { url, certificate: issuer.raw.toString('base64'), failure: null }
  } catch {
    return missed('what came is no certificate')
  }
}
