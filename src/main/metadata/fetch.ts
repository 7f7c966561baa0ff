import { type Host, type HttpReply, header } from '../host/host'
import { placeOnTheNet } from './addresses'
import type { ExchangeFacts, ExchangeFailure, Hop } from './observation'

const hopsAtMost = 10
const usualTotalMs = 30_000
const bytesAtMost = 50 * 1024 * 1024

/** Headers that tell who answered and how old the answer is. */
const tellingHeaders = ['server', 'www-authenticate', 'cf-mitigated', 'age', 'last-modified']

export interface Fetched {
  exchange: ExchangeFacts
  body: Uint8Array
}

/**
 * Gets a document from an address as WorkOS would: a plain GET without credentials. Redirects are followed by hand, at most ten,
 * each recorded; a step from https down to http, or from a public address into a private network, ends it. Never throws for an
 * expected failure.
 * @param totalMs the longest it may take in all
 */
export async function fetchMetadata(address: string, host: Host, totalMs = usualTotalMs): Promise<Fetched> {
  const start = withoutCredentials(address.trim())
  const exchange: ExchangeFacts = {
    url: start ?? 'the address given',
    at: host.now(),
    hops: [],
    finalUrl: start ?? 'the address given',
    status: null,
    contentType: null,
    headers: {},
    failure: null,
  }
  const fail = (kind: ExchangeFailure['kind'], code: string, message: string): Fetched => ({
    exchange: { ...exchange, failure: { kind, code, message } },
    body: new Uint8Array(0),
  })
  if (start === null) return fail('url', 'ERR_INVALID_URL', 'The address is not an http or https URL.')
  const deadline = host.monotonic() + totalMs
  const seen = new Set<string>()
  for (;;) {
    const url = exchange.finalUrl
    seen.add(url)
    // Whole milliseconds: timers refuse fractions.
    const timeoutMs = Math.ceil(deadline - host.monotonic())
    if (timeoutMs <= 0) return fail('timeout', 'ETIMEDOUT', 'The redirects took too long.')
    const outcome = await host.http({
      url,
      headers: { accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5' },
      timeoutMs,
      maxBytes: bytesAtMost,
    })
    if (!outcome.ok) {
      const { kind, code, message } = outcome.failure
      return fail(kind === 'aborted' ? 'other' : kind, code, message)
    }
    const { reply } = outcome
    const next = redirectOf(reply, url)
    if (next === null) return { exchange: { ...exchange, ...answerOf(reply) }, body: reply.body }
    exchange.hops.push(next.hop)
    const refusal = refusalOf(next.target, url, start, seen, exchange.hops.length)
    if (refusal) return fail(refusal, 'REDIRECT', `Redirected to ${next.hop.location}`)
    exchange.finalUrl = next.target
  }
}

function answerOf(reply: HttpReply): Pick<ExchangeFacts, 'status' | 'contentType' | 'headers'> {
  const headers = tellingHeaders.flatMap((name) => {
    const value = header(reply, name)
    return value === null ? [] : [[name, value.slice(0, 500)] as const]
  })
  return { status: reply.status, contentType: header(reply, 'content-type'), headers: Object.fromEntries(headers) }
}

function redirectOf(reply: HttpReply, url: string): { hop: Hop; target: string } | null {
  const location = header(reply, 'location')
  if (![301, 302, 303, 307, 308].includes(reply.status) || location === null) return null
  const target = URL.canParse(location, url) ? new URL(location, url) : null
  if (target === null) return { hop: { url, status: reply.status, location: location.slice(0, 500) }, target: '' }
  target.username = ''
  target.password = ''
  target.hash = ''
  return { hop: { url, status: reply.status, location: target.href.slice(0, 2000) }, target: target.href }
}

function refusalOf(
  target: string,
  from: string,
  start: string,
  seen: ReadonlySet<string>,
  hops: number,
): ExchangeFailure['kind'] | null {
  if (!/^https?:\/\//.test(target)) return 'redirect-scheme'
  if (seen.has(target)) return 'redirect-loop'
  if (hops > hopsAtMost) return 'too-many-redirects'
  if (from.startsWith('https:') && target.startsWith('http:')) return 'redirect-downgrade'
  const isPublic = (url: string) => placeOnTheNet(new URL(url).hostname) === 'elsewhere'
  return isPublic(start) && !isPublic(target) ? 'redirect-inward' : null
}

/** The address less user name, password and fragment; null when it is none that is fetched. */
function withoutCredentials(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  url.username = ''
  url.password = ''
  url.hash = ''
  return url.href
}
