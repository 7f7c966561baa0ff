import { isIP } from 'node:net'
import { type Host, type HttpReply, header } from '../host/host'
import { unreachableScope } from './address-scope'
import type { HttpEnd, HttpHop, HttpObservation } from './observation'
import { discreet, hideCredentials, plainUrl } from './read-url'

const mostHops = 10
const headBytes = 64 * 1024
/** The whole walk may take this many times as long as one step. */
const walkSteps = 3

export interface HttpWish {
  url: string
  /** Resolves a host for a step. Null when a proxy does. */
  lookUp: ((name: string) => Promise<readonly string[]>) | null
  limitMs: number
  /** Largest document accepted. */
  maxBytes?: number
}

export interface HttpWalk {
  observation: HttpObservation
  /** The whole body of the last answer, for the checks that read documents. */
  body: Uint8Array | null
}

/**
 * Fetches an address and follows its redirects one by one, without cookies or credentials: never from https down to http, and
 * never from a public address to one inside. Each step connects to the addresses that were checked for it.
 */
export async function gatherHttp({ url: start, lookUp, limitMs, maxBytes }: HttpWish, host: Host): Promise<HttpWalk> {
  const hops: HttpHop[] = []
  const at = new Date(host.now()).toISOString()
  const end = (ended: HttpEnd, reply: HttpReply | null = null, inward: string | null = null): HttpWalk => ({
    observation: {
      kind: 'http',
      hops,
      ended,
      inward,
      headers: reply?.headers ?? [],
      bytes: reply?.body.length ?? 0,
      head: reply ? Buffer.from(reply.body.subarray(0, headBytes)).toString('latin1') : '',
      at,
    },
    body: reply?.body ?? null,
  })

  const deadline = host.monotonic() + walkSteps * limitMs
  const visited = new Set<string>()
  let startedOutside = true
  let url = plainUrl(start)
  for (;;) {
    const started = host.monotonic()
    visited.add(url)
    const shown = discreet(url)
    const timeoutMs = Math.floor(Math.min(limitMs, deadline - started))
    if (timeoutMs < 1) return end('out-of-time')
    const name = new URL(url).hostname.replace(/^\[|\]$/g, '')
    const addresses = lookUp === null ? (isIP(name) === 0 ? null : [name]) : await lookUp(name)
    const inner = addresses?.find((address) => unreachableScope(address) !== null) ?? null
    if (hops.length === 0) startedOutside = inner === null
    else if (startedOutside && inner !== null) return end('inward', null, inner)

    const outcome = await host.http({
      url,
      timeoutMs,
      ...(maxBytes === undefined ? {} : { maxBytes }),
      headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml, */*;q=0.1' },
      ...(lookUp === null || addresses === null ? {} : { addresses }),
    })
    const ms = host.monotonic() - started
    if (!outcome.ok) {
      hops.push({ url: shown, status: null, location: null, setsCookie: false, failure: outcome.failure, ms })
      return end('failure')
    }
    const { reply } = outcome
    const location = header(reply, 'location')
    hops.push({
      url: shown,
      status: reply.status,
      location: location === null ? null : discreet(hideCredentials(location)).slice(0, 2000),
      setsCookie: header(reply, 'set-cookie') !== null,
      failure: null,
      ms,
    })
    if (![301, 302, 303, 307, 308].includes(reply.status)) return end('answer', reply)
    if (location === null) return end('no-location', reply)
    const next = nextStep(location, url)
    if (typeof next === 'string') return end(next, reply)
    url = next.url
    if (visited.has(url)) return end('loop', reply)
    if (hops.length > mostHops) return end('too-many', reply)
  }
}

function nextStep(location: string, from: string): { url: string } | HttpEnd {
  if (location.length > 65_536 || !URL.canParse(location, from)) return 'bad-location'
  const next = new URL(location, from)
  if (!/^https?:$/.test(next.protocol)) return 'other-scheme'
  if (next.protocol === 'http:' && from.startsWith('https:')) return 'downgrade'
  return { url: plainUrl(next.href) }
}
