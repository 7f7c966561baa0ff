import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { type Der, derAfter, derAt, derInside, derTags, objectId } from './der'

const rsaEncryption = '1.2.840.113549.1.1.1'

/** Keys by their certificate: taking one in costs as much as verifying with it. The one used longest ago goes first. */
const known = new Map<string, KeyObject | null>()
const mostKnown = 500
/** A genuine certificate is a tenth of this; larger ones are not kept. */
const largestKept = 16_384

/**
 * The public key of a certificate, for verifying with; null where it holds none that can be read. A signature may have to be
 * tried against a hundred of them, so the last ones are kept.
 */
export function publicKeyOf(der: Uint8Array): KeyObject | null {
  if (der.length > largestKept) return readKey(der)
  const identity = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1')
  const found = known.get(identity)
  if (found !== undefined) known.delete(identity)
  const key = found === undefined ? readKey(der) : found
  known.set(identity, key)
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return key
}

/** An RSA key is taken out by its two numbers, which is twenty times as fast as having the whole certificate decoded. */
function readKey(der: Uint8Array): KeyObject | null {
  try {
    const numbers = rsaNumbers(der)
    if (!numbers) return new X509Certificate(der).publicKey
    const [n, e] = numbers
    return createPublicKey({ key: { kty: 'RSA', n: base64url(n), e: base64url(e) }, format: 'jwk' })
  } catch {
    return null
  }
}

/** The modulus of a certificate's RSA key; null for a key of another kind. */
export const rsaModulusOf = (der: Uint8Array): Uint8Array | null => rsaNumbers(der)?.[0] ?? null

const base64url = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')

/** Modulus and exponent of SubjectPublicKeyInfo (RFC 5280 4.1, RFC 8017 A.1.1); null for a key of another kind. */
function rsaNumbers(bytes: Uint8Array): [modulus: Uint8Array, exponent: Uint8Array] | null {
  const info = subjectPublicKeyInfo(bytes)
  const algorithm = info && derInside(info)
  const oid = algorithm && derInside(algorithm)
  if (!info || !algorithm || !oid || oid.tag !== derTags.objectId || objectId(oid) !== rsaEncryption) return null
  const bits = derAfter(algorithm, info)
  // The first byte of a BIT STRING counts the unused bits at its end.
  const key = bits && derAt(bits.bytes, bits.value + 1, bits.end)
  const modulus = key && derInside(key)
  const exponent = key && modulus && derAfter(modulus, key)
  return modulus && exponent ? [unsigned(modulus), unsigned(exponent)] : null
}

function subjectPublicKeyInfo(bytes: Uint8Array): Der | null {
  const certificate = derAt(bytes, 0)
  const body = certificate && derInside(certificate)
  let part = body && derInside(body)
  if (!body || !part) return null
  // An explicit version, then: serial number, signature, issuer, validity, subject.
  const before = part.tag === derTags.context0 ? 6 : 5
  for (let index = 0; index < before && part; index++) part = derAfter(part, body)
  return part
}

/** A DER integer without the zero byte that keeps it positive. */
function unsigned({ bytes, value, end }: Der): Uint8Array {
  let start = value
  while (start < end - 1 && bytes[start] === 0) start++
  return bytes.subarray(start, end)
}
