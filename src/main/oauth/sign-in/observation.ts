import type { OAuthObservation, ObservationOf, TokenAnswer } from '../observation'

/** What became of the signature of an ID token. */
export type SignatureFinding =
  | 'good'
  /** A key of that ID is published, and the signature is not by it. */
  | 'bad'
  /** The key that is named is not published, or none of those published fits. */
  | 'no-key'
  /** The algorithm `none`. */
  | 'unsigned'
  /** The keys could not be had. */
  | 'keys-unread'
  /** Signed with a client secret, and no secret is there to verify it. */
  | 'secret-missing'
  /** An algorithm or a header that is not understood, or a key too weak for it. */
  | 'unsupported'

/** What an ID token says, without the token. Numbers are seconds since 1970. Source: OpenID Connect Core 1.0 section 2 */
export interface IdTokenFacts {
  algorithm: string | null
  keyId: string | null
  signature: SignatureFinding
  /** The key the signature is by, and how many had to be tried. */
  key: { id: string | null; detail: string } | null
  /** IDs of the keys that are published. */
  published: (string | null)[]
  issuer: string | null
  /** The Microsoft tenant it was issued by. */
  tenant: string | null
  subject: string | null
  audience: string[]
  authorizedParty: string | null
  nonce: 'same' | 'other' | 'absent'
  expires: number | null
  issuedAt: number | null
  notBefore: number | null
  accessTokenHash: 'same' | 'other' | 'absent' | 'unknown'
  /** Claims of the wrong type. */
  malformed: string[]
  /** Names of all claims. */
  claims: string[]
  /** The claims a profile is made of, with their values. */
  profile: { name: string; value: string }[]
}

/** What was seen of a sign-in that came back to this machine: plain data without a code, a token or a secret. `at` is ISO 8601. */
export type SignInObservation =
  | OAuthObservation
  | ({ at: string; provider: string | null } & (
      | {
          of: 'return'
          redirectUri: string
          /** refused: the address the browser is sent to cannot be listened at, with the reason. */
          outcome: 'returned' | 'not-returned' | 'not-listening'
          problem: string | null
          state: 'same' | 'other' | 'absent'
          /** The `iss` parameter. Source: RFC 9207 */
          issuer: string | null
          expectedIssuer: string | null
          hasCode: boolean
          error: string | null
        }
      | {
          of: 'exchange'
          /** As in a check of the client, but with a true code; null: the client proves nothing. */
          client: Omit<ObservationOf<'client'>, 'at' | 'provider'> | null
          answer: TokenAnswer | null
          hasIdToken: boolean
          asksOpenId: boolean
        }
      | {
          of: 'id-token'
          /** Null: it cannot be read, for this reason. */
          token: IdTokenFacts | null
          problem: 'not-a-jwt' | 'encrypted' | null
          expected: { issuer: string | null; clientId: string }
          algorithms: string[] | null
          /** When it came, and what the token endpoint’s web server said the time was, ISO 8601. */
          receivedAt: string
          serverDate: string | null
        }
    ))

export type SignInObservationOf<K extends SignInObservation['of']> = K extends OAuthObservation['of']
  ? ObservationOf<K>
  : Extract<SignInObservation, { of: K }>
