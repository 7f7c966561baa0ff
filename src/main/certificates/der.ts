/** A place in DER bytes: one tag-length-value. Offsets are absolute. */
export interface Der {
  bytes: Uint8Array
  tag: number
  /** Offset of the tag. */
  start: number
  /** Offset of the value. */
  value: number
  /** Offset behind the value. */
  end: number
}

export const derTags = {
  integer: 0x02,
  bitString: 0x03,
  objectId: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  context0: 0xa0,
} as const

/** The element at an offset, or null where there is none that ends within `limit`. Definite lengths only (X.690, 10.1). */
export function derAt(bytes: Uint8Array, offset: number, limit = bytes.length): Der | null {
  const end = derEnd(bytes, offset)
  if (end < 0 || end > limit) return null
  return { bytes, tag: bytes[offset] ?? 0, start: offset, value: derValue(bytes, offset), end }
}

/** Where the value of the element at an offset begins. */
export function derValue(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset + 1] ?? 0
  return offset + 2 + (first < 0x80 ? 0 : first & 0x7f)
}

/** Where the element at an offset ends by its own word, which may be behind the bytes; negative where none begins. */
export function derEnd(bytes: Uint8Array, offset: number): number {
  const tag = bytes[offset]
  const first = bytes[offset + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return -1
  if (first < 0x80) return offset + 2 + first
  const count = first & 0x7f
  if (count === 0 || count > 4) return -1
  let length = 0
  for (let step = 0; step < count; step++) length = length * 256 + (bytes[offset + 2 + step] ?? 0)
  return offset + 2 + count + length
}

/** The first element inside another. */
export const derInside = (outer: Der): Der | null => derAt(outer.bytes, outer.value, outer.end)

/** The element after another, within the one that holds both. */
export const derAfter = (before: Der, outer: Der): Der | null => derAt(before.bytes, before.end, outer.end)

/** An OBJECT IDENTIFIER in dotted form. */
export function objectId(der: Der): string {
  const arcs: number[] = []
  let arc = 0
  for (let at = der.value; at < der.end; at++) {
    const byte = der.bytes[at] ?? 0
    arc = arc * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const first = arcs.shift() ?? 0
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...arcs].join('.')
}

/** A UTCTime or GeneralizedTime in milliseconds since 1970, or null if it is not one (RFC 5280, 4.1.2.5). */
export function derTime(der: Der): number | null {
  const short = der.tag === derTags.utcTime
  if (!short && der.tag !== derTags.generalizedTime) return null
  const digits = short ? 2 : 4
  const { bytes, value } = der
  const length = der.end - value
  if (bytes[der.end - 1] !== 0x5a || (length !== digits + 11 && length !== digits + 9)) return null
  const number = (offset: number, count: number): number => {
    let result = 0
    for (let at = value + offset; at < value + offset + count; at++) {
      const digit = (bytes[at] ?? 0) - 0x30
      if (digit < 0 || digit > 9) return Number.NaN
      result = result * 10 + digit
    }
    return result
  }
  const written = number(0, digits)
  const year = short ? written + (written < 50 ? 2000 : 1900) : written
  const seconds = length === digits + 11 ? number(digits + 8, 2) : 0
  const month = number(digits, 2)
  const day = number(digits + 2, 2)
  const time = Date.UTC(2000, month - 1, day, number(digits + 4, 2), number(digits + 6, 2), seconds)
  if (Number.isNaN(time) || Number.isNaN(year) || month < 1 || month > 12 || day < 1 || day > 31) return null
  return new Date(time).setUTCFullYear(year, month - 1, day)
}
