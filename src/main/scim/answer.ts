import type { HttpFailure, HttpReply } from '../host/host'
import { header } from '../host/host'
import { isObject, member, parseJson, textMember, textsMember } from '../json'

/** What a body is, judged by what is in it: proxies and captive portals answer with pages under any status and label. */
export type BodyKind =
  | 'empty'
  | 'scim-error'
  | 'scim-1'
  | 'list'
  | 'resource'
  | 'json'
  | 'page'
  | 'xml'
  | 'text'
  | 'broken-json'

/** What one request came to: plain data, without a token and without anybody's personal data. */
export interface Answer {
  method: string
  url: string
  failure: { kind: HttpFailure['kind']; code: string } | null
  status: number | null
  body: BodyKind
  bytes: number
  contentType: string | null
  /** The WWW-Authenticate header. */
  challenge: string | null
  server: string | null
  /** Where a redirect leads, and whether it was followed. */
  location: string | null
  followed: boolean
  retryAfter: string | null
  /** The SCIM error, or what another body says: the message of a JSON error, the title of a page. */
  scimType: string | null
  says: string | null
  ms: number
}

/** An answer with the body it was read from, which goes no further than the gatherer. */
export interface Exchange {
  answer: Answer
  json: unknown
  etag: string | null
}

export const schemas = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const

/** Reads a reply. `clean` takes secrets out of whatever text is kept. */
export function readReply(
  request: { method: string; url: string },
  reply: HttpReply,
  ms: number,
  clean: (text: string) => string,
): Exchange {
  const text = new TextDecoder().decode(reply.body).trim()
  const json = parseJson(text)
  const body = kindOf(text, json)
  const kept = (name: string) => {
    const value = header(reply, name)
    return value === null ? null : clean(value)
  }
  return {
    json,
    etag: header(reply, 'etag'),
    answer: {
      ...request,
      failure: null,
      status: reply.status,
      body,
      bytes: reply.body.length,
      contentType: kept('content-type'),
      challenge: kept('www-authenticate'),
      server: kept('server'),
      location: kept('location'),
      followed: false,
      retryAfter: kept('retry-after'),
      scimType: cleaned(textMember(json, 'scimType'), clean),
      says: cleaned(body === 'page' ? titleOf(text) : reply.status >= 400 ? messageOf(json, text) : null, clean),
      ms,
    },
  }
}

/** The answer that stands for no reply. */
export function noReply(request: { method: string; url: string }, failure: HttpFailure, ms: number): Exchange {
  return {
    json: undefined,
    etag: null,
    answer: {
      ...request,
      failure: { kind: failure.kind, code: failure.code },
      status: null,
      body: 'empty',
      bytes: 0,
      contentType: null,
      challenge: null,
      server: null,
      location: null,
      followed: false,
      retryAfter: null,
      scimType: null,
      says: null,
      ms,
    },
  }
}

function kindOf(text: string, json: unknown): BodyKind {
  if (text === '') return 'empty'
  if (json === undefined) {
    if (/<(!doctype html|html|body|head)\b/i.test(text.slice(0, 2000))) return 'page'
    if (text.startsWith('<?xml')) return 'xml'
    if (text.startsWith('<')) return 'page'
    return /^[[{]/.test(text) ? 'broken-json' : 'text'
  }
  if (!isObject(json)) return 'json'
  const named = textsMember(json, 'schemas')?.map((one) => one.toLowerCase()) ?? []
  if (named.includes(schemas.error.toLowerCase())) return 'scim-error'
  if (isOfVersion1(json, named)) return 'scim-1'
  if (Array.isArray(attribute(json, 'Resources')) || named.includes(schemas.list.toLowerCase())) return 'list'
  if (typeof member(json, 'id') === 'string' || named.length > 0) return 'resource'
  return 'json'
}

/**
 * Whether a list or an error is one of SCIM 1.1, which names its schemas and errors otherwise. Source:
 * https://www.simplecloud.info/specs/draft-scim-api-01.html
 */
function isOfVersion1(json: unknown, named: readonly string[]): boolean {
  if (named.some((name) => name.startsWith('urn:scim:schemas:core:1'))) return true
  const [first] = asList(attribute(json, 'Errors'))
  return named.length === 0 && attribute(first, 'description') !== undefined && attribute(first, 'code') !== undefined
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const messageNames = ['detail', 'message', 'error_description', 'error', 'title', 'reason', 'code']

function messageOf(json: unknown, text: string): string | null {
  if (json === undefined) return text.startsWith('<') ? null : text.slice(0, 200) || null
  if (typeof json === 'string') return json
  for (const name of messageNames) {
    const found = member(json, name)
    if (typeof found === 'string' && found !== '') return found
    const inner = textMember(found, 'message')
    if (inner !== null) return inner
  }
  return null
}

function titleOf(html: string): string | null {
  const title = /<(?:title|h1)[^<>]*>([^<]{1,300})/i.exec(html.slice(0, 20_000))?.[1]?.trim()
  return title === undefined || title === '' ? null : title
}

function cleaned(text: string | null, clean: (text: string) => string): string | null {
  if (text === null) return null
  const safe = clean(text)
  return safe === '' ? null : safe
}

/** An attribute of a resource by its name, upper and lower case alike. Source: RFC 7643 section 2.1 */
export function attribute(resource: unknown, name: string): unknown {
  if (!isObject(resource)) return undefined
  if (Object.hasOwn(resource, name)) return resource[name]
  const wanted = name.toLowerCase()
  const key = Object.keys(resource).find((one) => one.toLowerCase() === wanted)
  return key === undefined ? undefined : resource[key]
}

/** The resources of a list answer, or null when the body is no list. An absent `Resources` is an empty list. */
export function resourcesOf(json: unknown): unknown[] | null {
  if (!isObject(json)) return null
  const found = attribute(json, 'Resources')
  if (Array.isArray(found)) return found
  return attribute(json, 'totalResults') === undefined ? null : []
}

/** The work e-mail of a user, or its first one. */
export function workEmail(user: unknown): unknown {
  const emails = attribute(user, 'emails')
  if (!Array.isArray(emails)) return undefined
  const work = emails.find((one) => String(attribute(one, 'type')).toLowerCase() === 'work') ?? emails[0]
  return attribute(work, 'value')
}
