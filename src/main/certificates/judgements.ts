import type { ReadCertificate } from './certificate'

const day = 86_400_000

/** Where a certificate stands in its life. `soon`: at most 30 days are left; `notice`: at most 60. */
export type ExpiryState = 'expired' | 'not-yet-valid' | 'soon' | 'notice' | 'current'

export interface Expiry {
  state: ExpiryState
  /** Whole days until the end; negative after it. */
  daysLeft: number
  /** Whole days since the end; negative before it. */
  daysPast: number
  /** The end is the 9999-12-31 of RFC 5280, 4.1.2.5: no end at all. */
  endless: boolean
}

/** Judges a validity period at a moment. Times in milliseconds since 1970; `skewMs` is granted at both ends. */
export function judgeExpiry(
  { notBefore, notAfter }: { notBefore: number; notAfter: number },
  now: number,
  skewMs: number,
): Expiry {
  const daysLeft = Math.floor((notAfter - now) / day)
  const daysPast = Math.floor((now - notAfter) / day)
  const endless = notAfter >= Date.UTC(9999, 11, 31)
  const state = (): ExpiryState => {
    if (now > notAfter + skewMs) return 'expired'
    if (now < notBefore - skewMs) return 'not-yet-valid'
    if (notAfter - now <= 30 * day) return 'soon'
    if (notAfter - now <= 60 * day) return 'notice'
    return 'current'
  }
  return { state: state(), daysLeft, daysPast, endless }
}

/** A weakness of a certificate as a trust anchor for SAML signatures. `rare`: sound, but not every product can use it. */
export interface Weakness {
  grade: 'weak' | 'rare'
  sentence: string
}

const common: ReadonlySet<string> = new Set(['P-256', 'P-384', 'P-521'])

/** What speaks against a certificate's key and its own signature; empty for a sound one. */
export function weaknessesOf(
  certificate: Pick<ReadCertificate, 'keyType' | 'keyBits' | 'curve' | 'signatureHash' | 'key'>,
): Weakness[] {
  const { keyType, keyBits, curve, signatureHash, key } = certificate
  const found: Weakness[] = []
  if ((keyType === 'RSA' || keyType === 'RSA-PSS') && keyBits !== null && keyBits < 2048) {
    found.push({ grade: 'weak', sentence: `The key is RSA with only ${keyBits} bits; 2048 is the accepted minimum.` })
  }
  if (keyType === 'RSA-PSS') {
    found.push({ grade: 'rare', sentence: 'The key is for RSA-PSS only, which few SAML products accept.' })
  }
  if (keyType === 'EC') {
    found.push(
      curve !== null && common.has(curve)
        ? { grade: 'rare', sentence: `The key is EC (${curve}); some SAML products accept RSA only.` }
        : { grade: 'weak', sentence: `The key is on the curve ${curve}, which most SAML products do not accept.` },
    )
  }
  if (keyType === 'DSA' || keyType === 'Ed25519' || keyType === 'Ed448' || keyType === 'other') {
    found.push({ grade: 'weak', sentence: `The key is ${key}, which most SAML products do not accept.` })
  }
  if (['MD2', 'MD4', 'MD5', 'SHA-1'].includes(signatureHash)) {
    found.push({
      grade: 'weak',
      sentence: `The certificate itself is signed with ${signatureHash}. Trust in SAML rests on the key, not on that signature, but strict platforms refuse to load such a certificate.`,
    })
  }
  return found
}
