import { z } from 'zod'
import { member, textMember } from '../json'
import { readFormText } from '../workos/sign-in/form'
import type { RecordedPage } from '../workos/sign-in/imported'

const text = z.string().catch('')
const pair = z.object({ name: text, value: text })
const pairs = z.array(
  z.union([pair, z.tuple([z.string(), z.string()]).transform(([name, value]) => ({ name, value }))]),
)
const list = pairs.catch([])

/** HTTP Archive 1.2; names that begin with an underscore are Chromium's own. */
const harEntry = z.object({
  startedDateTime: text,
  _resourceType: z.string().optional().catch(undefined),
  request: z.object({
    method: text,
    url: z.string(),
    headers: list.optional(),
    postData: z.object({ text: text.optional(), params: list.optional() }).optional().catch(undefined),
  }),
  response: z
    .object({
      status: z.number().catch(0),
      redirectURL: text.optional(),
      headers: list.optional(),
      content: z.object({ mimeType: text.optional() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})

/** The export of the SAML-tracer browser extension. */
const tracerEntry = z.object({
  method: text,
  url: z.string(),
  requestId: z.union([z.string(), z.number()]).optional().catch(undefined),
  saml: z.string().nullish().catch(null),
  post: list.optional(),
  requestHeaders: list.optional(),
  responseHeaders: list.optional(),
  responseStatus: z.union([z.number(), z.string()]).optional().catch(undefined),
})

/** A page among the requests of a recording; null for what a page loads besides, and for what is no request. */
export function readEntry(entry: unknown, index: number): RecordedPage | null {
  // Looked at first, because refusing by schema is slow and a file may hold very many that are none.
  if (textMember(member(entry, 'request'), 'url') !== null) {
    const har = harEntry.safeParse(entry)
    if (har.success) return fromHar(har.data, index)
  }
  if (textMember(entry, 'url') === null) return null
  const tracer = tracerEntry.safeParse(entry)
  return tracer.success ? fromTracer(tracer.data, index) : null
}

function fromHar({ startedDateTime, _resourceType, request, response }: z.infer<typeof harEntry>, index: number) {
  const posted = request.postData
  const form =
    posted === undefined
      ? null
      : posted.params?.length
        ? posted.params.map(({ name, value }) => [decoded(name), decoded(value)] as const)
        : readFormText(posted.text ?? '')
  const type = response?.content?.mimeType ?? headerOf(response?.headers, 'content-type')
  const destination = headerOf(request.headers, 'sec-fetch-dest')
  const kind =
    _resourceType === undefined ? destination : _resourceType === 'document' ? destination || 'document' : 'other'
  const status = response?.status ?? 0
  if (!isPage(kind, type, status, request.method, form)) return null
  const location = response?.redirectURL || headerOf(response?.headers, 'location')
  return page(index, request, timeOf(startedDateTime), kind === 'iframe', form, status, location)
}

function fromTracer(entry: z.infer<typeof tracerEntry>, index: number) {
  const { method, post, saml, responseHeaders, requestHeaders } = entry
  const form = post?.length ? post.map(({ name, value }) => [name, unhashed(name, value, saml)] as const) : null
  const destination = headerOf(requestHeaders, 'sec-fetch-dest')
  const status = Number(entry.responseStatus ?? 0) || 0
  if (!isPage(destination, headerOf(responseHeaders, 'content-type'), status, method, form)) return null
  const at = timeOf(headerOf(responseHeaders, 'date'))
  return page(index, entry, at, destination === 'iframe', form, status, headerOf(responseHeaders, 'location'))
}

function page(
  index: number,
  { method, url }: { method: string; url: string },
  at: number,
  inFrame: boolean,
  form: RecordedPage['seen']['form'],
  status: number,
  location: string,
): RecordedPage {
  const target = location !== '' && URL.canParse(location, url) ? new URL(location, url).href : null
  return {
    seen: { id: String(index), at, method, url, inFrame, form },
    status: status === 0 ? null : status,
    location: target,
  }
}

/** Browsers say what a request is for; where they do not, pages, redirects and forms are told by what they are. */
function isPage(
  kind: string,
  type: string,
  status: number,
  method: string,
  form: RecordedPage['seen']['form'],
): boolean {
  if (form?.some(([name]) => name === 'SAMLResponse' || name === 'SAMLRequest')) return true
  if (kind !== '') return kind === 'document' || kind === 'iframe'
  return (
    /^text\/html\b|^application\/xhtml/i.test(type) ||
    (status >= 300 && status < 400) ||
    (method === 'POST' && form !== null)
  )
}

/** The exporter can replace posted values by hashes; the decoded message beside them stays. */
function unhashed(name: string, value: string, saml: string | null | undefined): string {
  const isMessage = name === 'SAMLResponse' || name === 'SAMLRequest'
  return isMessage && saml && value.length < 200 ? Buffer.from(saml).toString('base64') : value
}

const headerOf = (headers: ReadonlyArray<{ name: string; value: string }> | undefined, wanted: string): string =>
  headers?.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''

/** Chromium writes the fields of a form as they were posted, Firefox decodes them. */
function decoded(value: string): string {
  if (!/%[0-9a-f]{2}/i.test(value)) return value
  try {
    return decodeURIComponent(value.replace(/\+/g, ' '))
  } catch {
    return value
  }
}

function timeOf(time: string): number {
  const at = Date.parse(time)
  return Number.isNaN(at) ? 0 : at
}
