/** What the first bytes of a DER structure say about it, and whether all of it is there. */
export interface DerSight {
  is: 'certificate' | 'certificate-request' | 'public-key' | 'private-key' | 'pkcs12' | 'pkcs7' | 'unknown'
  /** Length the structure declares, header included, in bytes; `null` when it cannot be read. */
  declaredBytes: number | null
  bytes: number
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The first bytes of a base64 text without blanks, and how many bytes all of it holds. */
function firstBytes(base64: string, count: number): number[] {
  const bytes: number[] = []
  let buffer = 0
  let bits = 0
  for (const character of base64.slice(0, Math.ceil((count * 4) / 3) + 4)) {
    const value = base64Alphabet.indexOf(character)
    if (value < 0) break
    buffer = (buffer << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes.push((buffer >> bits) & 0xff)
      buffer &= (1 << bits) - 1
    }
    if (bytes.length >= count) break
  }
  return bytes
}

/** Reads a tag-length header at `at`; `null` when the bytes end or the length is of a form DER forbids. */
function header(bytes: readonly number[], at: number): { tag: number; length: number; content: number } | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return null
  if (first < 0x80) return { tag, length: first, content: at + 2 }
  const size = first & 0x7f
  if (size === 0 || size > 4) return null
  let length = 0
  for (let index = 0; index < size; index++) {
    const byte = bytes[at + 2 + index]
    if (byte === undefined) return null
    length = length * 256 + byte
  }
  return { tag, length, content: at + 2 + size }
}

const sequence = 0x30
const integer = 0x02
const octets = 0x04
const objectId = 0x06
const explicitVersion = 0xa0
/** 1.2.840.113549.1.5: password-based encryption, the start of an encrypted PKCS #8 key. */
const pkcs5 = '2a864886f70d0105'
/** 1.2.840.113549.1.7: PKCS #7. */
const pkcs7 = '2a864886f70d0107'

/**
 * Judges base64 (without blanks) by the ASN.1 structure it begins with. Sources: RFC 5280 section 4.1 (certificate),
 * RFC 2986 (request), RFC 5958 and RFC 8017 (private keys), RFC 7292 (PKCS #12), RFC 2315 (PKCS #7).
 */
export function readDer(base64: string): DerSight | null {
  if (!/^M[A-Za-z0-9+/]{15}/.test(base64)) return null
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  const bytes = Math.floor((base64.length * 3) / 4) - padding
  const start = firstBytes(base64, 96)
  const outer = header(start, 0)
  if (outer?.tag !== sequence) return null
  return { is: structure(start, outer.content), declaredBytes: outer.content + outer.length, bytes }
}

function structure(bytes: readonly number[], at: number): DerSight['is'] {
  const first = header(bytes, at)
  if (!first) return 'unknown'
  const hex = (from: number, length: number) =>
    bytes
      .slice(from, from + length)
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')

  if (first.tag === objectId) return hex(first.content, 8) === pkcs7 ? 'pkcs7' : 'unknown'
  if (first.tag === integer) {
    const version = first.length === 1 ? bytes[first.content] : null
    const next = header(bytes, first.content + first.length)
    if (version === 3 && next?.tag === sequence) return 'pkcs12'
    if (version === 0 || (version === 1 && (next?.tag === octets || next?.tag === sequence))) return 'private-key'
    return 'public-key'
  }
  if (first.tag !== sequence) return 'unknown'
  const inner = header(bytes, first.content)
  if (!inner) return 'unknown'
  if (inner.tag === explicitVersion) return 'certificate'
  if (inner.tag === objectId) return hex(inner.content, 8) === pkcs5 ? 'private-key' : 'public-key'
  if (inner.tag !== integer) return 'unknown'
  const isRequest = inner.length === 1 && bytes[inner.content] === 0
  return isRequest ? 'certificate-request' : 'certificate'
}

/** Base64 as text, one character per byte; `null` when it is no base64. For small texts only. */
export function base64Text(base64: string): string | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null
  return firstBytes(base64, Math.floor((base64.length * 3) / 4))
    .map((byte) => String.fromCharCode(byte))
    .join('')
}
