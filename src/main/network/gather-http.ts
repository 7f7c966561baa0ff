import { type Host, type HttpReply, header } from '../host'
import type { HttpHop, HttpObservation } from './observation'

const mostHops = 10
const headBytes = 64 * 1024

export interface HttpWalk {
  observation: HttpObservation
  /** The whole body of the last answer, for the checks that read documents. */
  body: Uint8Array | null
}

/** Fetches an address and follows its redirects one by one, without cookies or credentials, never from https down to http. */
export async function walkHttp(start: string, limitMs: number, host: Host): Promise<HttpWalk> {
  const hops: HttpHop[] = []
  const at = new Date(host.now()).toISOString()
  const end = (ended: HttpObservation['ended'], reply: HttpReply | null = null): HttpWalk => ({
    observation: {
      kind: 'http',
      hops,
      ended,
      headers: reply?.headers ?? [],
      bytes: reply?.body.length ?? 0,
      head: reply ? Buffer.from(reply.body.subarray(0, headBytes)).toString('latin1') : '',
      at,
    },
    body: reply?.body ?? null,
  })

  let url = withoutCredentials(start)
  for (;;) {
    const started = host.monotonic()
    const outcome = await host.http({
      url,
      timeoutMs: limitMs,
      headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml, */*;q=0.1' },
    })
    const ms = host.monotonic() - started
    if (!outcome.ok) {
      hops.push({ url, status: null, location: null, failure: outcome.failure, ms })
      return end('failure')
    }
    const { reply } = outcome
    const location = header(reply, 'location')
    hops.push({ url, status: reply.status, location, failure: null, ms })
    if (![301, 302, 303, 307, 308].includes(reply.status) || location === null) return end('answer', reply)

    if (!URL.canParse(location, url)) return end('bad-location', reply)
    const next = new URL(location, url)
    if (!/^https?:$/.test(next.protocol)) return end('other-scheme', reply)
    if (next.protocol === 'http:' && url.startsWith('https:')) return end('downgrade', reply)
    url = withoutCredentials(next.href)
    if (hops.some((hop) => hop.url === url)) return end('loop', reply)
    if (hops.length > mostHops) return end('too-many', reply)
  }
}

function withoutCredentials(text: string): string {
  const url = new URL(text)
  url.username = ''
  url.password = ''
  url.hash = ''
  return url.href
}
