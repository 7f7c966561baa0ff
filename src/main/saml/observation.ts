import type { Place, SourcedValue } from '../../shared/finding'
import type { Container } from './decode/decode'

/** A value the message must have, with the place that says so. Never null: what is not known is not expected. */
export interface Expected {
  value: string
  from: string
}

/** What a response is judged against. Whatever is null was not given, and is not judged. */
export interface Expectations {
  /** Milliseconds since 1970, and where that time comes from. */
  now: number
  nowFrom: string
  /** True when `now` is the moment the message was delivered, so that its times tell something of the clocks. */
  nowIsArrival: boolean
  skewMs: number
  acs: Expected | null
  audience: Expected | null
  requestId: Expected | null
  idpEntityId: Expected | null
  /** How many certificates the identity provider is known by. */
  certificates: number
  /** The metadata that was given, where it does not tell the entity id or a certificate; absent where it does, or none was. */
  metadata?: UnhelpfulMetadata
}

/** Metadata without what a response is judged by: `entities` counts those it holds. */
export interface UnhelpfulMetadata {
  from: string
  entities: number
}

/** A certificate, as far as a verdict needs it. Times in milliseconds since 1970. */
export interface CertificateFacts {
  /** Where it comes from: `metadata, certificate 2`, a file name, `KeyInfo of the message`. */
  from: string
  subject: string
  sha256: string
  pem: string
  notBefore: number
  notAfter: number
  /** `RSA 2048`, `EC P-256`. */
  key: string
  /** What speaks against the key; empty for a sound one. */
  weaknesses: string[]
}

/** One message among those a document holds. */
export interface MessageSummary {
  parameter: 'SAMLResponse' | 'SAMLRequest' | null
  sentTo: string | null
  at: string | null
  chosen: boolean
}

/** One SAML document, read as far as it could be: plain data, to be judged here or elsewhere. */
export interface ResponseObservation {
  name: string
  delivery: {
    container: Container
    packing: string[]
    notes: string[]
    sentTo: string | null
    method: string | null
    at: string | null
    messages: MessageSummary[]
    unreadable: string[]
  }
  expectations: Expectations
  reading: Reading
  /** The message as text, also when it is not well-formed; null when it is no text. */
  text: string | null
}

export type Reading =
  /** No message was found in the document. */
  | { kind: 'undecoded'; reason: string }
  /** The message is no XML this program accepts. */
  | { kind: 'malformed'; code: string; message: string; place: Place | null }
  /** Well-formed, but neither a SAML 2.0 Response nor an Assertion. */
  | { kind: 'other'; what: string; saml11: boolean }
  | { kind: 'response'; response: ResponseFacts }

export interface ResponseFacts {
  /** Null when the document is a bare Assertion. */
  envelope: EnvelopeFacts | null
  signatures: SignatureFacts[]
  coverage: CoverageFacts
  encryption: EncryptionFacts[]
  /** The assertion the verdicts are about. Null when there is none, or when it is open which one counts. */
  assertion: AssertionFacts | null
  noAssertion: 'status' | 'missing' | 'ambiguous' | 'encrypted' | null
}

export interface EnvelopeFacts {
  id: string | null
  version: string | null
  issueInstant: string | null
  destination: string | null
  inResponseTo: string | null
  issuer: IssuerFacts | null
  status: { codes: string[]; message: string | null; place: Place } | null
  place: Place
}

export interface IssuerFacts {
  value: string
  format: string | null
  place: Place
}

export interface SignatureFacts {
  /** What the signature stands in. */
  on: 'response' | 'assertion' | 'elsewhere'
  place: Place
  /** Identifiers as the document names them. */
  method: string | null
  digest: string | null
  canonicalization: string | null
  transforms: string[]
  /** Why it is not accepted, whatever its key says; empty for an acceptable one. */
  refusals: string[]
  /** Whether the content is what was signed. Null: not computed, because the signature is refused. */
  digestMatches: boolean | null
  /** The content fits again once the blanks between elements are taken out: an indented copy. */
  onlyReformatted: boolean
  /** Two readers saw different content. */
  readersDisagree: boolean
  /** The first known certificate whose key verifies it. */
  verifiedBy: CertificateFacts | null
  /** The known certificates, when none of them verifies it. */
  tried: CertificateFacts[]
  /** The certificate the message itself carries; never trusted, only told. */
  embedded: (CertificateFacts & { verifies: boolean; known: boolean }) | null
}

/** What of the message is signed, judged by structure. */
export interface CoverageFacts {
  /** What no genuine identity provider sends: displaced, repeated or ambiguous signed content. */
  defects: Array<{ sentence: string; place: Place | null }>
  responseSigned: boolean
  assertionSigned: boolean
  /** Assertions kept as advice inside another one; legitimate. */
  adviceAssertions: number
}

export interface EncryptionFacts {
  what: 'assertion' | 'NameID' | 'attribute'
  place: Place
  content: string | null
  keys: Array<{ algorithm: string | null; digest: string | null; mask: string | null }>
  /** Null: no key was given. */
  outcome: { ok: true } | { ok: false; sentence: string } | null
}

export interface AssertionFacts {
  /** `verified`: read from the very bytes a known certificate's key signed. `unverified`: read from the document. */
  source: 'verified' | 'unverified'
  encrypted: boolean
  id: string | null
  version: string | null
  issueInstant: string | null
  place: Place
  issuer: IssuerFacts | null
  nameId: NameIdFacts | null
  confirmations: ConfirmationFacts[]
  conditions: {
    notBefore: string | null
    notOnOrAfter: string | null
    /** One list per AudienceRestriction. */
    audiences: AudienceFacts[][]
    place: Place
  } | null
  statements: Array<{ authnInstant: string | null; sessionNotOnOrAfter: string | null; place: Place }>
  attributes: AttributeFacts[]
}

export interface AudienceFacts {
  value: string
  place: Place
}

export interface NameIdFacts {
  value: string
  format: string | null
  spNameQualifier: string | null
  /** A comment or section splits the value: software that reads the first part only sees another user. */
  split: boolean
  /** It is encrypted and could not be opened. */
  sealed: boolean
  place: Place
}

export interface ConfirmationFacts {
  method: string | null
  recipient: string | null
  inResponseTo: string | null
  notBefore: string | null
  notOnOrAfter: string | null
  place: Place
}

export interface AttributeFacts {
  name: string
  friendlyName: string | null
  values: string[]
  place: Place
}

/** A received value with its place, for comparisons. */
export function received(value: string | null, from: string, place?: Place | null): SourcedValue {
  return { value, from: place ? `${from}, line ${place.line}` : from }
}
