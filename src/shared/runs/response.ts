import { z } from 'zod'
import { checkIdSchema } from '../checks'
import { documentSourceSchema, fileSourceSchema, shownTextSchema } from './document'
import { certificateSchema } from './metadata'
import { secretSourceSchema } from './secret'

const identifier = z.string().min(1).max(4096)

export const responseInspectInput = z.object({
  source: documentSourceSchema,
  /** Metadata of the identity provider. */
  metadata: documentSourceSchema.optional(),
  /** Signing certificates besides those of the metadata, PEM or base64. */
  certificates: z.array(z.string().max(100_000)).max(200).optional(),
  /** Files with such certificates. */
  certificateFiles: z.array(fileSourceSchema).max(20).optional(),
  /** What the service provider expects. Whatever is absent is not judged, unless a capture tells it. */
  acs: identifier.optional(),
  audience: identifier.optional(),
  requestId: identifier.optional(),
  /** The time to judge for, ISO 8601. Default: when a capture says the message was sent, else now. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** How far clocks may be apart. Default 180. */
  skewSeconds: z.number().min(0).max(86_400).optional(),
  /** A private key (PEM) to open encrypted parts with. */
  decryptionKey: secretSourceSchema.optional(),
  /** Which of several responses to judge, counted from 0. Default: the last one. */
  message: z.number().int().min(0).optional(),
})
export type ResponseInspectInput = z.infer<typeof responseInspectInput>

const text = z.string().nullable()

/** The assertion that counts, as a script reads it. */
const assertionSchema = z.object({
  id: text,
  issuer: text,
  nameId: text,
  nameIdFormat: text,
  audiences: z.array(z.string()),
  recipient: text,
  inResponseTo: text,
  notBefore: text,
  notOnOrAfter: text,
  /** Of the SubjectConfirmationData: until when it may be delivered. */
  confirmationNotOnOrAfter: text,
  sessionNotOnOrAfter: text,
  authnInstant: text,
  /** Values by the name the assertion gives the attribute. */
  attributes: z.record(z.string(), z.array(z.string())),
  /** How many values were left out of an attribute because they do not fit an answer to the page. */
  leftOut: z.record(z.string(), z.number().int()).optional(),
  /** `verified`: read from the bytes a known certificate's key signed. `unverified`: the document says so. */
  trust: z.enum(['verified', 'unverified']),
  encrypted: z.boolean(),
})
export type Assertion = z.infer<typeof assertionSchema>

/** What the Response around the assertion says. */
const envelopeSchema = z.object({
  id: text,
  issuer: text,
  destination: text,
  inResponseTo: text,
  issueInstant: text,
  /** The top code first; the prefix of SAML is left out. */
  status: z.array(z.string()),
  statusMessage: text,
})
export type Envelope = z.infer<typeof envelopeSchema>

/** A certificate that bears on the signatures. */
const signingCertificateSchema = certificateSchema.extend({
  from: z.string(),
  /** signed: its key made a signature. in-message: the message carries it, and nobody else vouches for it. known: it was tried, and does not fit. */
  role: z.enum(['signed', 'in-message', 'known']),
  /** What it signed. */
  on: z.array(z.enum(['response', 'assertion'])),
})
export type SigningCertificate = z.infer<typeof signingCertificateSchema>

export const responseInspectResult = z.object({
  /** Every SAML message the document holds; the one judged is marked. */
  messages: z.array(
    z.object({
      parameter: z.enum(['SAMLResponse', 'SAMLRequest']).nullable(),
      sentTo: text,
      at: text,
      chosen: z.boolean(),
    }),
  ),
  /** When it was issued by its own word: of the assertion, else of the response around it. */
  issueInstant: text,
  /** Null for a bare assertion, and where none could be read. */
  response: envelopeSchema.nullable(),
  /** The time judged for, ISO 8601, where it comes from, and how far clocks may be apart. */
  judgedFor: z.object({ at: z.string(), from: z.string(), skewSeconds: z.number() }),
  /** Null when there is none, or when it is open which content counts. */
  assertion: assertionSchema.nullable(),
  /** The certificates whose keys signed, SHA-256 in lower-case hex. */
  signedBy: z.array(
    z.object({ on: z.enum(['response', 'assertion']), sha256: z.string(), subject: z.string(), from: z.string() }),
  ),
  /** The certificates that bear on the signatures; those whose keys signed come first. */
  certificates: z.array(signingCertificateSchema),
  /** The check that failed first in the order of a strict service provider: what a sign-in meets. */
  firstFailure: checkIdSchema.nullable(),
  /** What was handed out of the message's text; null when none could be read. */
  shown: shownTextSchema.nullable(),
})
export type ResponseInspectResult = z.infer<typeof responseInspectResult>
