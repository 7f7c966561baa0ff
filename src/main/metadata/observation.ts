import type { Place } from '../../shared/finding'
import type { CertificateOutcome } from '../certificates/certificate'
import type { XmlEncoding } from '../xml/encoding'
import type { XmlError } from '../xml/error'

/** One metadata document, read as far as it could be: plain data, to be judged here or elsewhere. */
export interface MetadataObservation {
  /** Milliseconds since 1970. */
  now: number
  skewMs: number
  source: SourceFacts
  body: Body
  /** Null when the body is not XML. */
  reading: Reading | null
}

export interface SourceFacts {
  /** A file name, an address, `pasted text`. */
  name: string
  bytes: number
  /** Null when the document did not come from an address. */
  exchange: ExchangeFacts | null
}

/** How an address answered. */
export interface ExchangeFacts {
  url: string
  /** Milliseconds since 1970. */
  at: number
  hops: Hop[]
  /** The address that gave the answer judged. */
  finalUrl: string
  status: number | null
  contentType: string | null
  /** Other headers that tell who answered. */
  headers: Record<string, string>
  /** Why there is no answer to judge. */
  failure: ExchangeFailure | null
}

export interface Hop {
  url: string
  status: number
  location: string
}

export interface ExchangeFailure {
  kind:
    | 'dns'
    | 'refused'
    | 'reset'
    | 'unreachable'
    | 'timeout'
    | 'tls'
    | 'proxy'
    | 'too-large'
    | 'url'
    | 'other'
    | 'redirect-loop'
    | 'too-many-redirects'
    | 'redirect-downgrade'
    | 'redirect-inward'
    | 'redirect-scheme'
  code: string
  message: string
}

/** What a body is, told by its bytes alone. */
export type Body =
  /** Nothing came. */
  | { kind: 'none' }
  | { kind: 'empty'; how: 'nothing' | 'blanks' | 'byte-order-mark' }
  | { kind: 'xml' }
  | HtmlBody
  | JsonBody
  | { kind: 'certificate'; form: string }
  | { kind: 'private-key' }
  | { kind: 'file'; form: string }
  | { kind: 'encoded'; what: 'xml' | 'saml-response' }
  | { kind: 'address'; url: string }
  | { kind: 'text'; start: string }
  | { kind: 'binary' }

export interface HtmlBody {
  kind: 'html'
  page: 'sign-in' | 'sso-hop' | 'bot-check' | 'captive-portal' | 'error' | 'page'
  /** The product whose page it is, where its marks are known. */
  product: string | null
  title: string | null
}

export interface JsonBody {
  kind: 'json'
  what: 'oidc-discovery' | 'key-set' | 'error' | 'damaged' | 'other'
  issuer: string | null
  error: string | null
}

export type Reading =
  /** Not well-formed, refused, or beyond a limit. */
  { kind: 'refused'; error: XmlError; encoding: XmlEncoding | null } | DocumentFacts

export interface DocumentFacts {
  kind: 'document'
  encoding: XmlEncoding
  /** Version of the XML declaration. */
  version: string | null
  /** What had to be overlooked to read it: blanks in front of the XML declaration. */
  overlooked: XmlError | null
  root: { local: string; name: string; namespace: string; place: Place }
  /** Entities, and how many of them have an IdP or an SP role. */
  counts: { entities: number; identityProviders: number; serviceProviders: number }
  /** EntitiesDescriptor elements that say how long they hold, outermost first. */
  groups: ValidityFacts[]
  duplicates: Array<{ entityId: string; places: Place[] }>
  selection: Selection | null
  /** The entities to be judged one by one: those asked for, or all of a small document. */
  entities: EntityFacts[]
  /** What a document too large for that says of its certificates. */
  summary: CertificateSummary | null
  signature: SignatureFacts
}

/** An entity was asked for by its id. */
export interface Selection {
  wanted: string
  places: Place[]
  /** Ids alike, when the wanted one is absent. */
  nearest: string[]
}

export interface ValidityFacts {
  on: string
  validUntil: string | null
  cacheDuration: string | null
  place: Place
}

export interface EntityFacts {
  entityId: string | null
  place: Place
  validity: ValidityFacts
  roles: RoleFacts[]
}

export interface RoleFacts {
  /** Local name: IDPSSODescriptor, SPSSODescriptor, RoleDescriptor, … */
  name: string
  /** Local name of xsi:type of a RoleDescriptor. */
  type: string | null
  /** Null: the attribute is missing. */
  protocols: string[] | null
  wantsSignedRequests: boolean
  place: Place
  validity: ValidityFacts
  keys: KeyFacts[]
  sso: EndpointFacts[]
  /** Endpoints of any service that machines call by SOAP. */
  backChannel: EndpointFacts[]
  nameIdFormats: string[]
  /** Names of the attributes it says it can send. */
  attributes: string[]
}

export interface KeyFacts {
  use: 'signing' | 'encryption' | 'unspecified'
  /** `use` as written, when it is neither of the two words the schema knows. */
  unknownUse: string | null
  place: Place
  certificates: Array<{ outcome: CertificateOutcome; place: Place }>
  /** What KeyInfo holds when it holds no certificate. */
  instead: 'key-value' | 'key-name' | 'wrong-namespace' | 'nothing' | null
}

export interface EndpointFacts {
  binding: string | null
  location: string | null
  place: Place
}

/** What the signature of a metadata document is worth. */
export type SignatureFacts =
  | { kind: 'none' }
  /** Present or not: the document is too large to be canonicalized. */
  | { kind: 'not-checked' }
  | {
      kind: 'read'
      on: string
      place: Place
      /** Identifiers as written. */
      method: string | null
      digest: string | null
      weak: boolean
      /** Why it is not accepted, whatever its key says. */
      refusals: string[]
      /** Whether the content is what was signed; null when that was not computed. */
      contentIntact: boolean | null
      /** The content is what was signed once the blanks between elements are taken out. */
      onlyReformatted: boolean
      /** The first certificate whose key made the signature: one given, one the document lists, or the one it carries. */
      verifiedBy: { subject: string; sha256: string; from: 'given' | 'document' | 'embedded' } | null
      /** Certificates were given to check with. */
      given: boolean
      hasEmbedded: boolean
    }

/** What a large aggregate says of its certificates: counts, and each one that is not simply current. */
export interface CertificateSummary {
  certificates: number
  current: number
  unreadable: number
  /** Signing certificates of identity providers that have ended, end soon or are not valid yet; the first ones. */
  noted: NotedCertificate[]
  notedTotal: number
}

export interface NotedCertificate {
  entityId: string | null
  place: Place
  notBefore: number
  notAfter: number
  /** Another signing certificate of the same entity is valid. */
  usableLeft: boolean
}
