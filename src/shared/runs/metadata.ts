import { z } from 'zod'
import { documentSourceSchema, shownTextSchema } from './document'

/** One X.509 certificate as metadata publishes it. Fingerprints are lower-case hex without separators. */
export const certificateSchema = z.object({
  use: z.enum(['signing', 'encryption', 'unspecified']),
  subject: z.string(),
  issuer: z.string().optional(),
  sha1: z.string(),
  sha256: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  /** Key type and size, for example `RSA 2048` or `EC P-256`. */
  key: z.string(),
  signatureAlgorithm: z.string().optional(),
  pem: z.string().optional(),
})
export type Certificate = z.infer<typeof certificateSchema>

export const endpointSchema = z.object({ binding: z.string(), location: z.string() })
export type Endpoint = z.infer<typeof endpointSchema>

export const entitySchema = z.object({
  entityId: z.string().nullable(),
  roles: z.array(z.string()),
  sso: z.array(endpointSchema),
  /** Where other machines call it (SOAP); absent where an entity is read in passing. */
  backChannel: z.array(endpointSchema).optional(),
  certificates: z.array(certificateSchema),
  /** What an identity provider says it can send; absent where an entity is read in passing. */
  nameIdFormats: z.array(z.string()).optional(),
  attributes: z.array(z.string()).optional(),
  validUntil: z.string().nullable(),
})
export type Entity = z.infer<typeof entitySchema>

export const metadataInspectInput = z.object({
  source: documentSourceSchema,
  /** Look at this entity of an aggregate only. */
  entityId: z.string().max(20_000).optional(),
  /** A certificate to check the metadata's signature with, PEM or base64. */
  certificate: z.string().max(100_000).optional(),
  /** What the address gave the last time is looked at once more, where it is still there; else it is fetched anew. */
  again: z.boolean().optional(),
  /** Where the page of entities begins. */
  offset: z.number().int().min(0).optional(),
})
export const metadataInspectResult = z.object({
  entities: z.array(entitySchema),
  /** How many entities the document holds; `entities` is one page of them for a large aggregate. */
  entityCount: z.number().int(),
  /** Where the next page begins; absent after the last. */
  nextOffset: z.number().int().optional(),
  /** What was handed out of its text; null when there is no text to show. */
  shown: shownTextSchema.nullable(),
})
export type MetadataInspectResult = z.infer<typeof metadataInspectResult>

export const metadataCompareInput = z.object({
  old: documentSourceSchema,
  new: documentSourceSchema,
  /** Compare this entity of aggregates. */
  entityId: z.string().max(20_000).optional(),
})

const changes = <T extends z.ZodType>(item: T) =>
  z.object({ added: z.array(item), removed: z.array(item), kept: z.array(item) })

export const metadataCompareResult = z.object({
  entityId: z.object({ old: z.string().nullable(), new: z.string().nullable(), changed: z.boolean() }),
  endpoints: changes(endpointSchema),
  certificates: changes(certificateSchema),
  /** Whether WorkOS must be given the new metadata, and why. */
  workos: z.object({ needed: z.enum(['now', 'before-rollover', 'no']), reasons: z.array(z.string()) }),
})
export type MetadataCompareResult = z.infer<typeof metadataCompareResult>
