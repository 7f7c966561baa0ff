import { z } from 'zod'
import { metadataSightingSchema } from '../setup'
import { noteSchema } from './note'
import { readClockSchema, sweptSchema } from './overview'

const seenCertificateSchema = z.object({
  subject: z.string().max(2000),
  sha256: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
})
export type SeenCertificate = z.infer<typeof seenCertificateSchema>

/** A certificate of a connection that WorkOS asks to renew. Types as its events name them: ResponseSigning, RequestSigning, ResponseEncryption. */
const renewalSchema = z.object({ type: z.string().max(100), endsAt: z.string() })
export type Renewal = z.infer<typeof renewalSchema>

/** The last looks at the metadata address of a set-up: what was read last, and since when it cannot be read. */
const metadataLookSchema = z.object({
  url: z.string().max(4096),
  /** When it was last looked at. */
  at: z.string(),
  seen: metadataSightingSchema.nullable(),
  trouble: z.string().max(2000).nullable(),
  /** How many looks in a row have failed. */
  failures: z.number().int().min(0),
})
export type MetadataLook = z.infer<typeof metadataLookSchema>

/**
 * What Watch keeps besides the set-ups: dates that were noted, what was seen when it last looked, and what the person has been
 * told. One file; never a secret.
 */
export const watchBookSchema = z.object({
  schema: z.literal(1),
  notes: z.array(noteSchema),
  /** By set-up. */
  metadata: z.record(z.string(), metadataLookSchema),
  /** The certificates WorkOS holds, by connection. */
  held: z.record(z.string(), z.object({ at: z.string(), certificates: z.array(seenCertificateSchema) })),
  /** What WorkOS asks to renew, by connection. */
  renewals: z.record(z.string(), z.object({ at: z.string(), items: z.array(renewalSchema) })).default({}),
  /** The certificates web servers showed, by origin. */
  servers: z.record(z.string(), z.object({ at: z.string(), certificate: seenCertificateSchema })),
  /** By source. */
  clocks: z.record(z.string(), readClockSchema),
  swept: sweptSchema.nullable(),
  /** What was told by a notification, and when, by what it was about. */
  told: z.record(z.string(), z.string()),
})
export type WatchBook = z.infer<typeof watchBookSchema>

export const emptyBook: WatchBook = {
  schema: 1,
  notes: [],
  metadata: {},
  held: {},
  renewals: {},
  servers: {},
  clocks: {},
  swept: null,
  told: {},
}
