import type {
  ConnectionState,
  ConnectionType,
  DirectoryState,
  DirectoryType,
  DomainState,
  PortalIntent,
} from './vocabulary'

/** What the stand-in keeps. How it is shown is in each resource's own file. Times are ISO 8601. */
export interface Kept {
  id: string
  createdAt: string
  updatedAt: string
}

export interface Organization extends Kept {
  name: string
  externalId: string | null
  metadata: Record<string, string>
  stripeCustomerId?: string
  allowProfilesOutside: boolean
}

export interface OrganizationDomain extends Kept {
  organizationId: string
  domain: string
  state: DomainState
  strategy: 'dns' | 'manual'
  token?: string
  prefix?: string
  /** When the running verification began. */
  pendingSince: string
}

export interface Connection extends Kept {
  organizationId?: string
  type: ConnectionType
  name: string
  state: ConnectionState
  domains: ReadonlyArray<{ id: string; domain: string }>
  /** The opaque key in the ACS URL; shown by events only. */
  externalKey: string
  saml?: SamlDetails
  oidc?: OidcDetails
  /** Sign-ins that start at the identity provider are refused. */
  refusesIdpInitiated?: boolean
  /** Set by a test: the next sign-ins end this way, without an identity provider. */
  shortcut?: SignInOutcome
}

/** What the identity provider's side gave. */
export interface SamlDetails {
  idpEntityId: string
  ssoUrl: string
  /** Base64 DER. */
  signingCertificates: string[]
  /** How requests are sent; HTTP-Redirect unless said otherwise. */
  requestBinding?: 'HTTP-Redirect' | 'HTTP-POST'
  /** With one, requests are signed. PEM. */
  requestSigning?: { privateKeyPem: string; certificatePem: string }
}

export interface OidcDetails {
  authorizationEndpoint: string
  clientId: string
  scopes: readonly string[]
}

/** The person who signed in, as the assertion or token told. */
export interface SignedInUser {
  idpId: string
  email: string
  firstName: string | null
  lastName: string | null
  groups?: readonly string[]
  rawAttributes?: Readonly<Record<string, unknown>>
  customAttributes?: Readonly<Record<string, unknown>>
}

/** `error` is the code of the redirect; `reason` is what only the event tells. */
export type SignInOutcome =
  | { ok: true; user: SignedInUser }
  | { ok: false; error: string; description: string; reason?: { code: string; message: string } }

export interface Profile {
  id: string
  connectionId: string
  connectionType: ConnectionType
  organizationId: string | null
  user: SignedInUser
}

export interface Directory extends Kept {
  organizationId: string
  type: DirectoryType
  name: string
  state: DirectoryState
  domain?: string
  externalKey: string
  deletingSince?: string
}

export interface DirectoryUser extends Kept {
  directoryId: string
  organizationId: string
  idpId: string
  email: string | null
  firstName: string | null
  lastName: string | null
  jobTitle: string | null
  username: string | null
  state: 'active' | 'inactive'
  customAttributes: Record<string, unknown>
  rawAttributes: Record<string, unknown>
  groupIds: readonly string[]
}

export interface DirectoryGroup extends Kept {
  directoryId: string
  organizationId: string
  idpId: string
  name: string
}

export interface LabEvent extends Kept {
  event: string
  organizationId: string | null
  data: Readonly<Record<string, unknown>>
}

export interface RedirectUri extends Kept {
  uri: string
  isDefault: boolean
}

/** An IdP signing certificate of a connection, as the feature-flagged endpoint lists it. */
export interface IdpCertificate extends Kept {
  connectionId: string
  pem: string
}

/** A sign-in under way: from `/sso/authorize` until the identity provider answers or five minutes have passed. */
export interface SignInSession extends Kept {
  connectionId: string
  redirectUri: string
  state: string | null
  codeChallenge: string | null
  /** ID of the AuthnRequest. */
  requestId: string | null
}

export interface AuthorizationCode {
  clientId: string
  profile: Profile
  codeChallenge: string | null
  expiresAt: number
  used: boolean
}

export interface PortalLink {
  organizationId: string
  intent: PortalIntent
  expiresAt: number
  state: 'fresh' | 'used' | 'replaced'
}
