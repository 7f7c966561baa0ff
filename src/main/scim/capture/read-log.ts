import { isObject, member, parseJson, textMember } from '../../json'
import { attribute } from '../answer'
import type { CapturedExchange } from './exchange'
import type { LoggedRequest } from './logged-request'
import { readHttpText } from './read-http-text'
import { showable, showablePath } from './redact'

export interface ReadLog {
  format: 'capture' | 'har' | 'json' | 'lines' | 'http'
  exchanges: CapturedExchange[]
  /** Entries that are no request to a SCIM service. */
  passedOver: number
}

const mostRequests = 200_000

/**
 * Reads recorded SCIM requests: a saved capture, a HAR file, JSON with a list of requests in it, one JSON object a line, or the
 * text of HTTP messages. Null when it is none of these.
 */
export function readLog(text: string): ReadLog | null {
  const found = requestsOf(text)
  if (found === null) return null
  const exchanges: CapturedExchange[] = []
  for (const request of found.requests.slice(0, mostRequests)) {
    const exchange = exchangeOf(request, exchanges.length + 1, found.format === 'capture')
    if (exchange !== null) exchanges.push(exchange)
  }
  return { format: found.format, exchanges, passedOver: found.entries - exchanges.length }
}

interface Found {
  format: ReadLog['format']
  requests: LoggedRequest[]
  entries: number
}

function requestsOf(text: string): Found | null {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  const json = /^[[{]/.test(trimmed) ? parseJson(trimmed) : undefined
  if (json !== undefined) return fromJson(json)
  const lines = fromLines(trimmed)
  if (lines !== null) return lines
  const messages = readHttpText(trimmed)
  return messages.length === 0 ? null : { format: 'http', requests: messages, entries: messages.length }
}

/** Names under which files hold their list of requests. */
const listNames = ['requests', 'exchanges', 'entries', 'log', 'logs', 'items', 'data', 'records', 'events']

function fromJson(json: unknown): Found | null {
  const har = member(member(json, 'log'), 'entries')
  if (Array.isArray(har)) return found('har', har)
  const list = Array.isArray(json) ? json : listNames.map((name) => member(json, name)).find(Array.isArray)
  const format = member(json, 'signpost') === 'scim-capture' ? 'capture' : 'json'
  if (list !== undefined) return found(format, list)
  return fromEntry(json) === null ? null : found('json', [json])
}

function fromLines(text: string): Found | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const entries = lines.map((line) => parseJson(line.replace(/^[^{]{0,200}(?=\{)/, '')))
  if (!entries.some(isObject)) return null
  const read = found('lines', entries)
  return read.requests.length === 0 ? null : read
}

function found(format: Found['format'], entries: readonly unknown[]): Found {
  const requests = entries.map(fromEntry).filter((one) => one !== null)
  return { format, requests, entries: entries.length }
}

/** Reads one entry, whatever the program that wrote it calls its members. */
function fromEntry(entry: unknown): LoggedRequest | null {
  const request = isObject(member(entry, 'request')) ? member(entry, 'request') : entry
  const response = member(entry, 'response') ?? member(entry, 'res')
  const method = firstText(request, ['method', 'httpMethod', 'http_method', 'verb', 'requestMethod'])
  const url = firstText(request, ['url', 'uri', 'path', 'requestUri', 'request_uri', 'requestUrl', 'target'])
  if (method === null || url === null || !/^[A-Za-z]{3,7}$/.test(method)) return null
  const headers = headersOf(member(request, 'headers') ?? member(entry, 'requestHeaders'))
  const answerHeaders = headersOf(member(response, 'headers') ?? member(entry, 'responseHeaders'))
  return {
    method: method.toUpperCase(),
    url,
    at: momentOf(entry) ?? momentOf(request),
    userAgent: headers.get('user-agent') ?? firstText(request, ['userAgent', 'user_agent']),
    contentType: headers.get('content-type') ?? firstText(request, ['contentType', 'content_type']),
    body: bodyOf(request) ?? bodyOf(entry),
    status: statusOf(response) ?? statusOf(entry),
    answer: bodyOf(response) ?? textOrJson(member(entry, 'responseBody') ?? member(entry, 'response_body')),
    location: answerHeaders.get('location') ?? null,
  }
}

function firstText(value: unknown, names: readonly string[]): string | null {
  for (const name of names) {
    const found = textMember(value, name)
    if (found !== null && found !== '') return found
  }
  return null
}

const bodyNames = ['body', 'requestBody', 'request_body', 'payload', 'postData', 'content', 'text', 'data']

function bodyOf(value: unknown): string | null {
  for (const name of bodyNames) {
    const held = member(value, name)
    // A HAR keeps the text one level further down.
    const found = isObject(held) && typeof held.text === 'string' ? held.text : held
    const text = textOrJson(found)
    if (text !== null) return text
  }
  return null
}

const textOrJson = (value: unknown): string | null =>
  typeof value === 'string' ? value : isObject(value) ? JSON.stringify(value) : null

function headersOf(value: unknown): ReadonlyMap<string, string> {
  const pairs: [string, string][] = []
  if (Array.isArray(value))
    for (const one of value) {
      const name = textMember(one, 'name')
      const text = textMember(one, 'value')
      if (name !== null && text !== null) pairs.push([name.toLowerCase(), text])
      if (Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'string')
        pairs.push([one[0].toLowerCase(), one[1]])
    }
  else if (isObject(value))
    for (const [name, one] of Object.entries(value)) {
      const first = Array.isArray(one) ? one[0] : one
      if (typeof first === 'string') pairs.push([name.toLowerCase(), first])
    }
  return new Map(pairs)
}

function statusOf(value: unknown): number | null {
  for (const name of ['status', 'statusCode', 'status_code', 'responseStatus', 'httpStatus', 'code']) {
    const number = Number(member(value, name))
    if (Number.isInteger(number) && number >= 100 && number < 600) return number
  }
  return null
}

function momentOf(value: unknown): number | null {
  for (const name of ['at', 'startedDateTime', 'timestamp', 'time', '@timestamp', 'date', 'datetime']) {
    const held = member(value, name)
    const ms =
      typeof held === 'number' ? (held < 1e11 ? held * 1000 : held) : typeof held === 'string' ? Date.parse(held) : NaN
    if (Number.isFinite(ms) && Math.abs(ms) < 8.64e15) return ms
  }
  return null
}

const resource = /\/(Users|Groups|ServiceProviderConfigs?|ResourceTypes|Schemas|Bulk|Me)(?=[/?]|$)/i

function exchangeOf(request: LoggedRequest, n: number, isOwn: boolean): CapturedExchange | null {
  const target = targetOf(request.url)
  const at = resource.exec(target)?.index
  if (at === undefined && !isOwn && !/scim/i.test(request.contentType ?? '')) return null
  const path = at === undefined ? target : target.slice(at)
  const parsed = request.body === null ? undefined : parseJson(request.body)
  const shown = request.body === null ? null : showable(request.body, parsed, null)
  const answer = request.answer === null ? undefined : parseJson(request.answer)
  const refused = request.status !== null && request.status >= 400
  return {
    n,
    at: request.at ?? 0,
    method: request.method,
    path: showablePath(path, null).slice(0, 2000),
    inside: at !== undefined,
    userAgent: request.userAgent?.slice(0, 300) ?? null,
    contentType: request.contentType?.slice(0, 200) ?? null,
    token: 'unknown',
    tokenMarks: [],
    bytes: request.body?.length ?? 0,
    bodyKind: request.body === null || request.body === '' ? 'none' : parsed === undefined ? 'broken' : 'json',
    body: shown?.body,
    text: shown === null || shown.text === '' ? null : shown.text,
    status: request.status,
    scimType: textAttribute(answer, 'scimType'),
    detail: refused ? textAttribute(answer, 'detail') : null,
    id: textAttribute(answer, 'id') ?? lastSegment(request.location),
    ms: null,
  }
}

const textAttribute = (value: unknown, name: string): string | null => {
  const found = attribute(value, name)
  return typeof found === 'string' ? found.slice(0, 300) : null
}

const lastSegment = (location: string | null) => /\/(?:Users|Groups)\/([^/?#]+)$/i.exec(location ?? '')?.[1] ?? null

/** Path and query of an address, whole or not. */
function targetOf(url: string): string {
  if (!/^https?:\/\//i.test(url)) return url.startsWith('/') ? url : `/${url}`
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return `${pathname}${search}`
}
