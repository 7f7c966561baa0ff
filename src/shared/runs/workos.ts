import { z } from 'zod'
import {
  authorizeAnswerSchema,
  connectionSchema,
  directorySchema,
  idpCertificateSchema,
  organizationSchema,
  workosEventSchema,
} from '../workos'

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

export const workosCheckResult = z.object({
  organization: organizationSchema.nullable(),
  connections: z.array(connectionSchema),
  directories: z.array(directorySchema),
  users: directoryUsersSummarySchema.nullable(),
  /** Null where the environment does not show them. */
  certificates: z.array(idpCertificateSchema).nullable(),
  /** The last events about the connection or directory, newest first. */
  events: z.array(workosEventSchema),
})
export type WorkosCheckResult = z.infer<typeof workosCheckResult>

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
