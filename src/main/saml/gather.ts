import type { KeyObject } from 'node:crypto'
import type { Host } from '../host/host'
import type { InspectedDocument } from '../inspection/document'
import type { XmlLimits } from '../xml/limits'
import { parseXml } from '../xml/parse'
import type { XmlDocument, XmlElement } from '../xml/tree'
import { type Decoding, decodeDocument, type FoundMessage } from './decode/decode'
import { maxMessageBytes } from './decode/unpack'
import { namespaces } from './names'
import type { Expectations, Expected, Reading, ResponseObservation, UnhelpfulMetadata } from './observation'
import { readIssuer } from './read/assertion'
import { type RequestFacts, readRequest } from './read/envelope'
import { placesIn } from './read/places'
import { readResponse } from './read/response'
import type { KnownCertificate } from './read/signatures'

/** A response with ten thousand groups stays within these. */
const messageLimits: Partial<XmlLimits> = { bytes: maxMessageBytes, nodes: 100_000 }

/** What is known of the identity provider a response should come from. */
export interface KnownIdentityProvider {
  entityId: Expected | null
  certificates: readonly KnownCertificate[]
  metadata?: UnhelpfulMetadata
}

export interface ResponseInput {
  document: InspectedDocument
  /** Which of several responses to judge, counted from 0; null: the last one, of those posted to the expected ACS URL. */
  message: number | null
  acs: Expected | null
  audience: Expected | null
  requestId: Expected | null
  /** The time to judge for, and whether it is that of its arrival; null: when a capture says the message was sent, else now. */
  now: { ms: number; from: string; isArrival?: boolean } | null
  skewMs: number
  /** Looks the identity provider up by the Issuer of the message. */
  identityProvider: (issuer: string | null) => Promise<KnownIdentityProvider>
  /** Opens encrypted parts. Never leaves this half: no observation holds it. */
  decryptionKey: KeyObject | null
}

/** Reads one document as far as it can be read: decoded, parsed, decrypted, its signatures computed. Yields one observation. */
export async function* gatherResponse(
  input: ResponseInput,
  clock: Pick<Host, 'now'>,
): AsyncGenerator<ResponseObservation> {
  const decoding = await decodeDocument(input.document)
  const chosen = chooseMessage(decoding.messages, input.message, input.acs)
  const parsed = chosen && parseXml(chosen.xml, { limits: messageLimits })
  const document = parsed?.ok ? parsed.document : null
  const issuer = document && (readIssuer(document.root, placesIn(document))?.value.trim() ?? null)
  const idp = await input.identityProvider(issuer)
  const answered = document && requestBefore(decoding, chosen, document.root)
  const expectations = expect(input, chosen, answered, idp, clock)
  yield {
    name: input.document.name,
    delivery: describeDelivery(decoding, chosen),
    expectations,
    reading: await read(),
    text: document?.text ?? (chosen && legibleText(chosen.xml)),
  }

  async function read(): Promise<Reading> {
    if (!parsed) return { kind: 'undecoded', reason: decoding.unreadable[0] ?? 'It holds no SAML message.' }
    if (!parsed.ok) {
      const { code, message, line, column } = parsed.error
      return { kind: 'malformed', code, message, place: line === null || column === null ? null : { line, column } }
    }
    return readMessage(parsed.document, idp.certificates, input.decryptionKey)
  }
}

/** A message that is no XML, as text to look at; null where it is not in UTF-8. */
function legibleText(xml: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(xml)
  } catch {
    return null
  }
}

/** The message asked for; else the last response posted to the expected ACS URL, the last response, the last message at all. */
export function chooseMessage(
  messages: readonly FoundMessage[],
  message: number | null,
  acs: Expected | null,
): FoundMessage | null {
  const responses = messages.filter(({ parameter }) => parameter !== 'SAMLRequest')
  if (message !== null) return responses[message] ?? null
  const expected = responses.findLast(({ sentTo }) => acs !== null && sentTo === acs.value)
  return expected ?? responses.at(-1) ?? messages.at(-1) ?? null
}

async function readMessage(
  document: XmlDocument,
  certificates: readonly KnownCertificate[],
  key: KeyObject | null,
): Promise<Reading> {
  const { local, namespace } = document.root
  if (namespace === namespaces.protocol && local === 'Response') {
    return { kind: 'response', response: await readResponse(document, certificates, key) }
  }
  if (namespace === namespaces.assertion && local === 'Assertion') {
    return { kind: 'response', response: await readResponse(document, certificates, key) }
  }
  const saml11 = namespace === namespaces.protocol11 || namespace === namespaces.assertion11
  return { kind: 'other', what: nameOther(document.root), saml11 }
}

const others: Readonly<Record<string, string>> = {
  [`${namespaces.protocol} AuthnRequest`]:
    'it is the request for a sign-in (AuthnRequest). The response is what the browser posts to WorkOS afterwards.',
  [`${namespaces.protocol} LogoutRequest`]: 'it is a LogoutRequest.',
  [`${namespaces.protocol} LogoutResponse`]: 'it is the response to a log-out. Capture the sign-in.',
  [`${namespaces.protocol} ArtifactResponse`]: 'it is an ArtifactResponse; WorkOS takes responses by HTTP-POST.',
  [`${namespaces.metadata} EntityDescriptor`]: 'it is SAML metadata. Inspect it as metadata.',
  [`${namespaces.metadata} EntitiesDescriptor`]: 'it is SAML metadata of several parties. Inspect it as metadata.',
  [`${namespaces.protocol11} Response`]: 'it is a SAML 1.1 response.',
  [`${namespaces.assertion11} Assertion`]: 'it is a SAML 1.1 assertion, as WS-Federation uses it.',
  'http://schemas.xmlsoap.org/soap/envelope/ Envelope': 'it is a SOAP message.',
  'http://docs.oasis-open.org/ws-sx/ws-trust/200512 RequestSecurityTokenResponseCollection':
    'it is a WS-Federation message, not SAML 2.0.',
  'http://schemas.xmlsoap.org/ws/2005/02/trust RequestSecurityTokenResponse':
    'it is a WS-Federation message, not SAML 2.0.',
}

function nameOther({ local, namespace }: XmlElement): string {
  const known = others[`${namespace} ${local}`]
  return (
    known ?? `its root element is ${local.slice(0, 60)}${namespace === '' ? '' : ` of ${namespace.slice(0, 120)}`}.`
  )
}

/**
 * The request of the same capture that the response answers: the one it names, else the only one before it that asked for an
 * answer at the address the response went to.
 */
function requestBefore({ messages }: Decoding, chosen: FoundMessage | null, root: XmlElement): RequestFacts | null {
  const end = chosen === null ? 0 : messages.indexOf(chosen)
  const requests = messages.slice(0, end).flatMap(({ parameter, xml }) => {
    if (parameter !== 'SAMLRequest') return []
    const parsed = parseXml(xml, { limits: messageLimits })
    return (parsed.ok && readRequest(parsed.document.root)) || []
  })
  const answers = root.attributes.find(({ name }) => name === 'InResponseTo')?.value
  const named = requests.find(({ id }) => id !== null && id === answers)
  if (named) return named
  const [only] = requests
  return requests.length === 1 && only && (only.acs === null || only.acs === chosen?.sentTo) ? only : null
}

function expect(
  input: ResponseInput,
  chosen: FoundMessage | null,
  request: RequestFacts | null,
  idp: KnownIdentityProvider,
  clock: Pick<Host, 'now'>,
): Expectations {
  const asked = (value: string | null | undefined): Expected | null =>
    value ? { value, from: 'the AuthnRequest in the same capture' } : null
  const posted =
    chosen?.sentTo && chosen.method === 'POST'
      ? { value: chosen.sentTo, from: 'the address the browser posted it to' }
      : null
  const arrival = chosen?.at ? { ms: Date.parse(chosen.at), from: 'the time the capture gives for the message' } : null
  const time = input.now ?? arrival ?? { ms: clock.now(), from: 'the clock of this machine' }
  return {
    now: time.ms,
    nowFrom: time.from,
    nowIsArrival: input.now === null ? arrival !== null : input.now.isArrival === true,
    skewMs: input.skewMs,
    acs: input.acs ?? asked(request?.acs) ?? posted,
    audience: input.audience ?? asked(request?.issuer),
    requestId: input.requestId ?? asked(request?.id),
    idpEntityId: idp.entityId,
    certificates: idp.certificates.length,
    ...(idp.metadata ? { metadata: idp.metadata } : {}),
  }
}

function describeDelivery(
  { container, messages, unreadable }: Decoding,
  chosen: FoundMessage | null,
): ResponseObservation['delivery'] {
  return {
    container,
    packing: chosen?.packing ?? [],
    notes: chosen?.notes ?? [],
    sentTo: chosen?.sentTo ?? null,
    method: chosen?.method ?? null,
    at: chosen?.at ?? null,
    messages: messages.map((one) => ({
      parameter: one.parameter,
      sentTo: one.sentTo,
      at: one.at,
      chosen: one === chosen,
    })),
    unreadable,
  }
}
