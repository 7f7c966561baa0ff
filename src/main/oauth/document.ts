import type { Host, HttpFailure } from '../host/host'
import { header } from '../host/host'
import { parseJson } from '../json'
import { type Refusal, refusalOf } from './address'

/** A document fetched without credentials: what came, and by which way. Plain data but for `json`. */
export interface Fetched {
  url: string
  /** Every address asked, in order, with what it answered. */
  hops: { url: string; status: number; location: string | null }[]
  failure: { kind: HttpFailure['kind']; code: string } | null
  /** Why a redirect was not followed. */
  refused: Refusal | 'too-many' | 'loop' | null
  status: number | null
  contentType: string | null
  body: 'empty' | 'json' | 'page' | 'text' | 'broken-json'
  bytes: number
  /** The title of a page. */
  title: string | null
}

const mostHops = 4
const patienceMs = 15_000

/**
 * Fetches a JSON document and follows its redirects, as far as they keep to https and do not lead from the Internet inside.
 *
 * @param largest bytes, after decoding
 */
export async function fetchDocument(
  host: Host,
  url: string,
  largest: number,
  clean: (text: string) => string,
): Promise<{ fetched: Fetched; json: unknown }> {
  const hops: Fetched['hops'] = []
  const nothing: Fetched = {
    url: clean(url),
    hops,
    failure: null,
    refused: null,
    status: null,
    contentType: null,
    body: 'empty',
    bytes: 0,
    title: null,
  }
  let at = url
  for (;;) {
    const outcome = await host.http({
      url: at,
      headers: { accept: 'application/json', 'user-agent': 'Signpost' },
      timeoutMs: patienceMs,
      maxBytes: largest,
    })
    if (!outcome.ok)
      return {
        fetched: { ...nothing, failure: { kind: outcome.failure.kind, code: outcome.failure.code } },
        json: undefined,
      }
    const { reply } = outcome
    const location = header(reply, 'location')
    hops.push({ url: clean(at), status: reply.status, location: location === null ? null : clean(location) })
    if (reply.status >= 300 && reply.status < 400 && location !== null) {
      const target = URL.canParse(location, at) ? new URL(location, at).href : location
      const refused = refusalOf(target, url) ?? (hops.length >= mostHops ? 'too-many' : null)
      const loops = hops.some((hop) => hop.url === clean(target))
      if (refused !== null || loops)
        return { fetched: { ...nothing, status: reply.status, refused: refused ?? 'loop' }, json: undefined }
      at = target
      continue
    }
    const text = new TextDecoder().decode(reply.body).trim()
    const json = parseJson(text)
    const contentType = header(reply, 'content-type')
    return {
      fetched: {
        ...nothing,
        status: reply.status,
        contentType: contentType === null ? null : clean(contentType),
        body: kindOf(text, json),
        bytes: reply.body.length,
        title: titleOf(text, clean),
      },
      json,
    }
  }
}

function kindOf(text: string, json: unknown): Fetched['body'] {
  if (text === '') return 'empty'
  if (json !== undefined) return 'json'
  if (text.startsWith('<')) return 'page'
  return /^[[{]/.test(text) ? 'broken-json' : 'text'
}

function titleOf(text: string, clean: (text: string) => string): string | null {
  const title = /<(?:title|h1)[^<>]*>([^<]{1,300})/i.exec(text.slice(0, 20_000))?.[1]?.trim()
  return title === undefined || title === '' ? null : clean(title)
}
