import { z } from 'zod'
import { profileFieldNames } from './sign-in/profile-fields'

/** Where a value of a set-up came from. */
export const valueOriginSchema = z.enum(['typed', 'metadata', 'workos', 'imported'])

/** One value as it stands in a set-up. A secret's text lives in the vault; here only its last characters. */
export const setupValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plain'), text: z.string().max(1_000_000), origin: valueOriginSchema, at: z.string() }),
  z.object({ kind: z.literal('secret'), lastFour: z.string().max(4), origin: valueOriginSchema, at: z.string() }),
])
export type SetupValue = z.infer<typeof setupValueSchema>

/** What the person said of a step; a step without an entry is open. */
export const stepMarkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), at: z.string() }),
  z.object({ kind: z.literal('skipped'), at: z.string() }),
  z.object({ kind: z.literal('blocked'), by: z.string().max(200), at: z.string() }),
])
export type StepMark = z.infer<typeof stepMarkSchema>

export const journalEntrySchema = z.object({
  at: z.string(),
  /** created, renamed, value, step, metadata, state, link, note, check */
  kind: z.enum(['created', 'renamed', 'value', 'step', 'metadata', 'state', 'link', 'note', 'check', 'imported']),
  text: z.string().max(2000),
})
export type JournalEntry = z.infer<typeof journalEntrySchema>

/** The records at WorkOS that a set-up is tied to. */
export const workosLinkSchema = z.object({
  environmentId: z.string(),
  organizationId: z.string().nullable(),
  connectionId: z.string().nullable(),
  directoryId: z.string().nullable(),
})
export type WorkosLink = z.infer<typeof workosLinkSchema>

/** A state seen at WorkOS, kept when it differs from the one seen before. */
export const stateSightingSchema = z.object({
  at: z.string(),
  of: z.enum(['connection', 'directory']),
  state: z.string(),
})
export type StateSighting = z.infer<typeof stateSightingSchema>

/** What the IdP's metadata said when it was last read for this set-up; Watch keeps an eye on it. */
export const metadataSightingSchema = z.object({
  at: z.string(),
  /** The address or file name it was read from. */
  from: z.string().max(4096),
  entityId: z.string().max(4096).nullable(),
  validUntil: z.string().nullable(),
  /** Absent in what was kept before these were. */
  sso: z
    .array(z.object({ binding: z.string().max(500), location: z.string().max(4096) }))
    .max(50)
    .optional(),
  certificates: z
    .array(
      z.object({
        use: z.enum(['signing', 'encryption', 'unspecified']),
        subject: z.string().max(2000),
        sha256: z.string(),
        notBefore: z.string(),
        notAfter: z.string(),
      }),
    )
    .max(100),
})
export type MetadataSighting = z.infer<typeof metadataSightingSchema>

/** What the last test sign-in came to: how it ended, and which fields of the profile had a value. */
export const signInSightingSchema = z.object({
  at: z.string(),
  succeeded: z.boolean(),
  /** The error code WorkOS gave; null where it gave none. */
  error: z.string().max(500).nullable(),
  arrived: z.array(z.enum(profileFieldNames)),
})
export type SignInSighting = z.infer<typeof signInSightingSchema>

/** The checklist items only a person can confirm. */
export const confirmationSchema = z.object({ item: z.string(), at: z.string() })

export const setupSchema = z.object({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{8,64}$/),
  /** The catalog row. */
  slug: z.string(),
  name: z.string().min(1).max(200),
  /** The customer organization as the person calls it. */
  organization: z.string().min(1).max(200),
  createdAt: z.string(),
  updatedAt: z.string(),
  values: z.record(z.string(), setupValueSchema),
  /** By index of the catalog row's steps. */
  steps: z.record(z.string(), stepMarkSchema),
  /** The step the person was at. */
  here: z.number().int().min(0),
  link: workosLinkSchema.nullable(),
  sightings: z.array(stateSightingSchema),
  confirmations: z.array(confirmationSchema),
  metadata: metadataSightingSchema.nullable().default(null),
  signIn: signInSightingSchema.nullable().default(null),
  journal: z.array(journalEntrySchema),
})
export type Setup = z.infer<typeof setupSchema>

/** What a list of set-ups shows of each. */
export const setupSummarySchema = setupSchema
  .pick({ id: true, slug: true, name: true, organization: true, updatedAt: true })
  .extend({
    stepsDone: z.number().int(),
    blockedBy: z.string().nullable(),
    state: z.string().nullable(),
  })
export type SetupSummary = z.infer<typeof setupSummarySchema>

/** A file that could not be read as a set-up and was put aside. */
export const damagedFileSchema = z.object({
  name: z.string(),
  reason: z.string(),
  setAsideAs: z.string(),
  at: z.string(),
})
export type DamagedFile = z.infer<typeof damagedFileSchema>
