import { z } from 'zod'
import type { CertificateOutcome } from './certificate'

const text = z.string()

/** A certificate that was read, or why it could not be, as it comes from disk or from somebody else. */
export const certificateOutcomeSchema: z.ZodType<CertificateOutcome> = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    certificate: z.object({
      subject: text,
      issuer: text,
      sha1: text,
      sha256: text,
      notBefore: text,
      notAfter: text,
      key: text,
      keyType: z.enum(['RSA', 'RSA-PSS', 'EC', 'DSA', 'Ed25519', 'Ed448', 'other']),
      keyBits: z.number().nullable(),
      curve: text.nullable(),
      signatureAlgorithm: text,
      signatureHash: text,
      pem: text,
      notes: z.array(
        z.enum(['pem-armour', 'encoded-twice', 'url-safe-alphabet', 'missing-padding', 'trailing-bytes', 'several']),
      ),
    }),
  }),
  z.object({ ok: z.literal(false), reason: text }),
])
