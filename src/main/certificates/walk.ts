import { type Der, derAfter, derAt, derInside, derTags, derTime, objectId } from './der'

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

/** The parts of TBSCertificate that are wanted, in their order (RFC 5280, 4.1). */
function certificateParts(bytes: Uint8Array): { outer: Der; signature: Der; validity: Der; key: Der } | null {
  const outer = derAt(bytes, 0)
  const body = outer && outer.tag === derTags.sequence ? derInside(outer) : null
  if (!outer || !body || body.tag !== derTags.sequence) return null
  const first = derInside(body)
  const serial = first?.tag === derTags.context0 ? derAfter(first, body) : first
  if (serial?.tag !== derTags.integer) return null
  const signature = derAfter(serial, body)
  const issuer = signature && derAfter(signature, body)
  const validity = issuer && derAfter(issuer, body)
  const subject = validity && derAfter(validity, body)
  const key = subject && derAfter(subject, body)
  const all = [signature, issuer, validity, subject, key]
  if (!signature || !validity || !key || all.some((part) => part?.tag !== derTags.sequence)) return null
  return { outer, signature, validity, key }
}

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
  return parts && period(parts.validity)
}

/** Validity, signature algorithm and key of a DER certificate. Null where the bytes are no certificate. */
export function walkCertificate(bytes: Uint8Array): WalkedCertificate | null {
  const parts = certificateParts(bytes)
  const times = parts && period(parts.validity)
  const signature = parts && derInside(parts.signature)
  const key = parts && publicKeyFacts(parts.key)
  if (!parts || !times || !key || signature?.tag !== derTags.objectId) return null
  return { ...times, end: parts.outer.end, signatureOid: objectId(signature), key }
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
