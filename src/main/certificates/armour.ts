import { mistakenFor } from '../mistaken'
import { type Der, derAfter, derAt, derInside, derTags, objectId } from './der'

/** What was tolerated on the way from text to DER. */
export type ArmourNote =
  | 'pem-armour'
  | 'encoded-twice'
  | 'url-safe-alphabet'
  | 'missing-padding'
  | 'trailing-bytes'
  | 'several'

export type DerOutcome = { ok: true; der: Uint8Array; notes: ArmourNote[] } | { ok: false; reason: string }

/**
 * Finds the DER of a certificate in what people paste and metadata carries: base64 with blanks and line breaks anywhere,
 * PEM, PEM within base64. Says why where there is none. The reason never repeats the text.
 */
export function certificateDer(text: string): DerOutcome {
  return unwrap(text, [], 0)
}

const pemBlock = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)(?:-----END [A-Z0-9 ]{1,40}-----)?/g

function unwrap(text: string, notes: ArmourNote[], depth: number): DerOutcome {
  const blocks = [...text.matchAll(pemBlock)]
  const chosen = blocks.find(([, label]) => isCertificate(label ?? ''))
  if (blocks.length > 0 && !chosen) return { ok: false, reason: foreignPem(blocks[0]?.[1] ?? '') }
  if (!chosen) return decode(text, notes, depth)
  const several = blocks.filter(([, label]) => isCertificate(label ?? '')).length > 1
  return decode(chosen[2] ?? '', [...notes, 'pem-armour', ...(several ? (['several'] as const) : [])], depth)
}

const isCertificate = (label: string) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label)

const privateKey = 'It is a private key, not a certificate. A private key must never leave the server it belongs to.'
const signingRequest = 'It is a certificate signing request, not a certificate.'
const barePublicKey = 'It is a bare public key, not a certificate.'

const foreignLabels: ReadonlyArray<readonly [RegExp, string]> = [
  [/PRIVATE KEY/, privateKey],
  [/CERTIFICATE REQUEST/, signingRequest],
  [/PUBLIC KEY/, barePublicKey],
  [/PKCS ?7|CMS/, 'It is a PKCS #7 bundle, not a single certificate.'],
  [/CRL/, 'It is a revocation list, not a certificate.'],
]

const foreignPem = (label: string) =>
  foreignLabels.find(([pattern]) => pattern.test(label))?.[1] ?? 'It is PEM, but not a certificate.'

function decode(text: string, notes: ArmourNote[], depth: number): DerOutcome {
  // Out of a JSON or program text, line breaks come written out.
  const packed = text.replace(/(?:[\s\ufeff\u200b\u00a0]|\\[nr])+/g, '')
  if (packed === '') return { ok: false, reason: 'It is empty.' }
  const mistaken = mistakenFor(text)
  if (mistaken !== null) return { ok: false, reason: `It is ${mistaken}, not a certificate.` }
  const stray = packed.search(/[^A-Za-z0-9+/=_-]/)
  if (stray !== -1) return { ok: false, reason: `It is not base64: character ${stray + 1} does not belong there.` }
  const urlSafe = /[-_]/.test(packed)
  const body = packed.replace(/=+$/, '')
  if (body.includes('=')) return { ok: false, reason: 'It is not base64: “=” stands before the end.' }
  if (body.length % 4 === 1) return { ok: false, reason: 'It is not base64: a character is missing or too many.' }
  const found: ArmourNote[] = [...notes]
  if (urlSafe) found.push('url-safe-alphabet')
  if (packed.length % 4 !== 0) found.push('missing-padding')
  return certificateBytes(Buffer.from(body, urlSafe ? 'base64url' : 'base64'), found, depth)
}

/** The certificate at the start of bytes that are DER, or PEM, or neither. */
export function certificateBytes(bytes: Uint8Array, notes: ArmourNote[] = [], depth = 0): DerOutcome {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  if (depth === 0 && /^\s*-----BEGIN |^\s*MII[A-Za-z0-9+/]/.test(head.replace(/^\u00ef\u00bb\u00bf/, ''))) {
    return unwrap(
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, ''),
      [...notes, 'encoded-twice'],
      1,
    )
  }
  if (bytes[0] === 0x3c) {
    return { ok: false, reason: 'It is XML in base64, such as a SAML response, and not a certificate.' }
  }
  if (bytes[0] !== derTags.sequence) return { ok: false, reason: 'It is base64, but what it encodes is not DER.' }
  const outer = derAt(bytes, 0)
  if (!outer) return { ok: false, reason: cutOff(bytes) }
  const first = derInside(outer)
  if (!first) return { ok: false, reason: 'It is DER, but not a certificate.' }
  const foreign = foreignDer(first, outer)
  if (foreign) return { ok: false, reason: foreign }
  const trailing = outer.end < bytes.length
  return { ok: true, der: bytes.subarray(0, outer.end), notes: trailing ? [...notes, 'trailing-bytes'] : notes }
}

function cutOff(bytes: Uint8Array): string {
  const wanted = derAt(bytes, 0, Number.POSITIVE_INFINITY)
  return wanted
    ? `It is cut off: the certificate is ${wanted.end} bytes long, ${bytes.length} are there.`
    : 'It is base64, but what it encodes is not DER.'
}

/** What DER is that is no certificate, by its first elements (RFC 5280, 5958, 8017, 7292, 2986). */
function foreignDer(first: Der, outer: Der): string | null {
  const second = derAfter(first, outer)
  const inFirst = derInside(first)
  const inSecond = second && derInside(second)
  if (first.tag === derTags.objectId) {
    return objectId(first).startsWith(pkcs7) ? 'It is a PKCS #7 bundle, not a single certificate.' : null
  }
  if (first.tag === derTags.integer) {
    if (inSecond?.tag === derTags.objectId && objectId(inSecond).startsWith(pkcs7))
      return 'It is a PKCS #12 file, not a certificate.'
    const isPublic = second?.tag === derTags.integer && derAfter(second, outer) === null
    return isPublic ? barePublicKey : privateKey
  }
  if (inFirst?.tag === derTags.objectId) return second?.tag === derTags.bitString ? barePublicKey : privateKey
  if (inFirst?.tag === derTags.integer) {
    const next = derAfter(inFirst, first)
    const inNext = next && derInside(next)
    if (next?.tag === derTags.sequence && inNext?.tag !== derTags.objectId) return signingRequest
  }
  return null
}

const pkcs7 = '1.2.840.113549.1.7.'
