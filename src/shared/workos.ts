import { z } from 'zod'

/**
 * The records of the WorkOS API as Signpost reads them. States and types are open strings: the API knows more of both
 * than its SDK does. Source: https://workos.com/docs/reference
 */
export const organizationDomainSchema = z.object({
  id: z.string(),
  domain: z.string(),
  state: z.string(),
  verificationStrategy: z.string().nullable(),
  verificationToken: z.string().nullable(),
  verificationPrefix: z.string().nullable(),
})
export type OrganizationDomain = z.infer<typeof organizationDomainSchema>

export const organizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  externalId: z.string().nullable(),
  domains: z.array(organizationDomainSchema),
  /** Whether people outside the organization's domains may sign in through it; null where the API does not say. */
  allowsOtherDomains: z.boolean().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Organization = z.infer<typeof organizationSchema>

export const connectionSchema = z.object({
  id: z.string(),
  organizationId: z.string().nullable(),
  type: z.string(),
  name: z.string(),
  state: z.string(),
  domains: z.array(z.string()),
  /** The opaque key in the connection's ACS URL; in events of connections, seldom in the record itself. */
  externalKey: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Connection = z.infer<typeof connectionSchema>

export const directorySchema = z.object({
  id: z.string(),
  organizationId: z.string().nullable(),
  type: z.string(),
  name: z.string(),
  /** In the vocabulary of the REST API: linked, unlinked, validating, invalid_credentials, deleting. */
  state: z.string(),
  domain: z.string().nullable(),
  externalKey: z.string().nullable(),
  users: z.object({ active: z.number(), inactive: z.number() }).nullable(),
  groups: z.number().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Directory = z.infer<typeof directorySchema>

export const directoryUserSchema = z.object({
  id: z.string(),
  idpId: z.string(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  username: z.string().nullable(),
  state: z.string(),
  role: z.string().nullable(),
  customAttributes: z.record(z.string(), z.unknown()),
  /** As the provider sent them; WorkOS leaves them empty for many teams. */
  rawAttributes: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type DirectoryUser = z.infer<typeof directoryUserSchema>

export const directoryGroupSchema = z.object({
  id: z.string(),
  idpId: z.string(),
  name: z.string(),
  rawAttributes: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type DirectoryGroup = z.infer<typeof directoryGroupSchema>

/** One entry of the Events API, with what its kind carries; a field the kind does not have is null. */
export const workosEventSchema = z.object({
  id: z.string(),
  /** `authentication.sso_failed`, `connection.activated`, `dsync.user.created`, … */
  name: z.string(),
  at: z.string(),
  organizationId: z.string().nullable(),
  connectionId: z.string().nullable(),
  directoryId: z.string().nullable(),
  /** Whom it is about: an e-mail address where the event names one. */
  email: z.string().nullable(),
  /** Why a sign-in failed or timed out, or a domain was not verified, in WorkOS's own words. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** The opaque key in an ACS URL or SCIM endpoint (`connection.activated`, `dsync.activated`). */
  externalKey: z.string().nullable(),
  /** The certificate that is to be renewed or was renewed. */
  certificate: z
    .object({ type: z.string(), expiresAt: z.string().nullable(), expired: z.boolean().nullable() })
    .nullable(),
  /** The last characters of a SCIM bearer token (`dsync.token.*`). */
  tokenSuffix: z.string().nullable(),
  /** How a directory user stands after it (`dsync.user.*`): `active`, `inactive`. */
  userState: z.string().nullable(),
  /** The sign-in's session, as the Dashboard lists it. */
  sessionId: z.string().nullable(),
})
export type WorkosEvent = z.infer<typeof workosEventSchema>

/** An IdP signing certificate WorkOS holds for a connection. The fingerprint is lower-case hex without separators. */
export const idpCertificateSchema = z.object({
  id: z.string(),
  sha256: z.string(),
  notBefore: z.string().nullable(),
  notAfter: z.string().nullable(),
  pem: z.string(),
})
export type IdpCertificate = z.infer<typeof idpCertificateSchema>

export const redirectUriSchema = z.object({ id: z.string(), uri: z.string(), isDefault: z.boolean() })
export type RedirectUri = z.infer<typeof redirectUriSchema>

/** What a link to the Admin Portal opens. */
export const portalIntents = [
  'sso',
  'dsync',
  'audit_logs',
  'log_streams',
  'domain_verification',
  'certificate_renewal',
  'bring_your_own_key',
] as const
export type PortalIntent = (typeof portalIntents)[number]

/** Where `/sso/authorize` sends a browser, read without going there. */
export const authorizeAnswerSchema = z.discriminatedUnion('kind', [
  /** To an IdP with a SAML AuthnRequest. Everything in `request` is what WorkOS really sends. */
  z.object({
    kind: z.literal('saml'),
    binding: z.enum(['HTTP-Redirect', 'HTTP-POST']),
    /** The IdP's sign-in address without its query. */
    ssoUrl: z.string(),
    request: z.object({
      id: z.string().nullable(),
      issueInstant: z.string().nullable(),
      spEntityId: z.string().nullable(),
      acsUrl: z.string().nullable(),
      destination: z.string().nullable(),
      nameIdFormat: z.string().nullable(),
      protocolBinding: z.string().nullable(),
      forceAuthn: z.boolean(),
      signed: z.boolean(),
    }),
  }),
  /** To an OAuth or OpenID Connect provider. */
  z.object({
    kind: z.literal('oauth'),
    authorizeUrl: z.string(),
    clientId: z.string().nullable(),
    redirectUri: z.string().nullable(),
    scopes: z.array(z.string()),
    responseType: z.string().nullable(),
    pkce: z.boolean(),
  }),
  /** Back with one of the documented error codes. */
  z.object({ kind: z.literal('error'), error: z.string(), description: z.string().nullable() }),
  /** Somewhere else, for example to a page of WorkOS's own. */
  z.object({ kind: z.literal('elsewhere'), url: z.string(), why: z.string() }),
])
export type AuthorizeAnswer = z.infer<typeof authorizeAnswerSchema>

/** An object as its API list page delivers it. */
export const listKinds = ['organizations', 'connections', 'directories'] as const
export type ListKind = (typeof listKinds)[number]

/** What can be deleted from here. */
export const deletableKinds = ['connections', 'directories', 'organizations', 'domains'] as const
export type DeletableKind = (typeof deletableKinds)[number]

/** A domain as an organization has one: no address, no user, no port. Letters beyond ASCII are WorkOS's to judge. */
export const domainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?!-)[^\s/:@?#.]+(\.[^\s/:@?#.]+)+$/, 'is not a domain, such as acme.com')
