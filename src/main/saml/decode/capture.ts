import { z } from 'zod'
import { jsonItems } from './json-items'
import { findParameters, type SamlParameter } from './parameters'

/** A SAML parameter found in a capture, with what the capture tells about its way. Cookies, headers and tokens are not kept. */
export interface CapturedParameter extends SamlParameter {
  /** `null` when the capture already holds decoded XML instead of the packed value. */
  xml: string | null
  /** Where the browser sent it, without query and fragment. */
  sentTo: string | null
  method: string | null
  /** When, by the clock of the browser (HAR) or of the server that answered (SAML-tracer), ISO 8601. */
  at: string | null
}

export interface Capture {
  kind: 'har' | 'saml-tracer'
  parameters: CapturedParameter[]
  entries: number
  /** Entries left out: larger than a single entry may be, or damaged. */
  unread: number
  /** There are more entries than are read; these are the first. */
  cut: boolean
}

/** Larger captures are refused before reading; see `maxCaptureBytes`. */
export const maxCaptureBytes = 300 * 1024 * 1024
const maxEntryBytes = 24 * 1024 * 1024
/** All messages of a capture together, packed; what goes beyond is left out from the beginning, for the last sign-in is the one that matters. */
const maxValueCharacters = 16 * 1024 * 1024

const text = z.string().catch('')
const pair = z.object({ name: text, value: text })
const list = <T extends z.ZodType>(item: T) => z.array(item).catch([])

const harEntry = z.object({
  startedDateTime: z.string().optional().catch(undefined),
  request: z.object({
    method: text,
    url: text,
    postData: z
      .object({ text: text.optional(), params: list(pair).optional() })
      .optional()
      .catch(undefined),
  }),
  response: z
    .object({ content: z.object({ text: text.optional(), encoding: text.optional() }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

const tracerEntry = z.object({
  method: text,
  url: text,
  saml: z.string().nullish().catch(null),
  get: list(z.tuple([z.string(), z.string()])).optional(),
  post: list(z.tuple([z.string(), z.string()])).optional(),
  responseHeaders: list(z.union([pair, z.tuple([z.string(), z.string()])])).optional(),
})

/**
 * Reads a HAR (HTTP Archive 1.2) or the export of the SAML-tracer browser extension, entry by entry. Only entries that speak of
 * SAML are parsed. Returns null when the document has neither form.
 */
export async function readCapture(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Capture | null> {
  const capture: Capture = { kind: 'har', parameters: [], entries: 0, unread: 0, cut: false }
  for await (const item of jsonItems(chunks, ['entries', 'requests'], maxEntryBytes)) {
    if (!item.ok && item.left === 'rest') {
      capture.cut = true
      break
    }
    capture.entries++
    if (!item.ok) {
      capture.unread++
      continue
    }
    if (!item.text.includes('SAMLRe') && !item.text.includes('"saml"')) continue
    const parsed = parseJson(item.text)
    const har = harEntry.safeParse(parsed)
    if (har.success) {
      keep(capture, fromHar(har.data))
      continue
    }
    const traced = tracerEntry.safeParse(parsed)
    if (traced.success) {
      capture.kind = 'saml-tracer'
      keep(capture, fromTracer(traced.data))
    } else capture.unread++
  }
  return capture.entries === 0 ? null : { ...capture, parameters: withoutRepeats(capture.parameters) }
}

function keep(capture: Capture, found: readonly CapturedParameter[]): void {
  const { parameters } = capture
  parameters.push(...found)
  let characters = parameters.reduce((sum, { value, xml }) => sum + value.length + (xml?.length ?? 0), 0)
  while (characters > maxValueCharacters && parameters.length > 1) {
    const left = parameters.shift()
    characters -= (left?.value.length ?? 0) + (left?.xml?.length ?? 0)
    capture.unread++
  }
}

function fromHar({ startedDateTime, request, response }: z.infer<typeof harEntry>): CapturedParameter[] {
  const sent = request.postData?.params?.length
    ? named(request.postData.params.map(({ name, value }) => [name, value]))
    : findParameters(request.postData?.text ?? '')
  const content = response?.content
  const page =
    content?.encoding === 'base64' ? Buffer.from(content.text ?? '', 'base64').toString('utf8') : (content?.text ?? '')
  const way = { xml: null, method: request.method, at: validTime(startedDateTime) }
  return [
    ...[...sent, ...findParameters(queryOf(request.url))].map((one) => ({
      ...one,
      ...way,
      sentTo: withoutQuery(request.url),
    })),
    ...findParameters(page)
      .filter(({ place }) => place === 'form field of a page')
      .map((one) => ({ ...one, ...way, sentTo: null })),
  ]
}

function fromTracer({
  method,
  url,
  saml,
  get = [],
  post = [],
  responseHeaders = [],
}: z.infer<typeof tracerEntry>): CapturedParameter[] {
  const date = responseHeaders
    .map((header) => (Array.isArray(header) ? { name: header[0], value: header[1] } : header))
    .find(({ name }) => name.toLowerCase() === 'date')?.value
  const way = { sentTo: withoutQuery(url), method, at: validTime(date) }
  const inPost = named(post)
  const inGet = inPost.length > 0 ? [] : [...named(get), ...findParameters(queryOf(url))]
  const [found] = [...inPost, ...inGet]
  if (!saml?.trimStart().startsWith('<')) return found ? [{ ...found, ...way, xml: null }] : []
  // The exporter can replace posted values by hashes, and its users take them out; the decoded message beside them stays.
  const name = /<(?:\w+:)?(?:Response|LogoutResponse)[\s>]/.test(saml) ? 'SAMLResponse' : 'SAMLRequest'
  return [{ name, value: '', place: 'form body or address', ...found, ...way, xml: saml }]
}

function named(pairs: ReadonlyArray<readonly [string, string]>): SamlParameter[] {
  return pairs.flatMap(([name, value]) =>
    (name === 'SAMLResponse' || name === 'SAMLRequest') && value !== ''
      ? [{ name, value, place: 'form body or address' as const }]
      : [],
  )
}

/** A browser's own post is the same message as the hidden field of the page before it: keep the one that was sent. */
function withoutRepeats(parameters: readonly CapturedParameter[]): CapturedParameter[] {
  const best = new Map<string, CapturedParameter>()
  for (const one of parameters) {
    const same = `${one.name} ${one.value === '' ? one.xml : one.value.replace(/%2[BF]|%3D/gi, decodeURIComponent)}`
    const before = best.get(same)
    if (!before || (before.sentTo === null && one.sentTo !== null)) best.set(same, one)
  }
  const kept = new Set(best.values())
  return parameters.filter((one) => kept.has(one))
}

function parseJson(item: string): unknown {
  try {
    return JSON.parse(item)
  } catch {
    return null
  }
}

function validTime(time: string | undefined): string | null {
  const at = time === undefined ? Number.NaN : Date.parse(time)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

const queryOf = (url: string) => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '')
const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '')
