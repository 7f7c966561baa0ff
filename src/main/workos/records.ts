import { createHash } from 'node:crypto'
import { z } from 'zod'
import { entryOf } from '../../shared/entry-of'
import type {
  Connection,
  Directory,
  DirectoryGroup,
  DirectoryUser,
  IdpCertificate,
  Organization,
  OrganizationDomain,
  RedirectUri,
  WorkosEvent,
} from '../../shared/workos'

/**
 * The API's records, read tolerantly: only an id is insisted on. Unknown fields are dropped, unknown states and types kept
 * as they are, and a missing one becomes `unknown`. Source: https://github.com/workos/openapi-spec
 */

/** No text of a record is longer; one that is was not meant for people. */
const longestText = 2000
const bounded = z.string().transform((value) => value.slice(0, longestText))

const id = z.string().min(1).max(200)
const text = bounded.catch('')
const optional = bounded.nullable().catch(null)
const count = z.number().int().min(0)
const named = z.string().min(1).max(200).catch('unknown')
const attributes = z.record(z.string(), z.unknown()).catch({})
const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.map((one) => item.safeParse(one)).flatMap((one) => (one.success ? [one.data] : [])))

export const organizationDomainRecord = z
  .object({
    id,
    domain: z.string().min(1).max(500),
    state: named,
    verification_strategy: optional,
    verification_token: optional,
    verification_prefix: optional,
  })
  .transform(
    (wire): OrganizationDomain => ({
      id: wire.id,
      domain: wire.domain,
      state: wire.state,
      verificationStrategy: wire.verification_strategy,
      verificationToken: wire.verification_token,
      verificationPrefix: wire.verification_prefix,
    }),
  )

export const organizationRecord = z
  .object({
    id,
    name: text,
    external_id: optional,
    domains: listOf(organizationDomainRecord),
    allow_profiles_outside_organization: z.boolean().nullable().catch(null),
    created_at: text,
    updated_at: text,
  })
  .transform(
    (wire): Organization => ({
      id: wire.id,
      name: wire.name,
      externalId: wire.external_id,
      domains: wire.domains,
      allowsOtherDomains: wire.allow_profiles_outside_organization,
      createdAt: wire.created_at,
      updatedAt: wire.updated_at,
    }),
  )

export const connectionRecord = z
  .object({
    id,
    organization_id: optional,
    connection_type: named,
    name: text,
    state: named,
    domains: listOf(z.object({ domain: z.string().min(1).max(500) })),
    external_key: optional,
    created_at: text,
    updated_at: text,
  })
  .transform(
    (wire): Connection => ({
      id: wire.id,
      organizationId: wire.organization_id,
      type: wire.connection_type,
      name: wire.name,
      state: wire.state,
      domains: wire.domains.map((one) => one.domain),
      externalKey: wire.external_key,
      createdAt: wire.created_at,
      updatedAt: wire.updated_at,
    }),
  )

/** Events and the SDK call these two states by other words than the REST API does. */
const restStates: Readonly<Record<string, string>> = { active: 'linked', inactive: 'unlinked' }

export const directoryRecord = z
  .object({
    id,
    organization_id: optional,
    type: named,
    name: text,
    state: named,
    domain: optional,
    external_key: optional,
    metadata: z
      .object({
        users: z.object({ active: count, inactive: count }).nullable().catch(null),
        groups: count.nullable().catch(null),
      })
      .catch({ users: null, groups: null }),
    created_at: text,
    updated_at: text,
  })
  .transform(
    (wire): Directory => ({
      id: wire.id,
      organizationId: wire.organization_id,
      type: wire.type,
      name: wire.name,
      state: entryOf(restStates, wire.state) ?? wire.state,
      domain: wire.domain,
      externalKey: wire.external_key,
      users: wire.metadata.users,
      groups: wire.metadata.groups,
      createdAt: wire.created_at,
      updatedAt: wire.updated_at,
    }),
  )

export const directoryUserRecord = z
  .object({
    id,
    idp_id: text,
    email: optional,
    emails: listOf(z.object({ value: z.string().min(1).max(500), primary: z.boolean().nullish() })),
    first_name: optional,
    last_name: optional,
    username: optional,
    state: named,
    role: z
      .object({ slug: z.string().max(500) })
      .nullable()
      .catch(null),
    custom_attributes: attributes,
    raw_attributes: attributes,
    created_at: text,
    updated_at: text,
  })
  .transform(
    (wire): DirectoryUser => ({
      id: wire.id,
      idpId: wire.idp_id,
      email: wire.email ?? wire.emails.find((one) => one.primary)?.value ?? null,
      firstName: wire.first_name,
      lastName: wire.last_name,
      username: wire.username,
      state: wire.state === 'suspended' ? 'inactive' : wire.state,
      role: wire.role?.slug ?? null,
      customAttributes: wire.custom_attributes,
      rawAttributes: wire.raw_attributes,
      createdAt: wire.created_at,
      updatedAt: wire.updated_at,
    }),
  )

export const directoryGroupRecord = z
  .object({ id, idp_id: text, name: text, raw_attributes: attributes, created_at: text, updated_at: text })
  .transform(
    (wire): DirectoryGroup => ({
      id: wire.id,
      idpId: wire.idp_id,
      name: wire.name,
      rawAttributes: wire.raw_attributes,
      createdAt: wire.created_at,
      updatedAt: wire.updated_at,
    }),
  )

export const redirectUriRecord = z
  .object({ id, uri: z.string().min(1).max(2000), default: z.boolean().catch(false) })
  .transform((wire): RedirectUri => ({ id: wire.id, uri: wire.uri, isDefault: wire.default }))

export const portalLinkRecord = z.object({ link: z.url() })

export const idpCertificateRecord = z
  .object({ id, value: z.string().min(1).max(100_000), not_before: optional, not_after: optional })
  .transform((wire, context): IdpCertificate => {
    const sha256 = fingerprintOf(wire.value)
    if (sha256 === null) {
      context.addIssue({ code: 'custom', message: 'is no certificate' })
      return z.NEVER
    }
    return { id: wire.id, sha256, notBefore: wire.not_before, notAfter: wire.not_after, pem: wire.value }
  })

/** SHA-256 of the DER inside a PEM block (or bare base64), lower-case hex; null when there is none. Nothing of it is parsed. */
export function fingerprintOf(pem: string): string | null {
  const der = derOf(pem)
  return der && createHash('sha256').update(der).digest('hex')
}

/** The bytes of a certificate as PEM or bare base64; null where it cannot be one. */
export function derOf(pem: string): Buffer | null {
  const base64 = pem.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '')
  if (base64.length < 64 || base64.length > 100_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null
  return Buffer.from(base64, 'base64')
}

/** What the kinds of events carry, all in one: most fields are absent from most kinds. */
const eventData = z.preprocess(
  (data) => (typeof data === 'object' && data !== null ? data : {}),
  z.object({
    id: optional,
    organization_id: optional,
    directory_id: optional,
    email: optional,
    external_key: optional,
    token_suffix: optional,
    state: optional,
    reason: optional,
    sso: z.object({ organization_id: optional, connection_id: optional, session_id: optional }).nullable().catch(null),
    error: z.object({ code: text, message: text }).nullable().catch(null),
    connection: z.object({ id: optional, organization_id: optional }).nullable().catch(null),
    user: z.object({ email: optional }).nullable().catch(null),
    organization_domain: z.object({ organization_id: optional }).nullable().catch(null),
    certificate: z
      .object({ certificate_type: named, expiry_date: optional, is_expired: z.boolean().nullable().catch(null) })
      .nullable()
      .catch(null),
  }),
)

export const eventRecord = z
  .object({ id, event: z.string().min(1).max(200), data: eventData, created_at: text })
  .transform((wire): WorkosEvent => {
    const { data, event } = wire
    const ownId = (subject: string) => (event.startsWith(subject) ? data.id : null)
    return {
      id: wire.id,
      name: event,
      at: wire.created_at,
      organizationId:
        data.sso?.organization_id ??
        data.organization_id ??
        data.connection?.organization_id ??
        data.organization_domain?.organization_id ??
        null,
      connectionId: data.sso?.connection_id ?? data.connection?.id ?? ownId('connection.'),
      directoryId: data.directory_id ?? (event === 'dsync.activated' || event === 'dsync.deleted' ? data.id : null),
      email: data.email ?? data.user?.email ?? null,
      error: data.error ?? (data.reason === null ? null : { code: data.reason, message: '' }),
      externalKey: data.external_key,
      certificate:
        data.certificate === null
          ? null
          : {
              type: data.certificate.certificate_type,
              expiresAt: data.certificate.expiry_date,
              expired: data.certificate.is_expired,
            },
      tokenSuffix: data.token_suffix,
      userState: event.startsWith('dsync.user.') ? data.state : null,
      sessionId: data.sso?.session_id ?? null,
    }
  })
