import type { CheckId } from '../../shared/checks'
import type { AuthorizeMeaning, TokenMeaning } from '../../shared/guidance/oauth/dialects'
import type { ClientAuthentication } from '../../shared/guidance/oauth/provider-shape'
import type { HttpFailure } from '../host/host'
import type { IssuerReading, Refusal } from './address'
import type { AppleSecretFacts, SecretMark } from './client-secret'
import type { Fetched } from './document'

/** What a discovery document says; null: it does not say. Source: OpenID Connect Discovery 1.0 section 3 */
export interface DiscoveryFacts {
  issuer: string | null
  authorizationEndpoint: string | null
  tokenEndpoint: string | null
  jwksUri: string | null
  userinfoEndpoint: string | null
  responseTypes: string[] | null
  grantTypes: string[] | null
  subjectTypes: string[] | null
  scopes: string[] | null
  authMethods: string[] | null
  signingAlgorithms: string[] | null
  challengeMethods: string[] | null
  /** Whether it takes pushed authorization requests alone. Source: RFC 9126 section 5 */
  wantsPushedRequests: boolean
  /** Members of the wrong type. */
  malformed: string[]
}

export interface KeyFacts {
  kid: string | null
  kty: string
  use: string | null
  alg: string | null
  /** Kind and size, for example `RSA 2048` or `EC P-256`. */
  detail: string
  /** Whether ID tokens can be verified with it. */
  verifies: boolean
  problem: 'unreadable' | 'private' | 'symmetric' | 'weak' | null
}

/** What the token endpoint answered. */
export interface TokenAnswer {
  url: string
  failure: { kind: HttpFailure['kind']; code: string } | null
  status: number | null
  body: 'empty' | 'json' | 'form' | 'page' | 'text'
  error: string | null
  says: string | null
  /** Numbers of `error_codes` and of AADSTS codes in the text. */
  codes: number[]
  /** Whether it gave out a token. */
  issued: boolean
  meaning: TokenMeaning | null
}

/** What the authorization endpoint showed. */
export interface AuthorizeAnswer {
  url: string
  failure: { kind: HttpFailure['kind']; code: string } | null
  status: number | null
  /** returned: it sent the browser to the redirect URI. sign-in: it went on to a page. refused: it said no on a page of its own. */
  outcome: 'returned' | 'sign-in' | 'refused' | 'unreachable'
  meaning: AuthorizeMeaning | null
  error: string | null
  says: string | null
  /** Where it sent the browser, without the query. */
  to: string | null
}

/** What was seen of a provider: plain data without a secret. `at` is ISO 8601. */
export type OAuthObservation = { at: string; provider: string | null } & (
  | {
      of: 'discovery'
      reading: IssuerReading
      fetched: Fetched | null
      facts: DiscoveryFacts | null
      /** Where the document was found instead. */
      found: string | null
      /** Endpoints the document names that are not asked, with the reason. */
      refused: { name: string; address: string; why: Refusal }[]
    }
  | { of: 'issuer'; reading: IssuerReading; issuer: string; from: string }
  | { of: 'jwks'; url: string; fetched: Fetched; keys: KeyFacts[] | null; algorithms: string[] | null }
  | {
      of: 'client'
      clientId: string
      /** What was sent as the redirect URI; null when none was given and some address stood in for it. */
      redirectUri: string | null
      authentication: ClientAuthentication
      supportedMethods: string[] | null
      marks: SecretMark[]
      apple: AppleSecretFacts | null
      answer: TokenAnswer | null
      /** The other way to authenticate that was tried after the first was refused; `answer` is the more telling of both. */
      other: { authentication: ClientAuthentication; answer: TokenAnswer } | null
      /** The same with a client nobody has registered. Null: not asked, because the provider's order is known. */
      control: TokenAnswer | null
      /** Why nothing was sent. */
      withheld: string | null
    }
  | {
      of: 'redirect-uri'
      uri: string
      /** What it should be, where something says so. */
      expected: { value: string; from: string } | null
      clientId: string | null
      /** Whether the client was tried with its secret, which tells more of it than this does. */
      clientTried: boolean
      /** Whether its ID and secret turned out right by that. */
      clientKnown: boolean
      answer: AuthorizeAnswer | null
      /** The same with a redirect URI that cannot be registered. */
      control: AuthorizeAnswer | null
    }
  | {
      of: 'scopes'
      asked: string[]
      supported: string[] | null
      supportedBy: string
      answer: AuthorizeAnswer | null
      /** With openid alone, when the scopes asked for were refused. */
      plain: AuthorizeAnswer | null
    }
  | { of: 'consent'; answer: AuthorizeAnswer | null }
  | { of: 'callback'; error: string | null; says: string | null; hasCode: boolean; to: string }
  /** A check that could not be made, and what was missing. */
  | { of: 'nothing'; check: CheckId; because: string }
)

export type ObservationOf<K extends OAuthObservation['of']> = Extract<OAuthObservation, { of: K }>
