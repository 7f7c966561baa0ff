import type { AuthorizeRule, TokenRule } from './dialects'

/** How a client proves who it is at the token endpoint. */
export type ClientAuthentication =
  | 'client_secret_post'
  | 'client_secret_basic'
  /** A signed assertion in place of a secret (RFC 7523). */
  | 'private_key_jwt'
  /** The secret is itself a JWT that somebody signs from time to time (Apple). */
  | 'signed_secret'
  /** A TLS client certificate. */
  | 'tls_client_auth'

/** An OAuth or OpenID Connect provider: where it is, and how it says what. Addresses may hold `{tenant}` and `{host}`. */
export interface OAuthProvider {
  id: string
  name: string
  /** Other names it goes by on the command line. */
  aliases: readonly string[]
  /** Rows of the catalog. */
  slugs: readonly string[]
  /** Recognises the provider by its issuer. */
  issuers: readonly RegExp[]
  issuer: string | null
  /** Null: it publishes no discovery document. */
  discoveryUrl: string | null
  authorizeUrl: string | null
  tokenUrl: string | null
  /** What `{host}` and `{tenant}` stand for when nothing is said; a missing one has to be given. */
  defaults: Readonly<Partial<Record<'host' | 'tenant', string>>>
  authentication: ClientAuthentication
  /** Whether it is known to look at the client before the code, so that a made-up code tells about the client. */
  checksClientFirst: boolean
  tokenRules: readonly TokenRule[]
  authorizeRules: readonly AuthorizeRule[]
  /** `none`: it honours prompt=none, and then says without a page whether the request is in order. */
  prompt: 'none' | null
  /** What WorkOS asks for. */
  scopes: readonly string[]
  /** Every scope of a sign-in it knows; null: the discovery document says. */
  knownScopes: readonly string[] | null
  /** Whether it drops an unknown scope instead of refusing the request. */
  dropsUnknownScopes: boolean
  console: {
    redirectUri: string
    clientId: string
    clientSecret: string
    scopes: string
  }
  /** Who can refuse consent, and where that is changed. */
  consent: readonly string[]
  /** How long a secret lasts, where it ends by itself. */
  secretEnds: string | null
  sources: readonly string[]
}
