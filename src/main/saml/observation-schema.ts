import { z } from 'zod'
import { placeSchema } from '../../shared/finding'
import type { ResponseObservation } from './observation'

const text = z.string()
const texts = z.array(text)
const number = z.number()
const known = z.boolean()
const place = placeSchema
const expected = z.object({ value: text, from: text }).nullable()

const certificate = z.object({
  from: text,
  subject: text,
  sha256: text,
  pem: text,
  notBefore: number,
  notAfter: number,
  key: text,
  weaknesses: texts,
})
const issuer = z.object({ value: text, format: text.nullable(), place })
const delivery = z.object({
  container: z.enum(['xml', 'encoded', 'form', 'page', 'har', 'saml-tracer', 'unknown']),
  packing: texts,
  notes: texts,
  sentTo: text.nullable(),
  method: text.nullable(),
  at: text.nullable(),
  messages: z.array(
    z.object({
      parameter: z.enum(['SAMLResponse', 'SAMLRequest']).nullable(),
      sentTo: text.nullable(),
      at: text.nullable(),
      chosen: known,
    }),
  ),
  unreadable: texts,
})
const expectations = z.object({
  now: number,
  nowFrom: text,
  nowIsArrival: known,
  skewMs: number,
  acs: expected,
  audience: expected,
  requestId: expected,
  idpEntityId: expected,
  certificates: number,
  metadata: z.object({ from: text, entities: number }).optional(),
})
const envelope = z.object({
  id: text.nullable(),
  version: text.nullable(),
  issueInstant: text.nullable(),
  destination: text.nullable(),
  inResponseTo: text.nullable(),
  issuer: issuer.nullable(),
  status: z.object({ codes: texts, message: text.nullable(), place }).nullable(),
  place,
})
const signature = z.object({
  on: z.enum(['response', 'assertion', 'elsewhere']),
  place,
  method: text.nullable(),
  digest: text.nullable(),
  canonicalization: text.nullable(),
  transforms: texts,
  refusals: texts,
  digestMatches: known.nullable(),
  onlyReformatted: known,
  readersDisagree: known,
  verifiedBy: certificate.nullable(),
  tried: z.array(certificate),
  embedded: certificate.extend({ verifies: known, known }).nullable(),
})
const encryption = z.object({
  what: z.enum(['assertion', 'NameID', 'attribute']),
  place,
  content: text.nullable(),
  keys: z.array(z.object({ algorithm: text.nullable(), digest: text.nullable(), mask: text.nullable() })),
  outcome: z
    .discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), sentence: text })])
    .nullable(),
})
const assertion = z.object({
  source: z.enum(['verified', 'unverified']),
  encrypted: known,
  id: text.nullable(),
  version: text.nullable(),
  issueInstant: text.nullable(),
  place,
  issuer: issuer.nullable(),
  nameId: z
    .object({
      value: text,
      format: text.nullable(),
      spNameQualifier: text.nullable(),
      split: known,
      sealed: known,
      place,
    })
    .nullable(),
  confirmations: z.array(
    z.object({
      method: text.nullable(),
      recipient: text.nullable(),
      inResponseTo: text.nullable(),
      notBefore: text.nullable(),
      notOnOrAfter: text.nullable(),
      place,
    }),
  ),
  conditions: z
    .object({
      notBefore: text.nullable(),
      notOnOrAfter: text.nullable(),
      audiences: z.array(z.array(z.object({ value: text, place }))),
      place,
    })
    .nullable(),
  statements: z.array(z.object({ authnInstant: text.nullable(), sessionNotOnOrAfter: text.nullable(), place })),
  attributes: z.array(z.object({ name: text, friendlyName: text.nullable(), values: texts, place })),
})
const reading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('undecoded'), reason: text }),
  z.object({ kind: z.literal('malformed'), code: text, message: text, place: place.nullable() }),
  z.object({ kind: z.literal('other'), what: text, saml11: known }),
  z.object({
    kind: z.literal('response'),
    response: z.object({
      envelope: envelope.nullable(),
      signatures: z.array(signature),
      coverage: z.object({
        defects: z.array(z.object({ sentence: text, place: place.nullable() })),
        responseSigned: known,
        assertionSigned: known,
        adviceAssertions: number,
      }),
      encryption: z.array(encryption),
      assertion: assertion.nullable(),
      noAssertion: z.enum(['status', 'missing', 'ambiguous', 'encrypted']).nullable(),
    }),
  }),
])

/** What was read of a response, as it comes from the inspector, from disk or from somebody else. */
export const responseObservationSchema: z.ZodType<ResponseObservation> = z.object({
  name: text,
  delivery,
  expectations,
  reading,
  text: text.nullable(),
})
