import { readFile, stat } from 'node:fs/promises'
import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { DocumentSource } from '../../shared/runs/document'
import type { ResponseInspectResult } from '../../shared/runs/response'
import { certificatesInFile } from '../certificates/file'
import { type InspectedDocument, unreadableFile } from '../inspection/document'
import type { InspectResponseInput } from '../inspection/response-job'
import { fetchMetadata } from '../metadata/fetch'
import { unreachedProblem } from '../metadata/judge/exchange'
import { fittingResponse } from '../saml/fitting'
import type { RunContext, Runner } from './run'

/** How far clocks may be apart, in seconds, where nobody said: what most service providers grant. */
export const defaultSkewSeconds = 180

/** A file with certificates is not larger; one that is holds something else. */
const largestCertificateFile = 1024 * 1024

/** Judges a response for the page. */
export const inspectResponse: Runner<'response.inspect'> = async function* (input, context) {
  const key = input.decryptionKey === undefined ? succeeded(null) : await context.secret(input.decryptionKey)
  if (!key.ok) return key
  const files = await Promise.all((input.certificateFiles ?? []).map((source) => readCertificates(source, context)))
  const unread = files.find((file) => !file.ok)
  if (unread && !unread.ok) return unread
  const typed = (input.certificates ?? []).map((text, index) => ({ text, from: `certificate ${index + 1} given` }))
  const wish: InspectResponseWish = {
    metadata: input.metadata ?? null,
    certificates: [...typed, ...files.flatMap((file) => (file.ok ? file.value : []))],
    acs: input.acs ?? null,
    audience: input.audience ?? null,
    requestId: input.requestId ?? null,
    now: input.now === undefined ? null : Date.parse(input.now),
    skewSeconds: input.skewSeconds ?? defaultSkewSeconds,
    decryptionKey: key.value,
    message: input.message ?? null,
  }
  const outcome = yield* inspectResponseDocument(input.source, wish, context)
  return outcome.ok ? succeeded(fittingResponse(outcome.value)) : outcome
}

async function readCertificates(
  source: DocumentSource,
  { document }: ResponseContext,
): Promise<Outcome<InspectResponseWish['certificates']>> {
  const named = document(source)
  if (!named.ok || named.value.kind !== 'path') return named.ok ? succeeded([]) : named
  const { path, name } = named.value
  try {
    if ((await stat(path)).size > largestCertificateFile) return failed(noCertificates(name))
    return succeeded(certificatesInFile(await readFile(path), name))
  } catch (error) {
    return failed(unreadableFile(name, error))
  }
}

const noCertificates = (name: string): Problem => ({
  code: 'certificate.too-large',
  title: `${name} is no certificate.`,
  detail: 'It is larger than a file with certificates is.',
  remedy: 'Choose the file with the signing certificate, in PEM or DER.',
})

export interface InspectResponseWish {
  metadata: DocumentSource | null
  certificates: InspectResponseInput['certificates']
  acs: string | null
  audience: string | null
  requestId: string | null
  /** Milliseconds since 1970; null: when a capture says the message was sent, else now. */
  now: number | null
  skewSeconds: number
  decryptionKey: string | null
  message: number | null
}

type ResponseContext = Pick<RunContext, 'host' | 'inspector' | 'document' | 'onText'>

/** Judges a response for whoever asks: metadata at an address is fetched here, everything is read by the inspector. */
export async function* inspectResponseDocument(
  source: DocumentSource,
  wish: InspectResponseWish,
  context: ResponseContext,
): AsyncGenerator<Finding, Outcome<ResponseInspectResult>> {
  const document = context.document(source)
  if (!document.ok) return document
  if (document.value.kind === 'url') {
    return failed({
      code: 'response.address',
      title: 'A SAML response cannot be fetched from an address.',
      detail: 'It exists only in the browser that signs in.',
      remedy: 'Save the sign-in as a HAR or SAML-tracer export, or copy the form field SAMLResponse.',
    })
  }
  const metadata = wish.metadata === null ? succeeded(null) : await obtainDocument(wish.metadata, context)
  if (!metadata.ok) return metadata
  const expected = (value: string | null, from: string) => (value === null ? null : { value, from })
  const input: InspectResponseInput = {
    document: document.value,
    metadata: metadata.value,
    certificates: wish.certificates,
    acs: expected(wish.acs, 'the ACS URL given'),
    audience: expected(wish.audience, 'the SP entity ID given'),
    requestId: expected(wish.requestId, 'the request ID given'),
    now: wish.now === null ? null : { ms: wish.now, from: 'the time given' },
    skewMs: wish.skewSeconds * 1000,
    decryptionKey: wish.decryptionKey,
    message: wish.message,
    withText: context.onText !== undefined,
  }
  return yield* context.inspector.inspect('response.inspect', input, context.host.signal, (stretch) =>
    context.onText?.(stretch),
  )
}

/** A document as the inspector takes it: what is at an address is fetched here. */
export async function obtainDocument(
  source: DocumentSource,
  { host, document }: Pick<RunContext, 'host' | 'document'>,
): Promise<Outcome<InspectedDocument>> {
  const named = document(source)
  if (!named.ok) return named
  if (named.value.kind !== 'url') return succeeded(named.value)
  const { exchange, body } = await fetchMetadata(named.value.url, host)
  if (exchange.failure === null) return succeeded({ kind: 'bytes', bytes: body, name: exchange.url })
  return failed(unreachedProblem(exchange, exchange.failure))
}
