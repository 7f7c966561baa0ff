import { z } from 'zod'
import {
  authorizeAnswerSchema,
  connectionSchema,
  directorySchema,
  idpCertificateSchema,
  organizationDomainSchema,
  organizationSchema,
  workosEventSchema,
} from '../workos'
import { certificateSchema } from './metadata'
import { secretSourceSchema } from './secret'

const recordId = z.string().trim().min(1).max(200)

/** A certificate seen elsewhere, for WorkOS's own list to be held against: in metadata, in a response. */
export const givenCertificateSchema = z.object({
  /** SHA-256 fingerprint, hex; upper case and colons are understood. */
  sha256: z.string().max(200),
  /** Where it was seen, for example `the IdP’s metadata`. */
  from: z.string().max(500),
})
export type GivenCertificate = z.infer<typeof givenCertificateSchema>

/** What WorkOS says of an organization, a connection or a directory. The environment's key is main's to find. */
export const workosCheckInput = z.object({
  environmentId: z.string(),
  organizationId: recordId.optional(),
  connectionId: recordId.optional(),
  directoryId: recordId.optional(),
  certificates: z.array(givenCertificateSchema).max(50).optional(),
})
export type WorkosCheckInput = z.infer<typeof workosCheckInput>

/** What the users of a directory lack. Counts are of the users read; `complete` tells whether that was all of them. */
export const directoryUsersSummarySchema = z.object({
  read: z.number().int(),
  complete: z.boolean(),
  active: z.number().int(),
  inactive: z.number().int(),
  /** Of the active ones. */
  withoutEmail: z.number().int(),
  withoutName: z.number().int(),
  /** IDs of a few active users that lack one or the other. */
  examples: z.array(z.object({ id: z.string(), lacks: z.array(z.enum(['email', 'first name', 'last name'])) })),
})
export type DirectoryUsersSummary = z.infer<typeof directoryUsersSummarySchema>

/** A certificate WorkOS holds, with what stands in it; null where that cannot be read. */
export const heldCertificateSchema = idpCertificateSchema.extend({ certificate: certificateSchema.nullable() })
export type HeldCertificate = z.infer<typeof heldCertificateSchema>

export const workosCheckResult = z.object({
  organization: organizationSchema.nullable(),
  connections: z.array(connectionSchema),
  directories: z.array(directorySchema),
  users: directoryUsersSummarySchema.nullable(),
  /** Null where the environment does not show them. */
  certificates: z.array(heldCertificateSchema).nullable(),
  /** The last events about the connection or directory, newest first. */
  events: z.array(workosEventSchema),
  /** How many events were looked through for them, and whether those were all of the last 30 days; null: none yet. */
  eventsRead: z.object({ read: z.number().int(), complete: z.boolean() }).nullable(),
})
export type WorkosCheckResult = z.infer<typeof workosCheckResult>

/** Whether the TXT record of a domain is published where WorkOS looks for it. */
export const workosDomainInput = z.object({ environmentId: z.string(), domainId: recordId })
export type WorkosDomainInput = z.infer<typeof workosDomainInput>

/** What one name server says of the TXT records of one name. */
export const txtViewSchema = z.object({
  /** The name asked for. */
  name: z.string(),
  /** What kind of place that is: the domain itself, where WorkOS looks, or a place where the record lands by mistake. */
  place: z.enum(['domain', 'zone-twice', 'prefix', 'challenge']),
  /** Who was asked: the name servers of this machine, or one that serves the zone. */
  asked: z.enum(['machine', 'zone']),
  server: z.string(),
  values: z.array(z.string()),
  /** Why there are no values: ENOTFOUND, ENODATA, ETIMEOUT, …; null when there are some. */
  code: z.string().nullable(),
})
export type TxtView = z.infer<typeof txtViewSchema>

export const workosDomainResult = z.object({ domain: organizationDomainSchema, views: z.array(txtViewSchema) })
export type WorkosDomainResult = z.infer<typeof workosDomainResult>

/** Whether a SCIM bearer token is the directory's current one, by its last characters. The token itself goes nowhere. */
export const workosTokenInput = z.object({
  environmentId: z.string(),
  directoryId: recordId,
  token: secretSourceSchema,
})
export type WorkosTokenInput = z.infer<typeof workosTokenInput>

/** A token as the events tell of it. Times are ISO 8601. */
export const directoryTokenSchema = z.object({
  suffix: z.string(),
  createdAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})
export type DirectoryToken = z.infer<typeof directoryTokenSchema>

export const workosTokenResult = z.object({ tokens: z.array(directoryTokenSchema) })
export type WorkosTokenResult = z.infer<typeof workosTokenResult>

/** Who is to sign in; exactly one. */
export const signInSelectorSchema = z.union([
  z.object({ connectionId: recordId }),
  z.object({ organizationId: recordId }),
  z.object({ provider: recordId }),
])
export type SignInSelector = z.infer<typeof signInSelectorSchema>

/** Where WorkOS would send a browser to sign in. Starts a sign-in session, so only on the person's command. */
export const workosAuthorizeInput = z.object({
  environmentId: z.string(),
  selector: signInSelectorSchema,
  /** Must be registered in the environment. */
  redirectUri: z.string().min(1).max(2000),
})
export type WorkosAuthorizeInput = z.infer<typeof workosAuthorizeInput>

export const workosAuthorizeResult = z.object({ answer: authorizeAnswerSchema })
export type WorkosAuthorizeResult = z.infer<typeof workosAuthorizeResult>
