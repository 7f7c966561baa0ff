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

export function readMessage(value: string): ReadMessageResult {
  const payload = decodePayload(value)
  if (!payload.ok) return { xml: null, request: null, unreadable: payload.reason }
  const text = new TextDecoder().decode(payload.xml)
  return {
    xml: { text: text.slice(0, longestText), complete: text.length <= longestText },
    request: readAuthnRequest(value),
    unreadable: null,
  }
}
