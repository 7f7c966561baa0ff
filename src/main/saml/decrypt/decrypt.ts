import { createDecipheriv, type KeyObject } from 'node:crypto'
import { type ContentCipher, contentCiphers, keyTransports, oaepHashes } from './algorithms'
import { unwrapKey } from './rsa'

/** One EncryptedKey, as read. Algorithms are identifiers, or null where the document names none. */
export interface WrappedKey {
  algorithm: string | null
  digest: string | null
  mask: string | null
  label: Uint8Array
  cipher: Uint8Array
}

/** An EncryptedData with the keys that may open it, as read. */
export interface Encrypted {
  algorithm: string | null
  cipher: Uint8Array
  keys: WrappedKey[]
}

export type Decrypted =
  | { ok: true; content: Uint8Array }
  | { ok: false; why: 'algorithm' | 'no-key' | 'wrong-key' | 'damaged'; sentence: string }

/** Opens an EncryptedData with a private RSA key. Tries every wrapped key; says which step failed. */
export function decrypt(encrypted: Encrypted, privateKey: KeyObject): Decrypted {
  const cipher = contentCiphers.get(encrypted.algorithm ?? '')
  if (!cipher)
    return refuse(
      'algorithm',
      `The content is encrypted with ${encrypted.algorithm ?? 'an algorithm it does not name'}, which this program cannot undo.`,
    )
  if (encrypted.keys.length === 0)
    return refuse('no-key', 'The document carries no key for its content (EncryptedKey).')
  let outcome: Decrypted = refuse('wrong-key', 'It was encrypted for another key than the one given.')
  for (const wrapped of encrypted.keys) {
    const transport = keyTransports.get(wrapped.algorithm ?? '')
    const hash = oaepHash(wrapped.digest)
    const maskHash = wrapped.algorithm?.endsWith('mgf1p') ? 'sha1' : oaepHash(wrapped.mask)
    if (!transport || hash === null || maskHash === null) {
      outcome = refuse(
        'algorithm',
        `The content key is encrypted with ${wrapped.algorithm ?? 'an algorithm it does not name'}, which this program cannot undo.`,
      )
      continue
    }
    const key = unwrapKey(
      wrapped.cipher,
      privateKey,
      transport.padding === 'pkcs1' ? { kind: 'pkcs1' } : { kind: 'oaep', hash, maskHash, label: wrapped.label },
    )
    if (key === null || key.length !== cipher.keyBytes) continue
    const content = open(cipher, key, encrypted.cipher)
    if (content !== null) return { ok: true, content }
    outcome = refuse('damaged', 'The key fits, but the encrypted content is damaged.')
  }
  return outcome
}

function open(
  { cipher, ivBytes, authenticated }: ContentCipher,
  key: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | null {
  const tagBytes = authenticated ? 16 : 0
  if (sealed.length <= ivBytes + tagBytes) return null
  const iv = sealed.subarray(0, ivBytes)
  const body = sealed.subarray(ivBytes, sealed.length - tagBytes)
  try {
    if (cipher === 'aes-128-gcm' || cipher === 'aes-192-gcm' || cipher === 'aes-256-gcm') {
      const decipher = createDecipheriv(cipher, key, iv).setAuthTag(sealed.subarray(-tagBytes))
      return Buffer.concat([decipher.update(body), decipher.final()])
    }
    const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false)
    return withoutPadding(Buffer.concat([decipher.update(body), decipher.final()]), ivBytes)
  } catch {
    return null
  }
}

/** XML Encryption pads with arbitrary bytes; only the last one counts and says how many there are (5.2). */
function withoutPadding(padded: Uint8Array, blockBytes: number): Uint8Array | null {
  const count = padded.at(-1) ?? 0
  return count >= 1 && count <= blockBytes ? padded.subarray(0, padded.length - count) : null
}

function oaepHash(identifier: string | null): string | null {
  return identifier === null ? 'sha1' : (oaepHashes.get(identifier) ?? null)
}

const refuse = (why: Exclude<Decrypted, { ok: true }>['why'], sentence: string): Decrypted => ({
  ok: false,
  why,
  sentence,
})
