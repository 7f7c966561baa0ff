import { type Der, derAfter, derAt, derEnd, derInside, derTags, derTime, derValue, objectId } from './der'

/** What the walk through a certificate finds without decoding the rest of it. Times in milliseconds since 1970. */
export interface WalkedCertificate {
  notBefore: number
  notAfter: number
  /** Where the certificate ends; bytes behind it do not belong to it. */
  end: number
  signatureOid: string
  key: PublicKeyFacts
}

export interface PublicKeyFacts {
  algorithmOid: string
  /** Named curve of an EC key. */
  curveOid: string | null
  /** Length of an RSA modulus in bits. */
  modulusBits: number | null
}

/** Where the wanted parts of a certificate begin, and where it ends. */
interface CertificateParts {
  end: number
  signature: number
  validity: number
  key: number
}

/**
 * Finds the parts of TBSCertificate in their order (RFC 5280, 4.1). Works on bare offsets: a list of thousands must not make an
 * object for every part it passes over.
 */
function certificateParts(bytes: Uint8Array): CertificateParts | null {
  const end = derEnd(bytes, 0)
  const body = derValue(bytes, 0)
  const bodyEnd = derEnd(bytes, body)
  if (bytes[0] !== derTags.sequence || bytes[body] !== derTags.sequence) return null
  if (end < 0 || end > bytes.length || bodyEnd < 0 || bodyEnd > end) return null
  const first = derValue(bytes, body)
  const serial = bytes[first] === derTags.context0 ? derEnd(bytes, first) : first
  const signature = bytes[serial] === derTags.integer ? derEnd(bytes, serial) : -1
  const issuer = nextSequence(bytes, signature)
  const validity = nextSequence(bytes, issuer)
  const subject = nextSequence(bytes, validity)
  const key = nextSequence(bytes, subject)
  const isInside = key >= 0 && bytes[key] === derTags.sequence && derEnd(bytes, key) <= bodyEnd
  return isInside && derEnd(bytes, key) >= 0 ? { end, signature, validity, key } : null
}

/** What follows the SEQUENCE at an offset; negative when none stands there. */
const nextSequence = (bytes: Uint8Array, offset: number): number =>
  offset >= 0 && bytes[offset] === derTags.sequence ? derEnd(bytes, offset) : -1

function period(validity: Der): { notBefore: number; notAfter: number } | null {
  const from = derInside(validity)
  const until = from && derAfter(from, validity)
  const notBefore = from && derTime(from)
  const notAfter = until ? derTime(until) : null
  return notBefore === null || notAfter === null ? null : { notBefore, notAfter }
}

/** Only the validity of a DER certificate: about a microsecond, for lists. Null where the bytes are no certificate. */
export function walkValidity(bytes: Uint8Array): { notBefore: number; notAfter: number } | null {
  const parts = certificateParts(bytes)
  const validity = parts && derAt(bytes, parts.validity)
  return validity && period(validity)
}

/** Validity, signature algorithm and key of a DER certificate. Null where the bytes are no certificate. */
export function walkCertificate(bytes: Uint8Array): WalkedCertificate | null {
  const parts = certificateParts(bytes)
  if (!parts) return null
  const [validity, algorithm, spki] = [
    derAt(bytes, parts.validity),
    derAt(bytes, parts.signature),
    derAt(bytes, parts.key),
  ]
  const times = validity && period(validity)
  const signature = algorithm && derInside(algorithm)
  const key = spki && publicKeyFacts(spki)
  if (!times || !key || signature?.tag !== derTags.objectId) return null
  return { ...times, end: parts.end, signatureOid: objectId(signature), key }
}

function publicKeyFacts(key: Der): PublicKeyFacts | null {
  const algorithm = derInside(key)
  const oid = algorithm && derInside(algorithm)
  const bits = algorithm && derAfter(algorithm, key)
  if (!algorithm || oid?.tag !== derTags.objectId || bits?.tag !== derTags.bitString) return null
  const parameters = derAfter(oid, algorithm)
  return {
    algorithmOid: objectId(oid),
    curveOid: parameters?.tag === derTags.objectId ? objectId(parameters) : null,
    modulusBits: modulusBits(bits),
  }
}

/** RSAPublicKey is a SEQUENCE of modulus and exponent inside the BIT STRING (RFC 8017, A.1.1). */
function modulusBits(bits: Der): number | null {
  const sequence = derAt(bits.bytes, bits.value + 1, bits.end)
  const modulus = sequence?.tag === derTags.sequence ? derInside(sequence) : null
  if (modulus?.tag !== derTags.integer) return null
  let at = modulus.value
  while (at < modulus.end && modulus.bytes[at] === 0) at++
  const top = modulus.bytes[at] ?? 0
  return at === modulus.end ? null : (modulus.end - at - 1) * 8 + (32 - Math.clz32(top))
}
