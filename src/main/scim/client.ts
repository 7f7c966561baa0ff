import { setTimeout as pause } from 'node:timers/promises'
import { concealer } from '../conceal'
import { type Host, type HttpRequest, header } from '../host/host'
import { type Exchange, noReply, readReply } from './answer'

const patienceMs = 15_000
const largestAnswer = 8 * 1024 * 1024
const longestWaitMs = 5000

/** What a request says beyond its path. */
export interface ScimRequest {
  method?: NonNullable<HttpRequest['method']>
  /** Below the base, for example `/Users?count=1`. */
  path: string
  body?: unknown
  /** The version a change is meant for (If-Match). */
  version?: string
}

/** Talks to one SCIM service with one token. Nothing it returns holds the token, in whatever form a server quotes it. */
export interface ScimClient {
  readonly host: Host
  readonly base: string
  readonly clean: (text: string) => string
  ask(request: ScimRequest): Promise<Exchange>
  /** The same service at another base of the same host. */
  at(base: string): ScimClient
  /** The same service with another token. */
  with(token: string): ScimClient
}

/**
 * @param token empty: requests carry none
 * @param secrets the token and everything derived from it, to be kept out of what is read
 */
export function scimClient(host: Host, base: string, token: string, secrets: readonly string[]): ScimClient {
  const clean = concealer(secrets)
  return {
    host,
    base,
    clean,
    ask: async (request) => {
      const first = await exchange(host, base, token, request, clean)
      const waitMs = waitFor(first)
      if (waitMs === null) return first
      await pause(waitMs, undefined, { signal: host.signal }).catch(() => undefined)
      return exchange(host, base, token, request, clean)
    },
    at: (other) => scimClient(host, other, token, secrets),
    with: (other) => scimClient(host, base, other, [...secrets, other]),
  }
}

/** How long a server that is asked too often wants to be left alone, when that is short enough to be waited for. */
function waitFor({ answer }: Exchange): number | null {
  if (answer.status !== 429) return null
  const seconds = Number(answer.retryAfter ?? '1')
  const waitMs = Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : longestWaitMs
  return waitMs <= longestWaitMs ? waitMs : null
}

async function exchange(
  host: Host,
  base: string,
  token: string,
  request: ScimRequest,
  clean: (text: string) => string,
): Promise<Exchange> {
  const { method = 'GET', path, body, version } = request
  const url = `${base}${path}`
  const wanted: HttpRequest = {
    url,
    method,
    headers: {
      accept: 'application/scim+json, application/json;q=0.9',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      'user-agent': 'Signpost',
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      ...(version === undefined ? {} : { 'if-match': version }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: patienceMs,
    maxBytes: largestAnswer,
  }
  const started = host.monotonic()
  const outcome = await host.http(wanted)
  const shown = { method, url: clean(url) }
  if (!outcome.ok) return noReply(shown, outcome.failure, host.monotonic() - started)
  const target = method === 'GET' ? sameHostTarget(header(outcome.reply, 'location'), url, outcome.reply.status) : null
  if (target === null) return readReply(shown, outcome.reply, host.monotonic() - started, clean)

  const followed = await host.http({ ...wanted, url: target })
  if (!followed.ok) return readReply(shown, outcome.reply, host.monotonic() - started, clean)
  const read = readReply(shown, followed.reply, host.monotonic() - started, clean)
  return { ...read, answer: { ...read.answer, location: clean(target), followed: true } }
}

/** Where a redirect leads, if the token may go there: the same origin, or the same host from http up to https. */
function sameHostTarget(location: string | null, asked: string, status: number): string | null {
  if (location === null || ![301, 302, 303, 307, 308].includes(status) || !URL.canParse(location, asked)) return null
  const target = new URL(location, asked)
  const from = new URL(asked)
  if (target.username !== '' || target.password !== '') return null
  const upgraded = from.protocol === 'http:' && target.protocol === 'https:' && target.hostname === from.hostname
  return target.origin === from.origin || upgraded ? target.href : null
}
