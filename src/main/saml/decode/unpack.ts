import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

/** Largest message accepted, packed or unpacked. A response with a thousand groups stays under a tenth of it. */
export const maxMessageBytes = 5 * 1024 * 1024

export type Unpacked = { ok: true; bytes: Uint8Array; packing: string } | { ok: false; reason: 'too-large' | 'damaged' }

const unpackers = {
  gzip: gunzipSync,
  zlib: inflateSync,
  deflate: inflateRawSync,
} as const

/**
 * Undoes one layer of compression (gzip, zlib, or the raw DEFLATE of the HTTP-Redirect binding, SAML bindings 3.4.4.1),
 * never producing more than `maxMessageBytes`.
 */
export function unpack(bytes: Uint8Array, packing: keyof typeof unpackers): Unpacked {
  try {
    const unpacked = unpackers[packing](bytes, {
      maxOutputLength: maxMessageBytes,
      ...(packing === 'deflate' ? { finishFlush: constants.Z_FINISH } : {}),
    })
    return { ok: true, bytes: unpacked, packing }
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return { ok: false, reason: tooLarge ? 'too-large' : 'damaged' }
  }
}

export const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

/** CMF/FLG pair of RFC 1950: deflate, and a multiple of 31. */
export const isZlib = (bytes: Uint8Array) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0

export const startsLikeXml = (text: string) => /^\ufeff?\s*</.test(text)

/** Whether bytes begin as XML does, in UTF-8 or UTF-16, with or without a byte-order mark. */
export function startsLikeXmlBytes(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 256)
  const [a = 0, b = 0] = head
  const encoding =
    (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0) ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  if (a === 0 && b === 0x3c) return true
  return startsLikeXml(new TextDecoder(encoding).decode(head))
}
