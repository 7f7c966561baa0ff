import type { ClientAuthentication, OAuthProvider } from '../../shared/guidance/oauth/provider-shape'

/** What an OAuth check is given. */
export interface OAuthInput {
  /** The issuer, or the address of its discovery document. */
  issuer?: string
  /** A provider whose addresses are known. */
  provider?: OAuthProvider
  /** Where the browser is sent, where that alone is known. One of the three must be given. */
  authorizationEndpoint?: string
  host?: string
  tenant?: string
  clientId?: string
  clientSecret?: string
  redirectUri?: string
  /** What the redirect URI should be, where something says so. */
  expectedRedirectUri?: { value: string; from: string }
  scopes?: readonly string[]
  authentication?: ClientAuthentication
  /** For Apple, whose secret WorkOS makes from a private key: whose key it is. */
  apple?: { teamId: string; keyId: string }
  /** The address a sign-in ended at, with the error in it. */
  callback?: string
}

/** Where a provider is asked. */
export interface Endpoints {
  authorize: string | null
  token: string | null
  /** Where the discovery document says the keys are. */
  keys: string | null
  supportedMethods: string[] | null
  /** Whether PKCE with S256 is understood. */
  challenges: boolean
}
