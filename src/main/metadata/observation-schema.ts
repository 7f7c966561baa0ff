import { z } from 'zod'
import { placeSchema } from '../../shared/finding'
import { certificateOutcomeSchema } from '../certificates/read-certificate-schema'
import { xmlEncodingSchema, xmlErrorSchema } from '../xml/schemas'
import type { MetadataObservation } from './observation'

const text = z.string()
const number = z.number()
const known = z.boolean()

const failureKinds = [
  'dns',
  'refused',
  'reset',
  'unreachable',
  'timeout',
  'tls',
  'proxy',
  'too-large',
  'url',
  'other',
  'redirect-loop',
  'too-many-redirects',
  'redirect-downgrade',
  'redirect-inward',
  'redirect-scheme',
] as const
const source = z.object({
  name: text,
  bytes: number,
  exchange: z
    .object({
      url: text,
      at: number,
      hops: z.array(z.object({ url: text, status: number, location: text })),
      finalUrl: text,
      status: number.nullable(),
      contentType: text.nullable(),
      headers: z.record(text, text),
      failure: z.object({ kind: z.enum(failureKinds), code: text, message: text }).nullable(),
    })
    .nullable(),
})
const body = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('empty'), how: z.enum(['nothing', 'blanks', 'byte-order-mark']) }),
  z.object({ kind: z.literal('xml') }),
  z.object({
    kind: z.literal('html'),
    page: z.enum(['sign-in', 'sso-hop', 'bot-check', 'captive-portal', 'error', 'page']),
    product: text.nullable(),
    title: text.nullable(),
  }),
  z.object({
    kind: z.literal('json'),
    what: z.enum(['oidc-discovery', 'key-set', 'error', 'damaged', 'other']),
    issuer: text.nullable(),
    error: text.nullable(),
  }),
  z.object({ kind: z.literal('certificate'), form: text }),
  z.object({ kind: z.literal('private-key') }),
  z.object({ kind: z.literal('file'), form: text }),
  z.object({ kind: z.literal('encoded'), what: z.enum(['xml', 'saml-response']) }),
  z.object({ kind: z.literal('address'), url: text }),
  z.object({ kind: z.literal('text'), start: text }),
  z.object({ kind: z.literal('binary') }),
])
const validity = z.object({
  on: text,
  validUntil: text.nullable(),
  cacheDuration: text.nullable(),
  place: placeSchema,
})
const endpoints = z.array(z.object({ binding: text.nullable(), location: text.nullable(), place: placeSchema }))
const key = z.object({
  use: z.enum(['signing', 'encryption', 'unspecified']),
  unknownUse: text.nullable(),
  place: placeSchema,
  certificates: z.array(z.object({ outcome: certificateOutcomeSchema, place: placeSchema })),
  instead: z.enum(['key-value', 'key-name', 'wrong-namespace', 'nothing']).nullable(),
})
const entity = z.object({
  entityId: text.nullable(),
  place: placeSchema,
  validity,
  roles: z.array(
    z.object({
      name: text,
      type: text.nullable(),
      protocols: z.array(text).nullable(),
      wantsSignedRequests: known,
      place: placeSchema,
      validity,
      keys: z.array(key),
      sso: endpoints,
      backChannel: endpoints,
      nameIdFormats: z.array(text),
      attributes: z.array(text),
    }),
  ),
})
const signature = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('not-checked') }),
  z.object({
    kind: z.literal('read'),
    on: text,
    place: placeSchema,
    method: text.nullable(),
    digest: text.nullable(),
    weak: known,
    refusals: z.array(text),
    contentIntact: known.nullable(),
    onlyReformatted: known,
    verifiedBy: z.object({ subject: text, sha256: text, from: z.enum(['given', 'document', 'embedded']) }).nullable(),
    given: known,
    hasEmbedded: known,
  }),
])
const summary = z.object({
  certificates: number,
  current: number,
  unreadable: number,
  noted: z.array(
    z.object({
      entityId: text.nullable(),
      place: placeSchema,
      notBefore: number,
      notAfter: number,
      usableLeft: known,
    }),
  ),
  notedTotal: number,
})
const reading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), error: xmlErrorSchema, encoding: xmlEncodingSchema.nullable() }),
  z.object({
    kind: z.literal('document'),
    encoding: xmlEncodingSchema,
    version: text.nullable(),
    overlooked: xmlErrorSchema.nullable(),
    root: z.object({ local: text, name: text, namespace: text, place: placeSchema }),
    counts: z.object({ entities: number, identityProviders: number, serviceProviders: number }),
    groups: z.array(validity),
    duplicates: z.array(z.object({ entityId: text, places: z.array(placeSchema) })),
    selection: z.object({ wanted: text, places: z.array(placeSchema), nearest: z.array(text) }).nullable(),
    entities: z.array(entity),
    summary: summary.nullable(),
    signature,
  }),
])

/** What was read of metadata, as it comes from the inspector, from disk or from somebody else. */
export const metadataObservationSchema: z.ZodType<MetadataObservation> = z.object({
  now: number,
  skewMs: number,
  source,
  body,
  reading: reading.nullable(),
})
