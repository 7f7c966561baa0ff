import { type HttpReply, header } from '../host/host'
import type { Circumstances, ProblemKind } from './problems'

/** A reply of the API, read: its JSON (`undefined` for an empty body), or what kind of problem it is and what it says. */
export type ReadReply = { ok: true; json: unknown } | { ok: false; kind: ProblemKind; facts: ReplyFacts }

/** What a reply adds to the circumstances of its request. */
type ReplyFacts = Pick<Circumstances, 'status' | 'requestId' | 'retryAfterMs' | 'says' | 'location'>

/**
 * Reads a reply of the WorkOS API. Judges by what the body is, not by what its content type says, because proxies and
 * captive portals answer with pages under any status.
 *
 * @param now wall clock, milliseconds since 1970
 * @param clean makes text from the network fit for a sentence
 */
export function readReply(reply: HttpReply, now: number, clean: (text: string) => string): ReadReply {
  const text = new TextDecoder().decode(reply.body).trim()
  const body = parse(text)
  const requestId = header(reply, 'x-request-id')
  const facts: ReplyFacts = { status: reply.status, ...(requestId === null ? {} : { requestId: clean(requestId) }) }
  const refuse = (kind: ProblemKind, more: ReplyFacts = {}): ReadReply => ({
    ok: false,
    kind,
    facts: { ...facts, ...more },
  })
  const quoted = (said: string | null): ReplyFacts => (said === null ? {} : { says: clean(said) })
  const wait = retryAfter(reply, now)
  const waiting: ReplyFacts = wait === null ? {} : { retryAfterMs: wait }

  if (reply.status >= 300 && reply.status < 400) {
    const location = hostOf(header(reply, 'location'))
    return refuse('redirected', location === null ? {} : { location: clean(location) })
  }
  if (reply.status === 407) return refuse('proxy-sign-in')
  if (reply.status === 429) return refuse('rate-limited', waiting)
  if (body.kind === 'page') {
    const said = quoted(titleOf(text))
    return reply.status >= 500 ? refuse('gateway', { ...said, ...waiting }) : refuse('not-json', said)
  }
  if (reply.status >= 200 && reply.status < 300) {
    if (body.kind === 'other') return refuse('malformed-json')
    return { ok: true, json: body.kind === 'json' ? body.json : undefined }
  }
  const said = quoted(body.kind === 'json' ? messageOf(body.json) : null)
  return refuse(kindOfStatus(reply.status), reply.status >= 500 ? { ...said, ...waiting } : said)
}

const byStatus: Readonly<Record<number, ProblemKind>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-enabled',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  422: 'invalid',
}

function kindOfStatus(status: number): ProblemKind {
  return byStatus[status] ?? (status >= 500 ? 'server-error' : 'invalid')
}

type Body = { kind: 'empty' } | { kind: 'json'; json: unknown } | { kind: 'page' } | { kind: 'other' }

function parse(text: string): Body {
  if (text === '') return { kind: 'empty' }
  try {
    return { kind: 'json', json: JSON.parse(text) }
  } catch {
    return text.startsWith('<') ? { kind: 'page' } : { kind: 'other' }
  }
}

/** What an error body says, whichever of the API's shapes it has. */
function messageOf(json: unknown): string | null {
  if (typeof json === 'string') return json
  if (typeof json !== 'object' || json === null) return null
  const field = (name: string) => {
    const value: unknown = Reflect.get(json, name)
    return typeof value === 'string' && value !== '' ? value : null
  }
  const errors: unknown = Reflect.get(json, 'errors')
  const details = Array.isArray(errors)
    ? errors
        .slice(0, 5)
        .map(detailOf)
        .filter((one) => one !== null)
    : []
  const main = field('message') ?? field('error_description') ?? field('error') ?? field('code')
  const all = [main, ...details].filter((one) => one !== null)
  return all.length === 0 ? null : all.join('; ')
}

function detailOf(error: unknown): string | null {
  if (typeof error === 'string') return error
  if (typeof error !== 'object' || error === null) return null
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? value : null
  }
  const subject = text('field') ?? text('property')
  const said = text('message') ?? text('code')
  if (subject === null) return said
  return said === null ? subject : `${subject}: ${said}`
}

function titleOf(html: string): string | null {
  const title = /<title[^<>]*>([^<]{1,300})/i.exec(html.slice(0, 20_000))?.[1]?.trim()
  return title === undefined || title === '' ? null : title
}

function hostOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).host : null
}

/**
 * How long a reply asks to wait, milliseconds. A date is held against the reply's own Date, so that a wrong clock on this
 * machine does not matter. Source: RFC 9110 section 10.2.3
 */
function retryAfter(reply: HttpReply, now: number): number | null {
  const value = header(reply, 'retry-after')?.trim() ?? ''
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000)
  const until = Date.parse(value)
  if (Number.isNaN(until)) return null
  const sent = Date.parse(header(reply, 'date') ?? '')
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent))
}
