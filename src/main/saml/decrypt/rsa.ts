import { constants, createHash, type KeyObject, privateDecrypt } from 'node:crypto'

/**
 * Unwraps a content key. Takes the padding off itself, because Node sets the OAEP and mask hashes only together and refuses
 * PKCS #1 v1.5 outright; both occur. There is no oracle here to protect: whoever runs this holds the private key.
 * Returns null when the padding does not fit, that is, when it was encrypted for another key.
 */
export function unwrapKey(
  wrapped: Uint8Array,
  key: KeyObject,
  padding: { kind: 'pkcs1' } | { kind: 'oaep'; hash: string; maskHash: string; label: Uint8Array },
): Uint8Array | null {
  const size = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8
  if (key.asymmetricKeyType !== 'rsa' || wrapped.length !== size) return null
  let block: Buffer
  try {
    block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, wrapped)
  } catch {
    return null
  }
  return padding.kind === 'pkcs1' ? openPkcs1(block) : openOaep(block, padding.hash, padding.maskHash, padding.label)
}

/** 00 02, at least eight bytes that are not zero, 00, the message (RFC 8017 7.2.2). */
function openPkcs1(block: Uint8Array): Uint8Array | null {
  const end = block.indexOf(0, 2)
  return block[0] === 0 && block[1] === 2 && end >= 10 ? block.subarray(end + 1) : null
}

/** EME-OAEP decoding, RFC 8017 7.1.2 step 3. */
function openOaep(block: Uint8Array, hash: string, maskHash: string, label: Uint8Array): Uint8Array | null {
  const labelHash = createHash(hash).update(label).digest()
  const length = labelHash.length
  if (block.length < 2 * length + 2 || block[0] !== 0) return null
  const maskedSeed = block.subarray(1, 1 + length)
  const maskedData = block.subarray(1 + length)
  const seed = exclusiveOr(maskedSeed, mask(maskedData, length, maskHash))
  const data = exclusiveOr(maskedData, mask(seed, maskedData.length, maskHash))
  if (!labelHash.equals(data.subarray(0, length))) return null
  let at = length
  while (data[at] === 0) at++
  return data[at] === 1 ? data.subarray(at + 1) : null
}

/** MGF1, RFC 8017 B.2.1. */
function mask(seed: Uint8Array, length: number, hash: string): Uint8Array {
  const parts: Buffer[] = []
  for (let counter = 0, size = 0; size < length; counter++) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const part = createHash(hash).update(seed).update(count).digest()
    parts.push(part)
    size += part.length
  }
  return Buffer.concat(parts).subarray(0, length)
}

const exclusiveOr = (a: Uint8Array, b: Uint8Array) => a.map((byte, index) => byte ^ (b[index] ?? 0))
