import type { EncodingName, XmlEncoding } from './encoding'
import { encodingError, XmlFault } from './error'

/**
 * Turns the bytes of a document into text, chunk by chunk. A sequence that is invalid in the encoding is refused by its
 * byte offset; no character is ever replaced. The byte-order mark is left out.
 */
export class TextReader {
  private readonly decode: (bytes: Uint8Array, last: boolean) => string
  private bomLeft: number
  /** Bytes of the document handed in before the current chunk. */
  private consumed = 0
  /** Bytes of the current chunk that belong to the mark. */
  private skipped = 0

  constructor(encoding: XmlEncoding) {
    this.bomLeft = encoding.bomBytes
    this.decode = decoders[encoding.name]((offset, what) => {
      throw new XmlFault(encodingError(what, this.consumed + this.skipped + offset))
    })
  }

  /** The text of the next chunk. A character cut by the end of a chunk comes with the next one. */
  read(chunk: Uint8Array, last = false): string {
    this.skipped = Math.min(this.bomLeft, chunk.length)
    this.bomLeft -= this.skipped
    const text = this.decode(this.skipped === 0 ? chunk : chunk.subarray(this.skipped), last)
    this.consumed += chunk.length
    return text
  }

  /** Ends the document; a character cut by its end is refused. */
  end(): string {
    return this.read(new Uint8Array(0), true)
  }
}

type Refuse = (offset: number, what: string) => never
type Decoder = (bytes: Uint8Array, last: boolean) => string

const decoders: Readonly<Record<EncodingName, (refuse: Refuse) => Decoder>> = {
  'UTF-8': utf8,
  'UTF-16LE': (refuse) => utf16(refuse, false),
  'UTF-16BE': (refuse) => utf16(refuse, true),
  'ISO-8859-1': () => (bytes) => latin1(bytes),
  'ISO-8859-15': () => (bytes) => latin1(bytes).replace(/[¤¦¨´¸¼½¾]/g, (character) => latin9[character] ?? character),
  'windows-1252': windows1252,
  'US-ASCII': ascii,
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const latin9: Readonly<Record<string, string>> = {
  '¤': '€',
  '¦': 'Š',
  '¨': 'š',
  '´': 'Ž',
  '¸': 'ž',
  '¼': 'Œ',
  '½': 'œ',
  '¾': 'Ÿ',
}

function utf8(refuse: Refuse): Decoder {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  /** The bytes at the end of the last chunk that began a character. */
  let pending = new Uint8Array(0)
  return (bytes, last) => {
    let text: string
    try {
      text = decoder.decode(bytes, { stream: !last })
    } catch {
      const all = Buffer.concat([pending, bytes])
      const bad = firstInvalidUtf8(all)
      const value = all[bad]
      return refuse(
        bad - pending.length,
        value === undefined
          ? 'The document ends in the middle of a UTF-8 character: it was cut off.'
          : `Byte 0x${value.toString(16).padStart(2, '0').toUpperCase()} is not valid UTF-8 here. The document is in another encoding than it says, or was damaged.`,
      )
    }
    pending = unfinishedUtf8(pending, bytes)
    return text
  }
}

function unfinishedUtf8(pending: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const tail = bytes.length >= 3 ? bytes.subarray(bytes.length - 3) : Buffer.concat([pending, bytes]).subarray(-3)
  for (let back = 1; back <= tail.length; back++) {
    const byte = tail[tail.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < needed ? Uint8Array.from(tail.subarray(tail.length - back)) : new Uint8Array(0)
    }
  }
  return new Uint8Array(0)
}

/** The offset of the first byte that no well-formed UTF-8 can have there (Unicode, table 3-7); the length if cut off. */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let index = 0
  while (index < bytes.length) {
    const lead = bytes[index] ?? 0
    if (lead < 0x80) {
      index++
      continue
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
    if (length === 0) return index
    for (let step = 1; step < length; step++) {
      const byte = bytes[index + step]
      if (byte === undefined) return bytes.length
      const low = step > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
      const high = step > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
      if (byte < low || byte > high) return index
    }
    index += length
  }
  return bytes.length
}

function utf16(refuse: Refuse, bigEndian: boolean): Decoder {
  let pending = Buffer.alloc(0)
  return (bytes, last) => {
    const all = Buffer.concat([pending, bytes])
    const before = pending.length
    let usable = all.length - (all.length % 2)
    const lead = usable >= 2 ? (bigEndian ? all.readUInt16BE(usable - 2) : all.readUInt16LE(usable - 2)) : 0
    if (lead >= 0xd800 && lead <= 0xdbff) usable -= 2
    if (last && usable !== all.length) {
      return refuse(usable - before, 'The document ends in the middle of a UTF-16 character: it was cut off.')
    }
    const part = all.subarray(0, usable)
    const text = (bigEndian ? Buffer.from(part).swap16() : part).toString('utf16le')
    const lone = text.search(loneSurrogate)
    if (lone !== -1) return refuse(lone * 2 - before, 'Half of a UTF-16 surrogate pair stands alone here.')
    pending = Buffer.from(all.subarray(usable))
    return text
  }
}

/** With the u flag a surrogate matches only where it has no partner. */
export const loneSurrogate = /[\ud800-\udfff]/u

/** What windows-1252 puts where ISO-8859-1 has control characters; null where it has nothing. */
const windows1252Extras = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ'

function windows1252(refuse: Refuse): Decoder {
  return (bytes) =>
    latin1(bytes).replace(/[\u0080-\u009f]/g, (character, index: number) => {
      const mapped = windows1252Extras[character.charCodeAt(0) - 0x80]
      if (mapped === undefined || mapped === '\u0000') {
        return refuse(
          index,
          `Byte 0x${character.charCodeAt(0).toString(16).toUpperCase()} means nothing in windows-1252. The document is in another encoding than it says.`,
        )
      }
      return mapped
    })
}

function ascii(refuse: Refuse): Decoder {
  return (bytes) => {
    const bad = bytes.findIndex((byte) => byte > 0x7f)
    if (bad !== -1) {
      const value = (bytes[bad] ?? 0).toString(16).toUpperCase()
      return refuse(bad, `Byte 0x${value} is not US-ASCII, which the XML declaration names as the encoding.`)
    }
    return latin1(bytes)
  }
}
