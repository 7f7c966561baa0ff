import { z } from 'zod'
import { documentSourceSchema } from './document'

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

export const entitySchema = z.object({
  entityId: z.string().nullable(),
  roles: z.array(z.string()),
  sso: z.array(endpointSchema),
  certificates: z.array(certificateSchema),
  validUntil: z.string().nullable(),
})
export type Entity = z.infer<typeof entitySchema>

export const metadataInspectInput = z.object({
  source: documentSourceSchema,
  /** Look at this entity of an aggregate only. */
  entityId: z.string().optional(),
})
export const metadataInspectResult = z.object({
  entities: z.array(entitySchema),
  /** How many entities the document holds; `entities` is one page of them for a large aggregate. */
  entityCount: z.number().int(),
})
export type MetadataInspectResult = z.infer<typeof metadataInspectResult>
