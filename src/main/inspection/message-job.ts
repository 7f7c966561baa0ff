import type { Finding } from '../../shared/finding'
import { type Outcome, succeeded } from '../../shared/problem'
import { decodePayload } from '../saml/decode/payload'
import type { AuthnRequest } from '../workos/authn-request'
import { readAuthnRequest } from '../workos/authn-request'

/** The longest text of a message that travels with a result. */
const longestText = 60_000

export interface ReadMessageInput {
  /** A SAMLRequest or SAMLResponse parameter as a browser carried it. */
  value: string
}

export interface ReadMessageResult {
  xml: { text: string; complete: boolean } | null
  /** What it asks for, where it is an AuthnRequest. */
  request: AuthnRequest | null
  unreadable: string | null
}

const nothing: readonly Finding[] = []

/** Unpacks a SAML message that a browser carried, and reads what a request asks for. Judges nothing. */
export async function* readMessageJob({
  value,
}: ReadMessageInput): AsyncGenerator<Finding, Outcome<ReadMessageResult>> {
  yield* nothing
  return succeeded(readMessage(value))
}

/** No genuine value is longer; one that is would not fit the result. */
const longestValue = 4000

function clipped(request: AuthnRequest | null): AuthnRequest | null {
  if (request === null) return null
  const { forceAuthn, signed, ...texts } = request
  const clip = (text: string | null) => text?.slice(0, longestValue) ?? null
  return {
    ...{ forceAuthn, signed, id: clip(texts.id), issueInstant: clip(texts.issueInstant) },
    ...{ spEntityId: clip(texts.spEntityId), acsUrl: clip(texts.acsUrl), destination: clip(texts.destination) },
    ...{ nameIdFormat: clip(texts.nameIdFormat), protocolBinding: clip(texts.protocolBinding) },
  }
}

export function readMessage(value: string): ReadMessageResult {
  const payload = decodePayload(value)
  if (!payload.ok) return { xml: null, request: null, unreadable: payload.reason }
  const text = new TextDecoder().decode(payload.xml)
  return {
    xml: { text: text.slice(0, longestText), complete: text.length <= longestText },
    request: clipped(readAuthnRequest(value)),
    unreadable: null,
  }
}
