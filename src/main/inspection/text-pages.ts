import type { Place } from '../../shared/finding'
import { type ByteSource, readRange } from '../metadata/byte-source'
import { TextReader } from '../xml/decoder'
import type { XmlEncoding } from '../xml/encoding'
import { XmlFault } from '../xml/error'

/** A long text, cut into pages of about as many bytes each. No page begins or ends inside a character. */
export class TextPages {
  readonly count: number

  constructor(
    private readonly source: ByteSource,
    private readonly encoding: XmlEncoding,
    private readonly pageBytes: number,
  ) {
    this.count = Math.max(1, Math.ceil(source.size / pageBytes))
  }

  /** The text of a page; null where its bytes are none of the encoding. */
  text(page: number): string | null {
    const start = this.startOf(page)
    const bytes = readRange(this.source, start, this.startOf(page + 1) - start)
    try {
      const reader = new TextReader(start === 0 ? this.encoding : { ...this.encoding, bomBytes: 0 })
      return reader.read(bytes, true)
    } catch (error) {
      if (error instanceof XmlFault) return null
      throw error
    }
  }

  /** Where in the document a page begins. Reads all that stands before it. */
  origin(page: number): Place {
    const start = this.startOf(page)
    return this.walk({ offset: start, line: Number.POSITIVE_INFINITY, column: 0 }).place
  }

  /** The page a place stands on; the last one where the document does not reach as far. */
  pageOf(place: Place): number {
    const { offset } = this.walk({ ...place, offset: Number.POSITIVE_INFINITY })
    let page = Math.min(this.count - 1, Math.floor(offset / this.pageBytes))
    while (page > 0 && this.startOf(page) > offset) page--
    return page
  }

  private startOf(page: number): number {
    const wanted = page * this.pageBytes
    if (wanted === 0 || wanted >= this.source.size) return Math.min(wanted, this.source.size)
    const bytes = readRange(this.source, wanted, 4)
    const { width, low, high } = unitsOf(this.encoding)
    let skipped = 0
    while (skipped < bytes.length && isInside(this.encoding, unitAt(bytes, skipped, low, high))) skipped += width
    return wanted + skipped
  }

  /**
   * Goes through the document to the first character at an offset, or at a line and column, counting as the parser does. Every
   * byte before it is looked at, so the loop calls nothing.
   */
  private walk(stop: Place & { offset: number }): { offset: number; place: Place } {
    const { width, low, high } = unitsOf(this.encoding)
    const [insideMask, inside] = insideOf(this.encoding)
    let line = 1
    let column = 1
    let before = 0
    for (let from = 0; from < this.source.size; from += walkedAtOnce) {
      const bytes = readRange(this.source, from, walkedAtOnce)
      for (let at = from === 0 ? this.encoding.bomBytes : 0; at + width <= bytes.length; at += width) {
        const unit = width === 1 ? (bytes[at] ?? 0) : (bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8)
        if ((unit & insideMask) === inside) continue
        if (unit === lineFeed && before === carriageReturn) {
          before = unit
          continue
        }
        if (from + at >= stop.offset || line > stop.line || (line === stop.line && column >= stop.column)) {
          return { offset: from + at, place: { line, column } }
        }
        before = unit
        if (unit === lineFeed || unit === carriageReturn) {
          line++
          column = 1
        } else column++
      }
    }
    return { offset: this.source.size, place: { line, column } }
  }
}

const walkedAtOnce = 1024 * 1024
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** How wide the code units of an encoding are, and where in one its lower and its upper byte stand. */
function unitsOf({ name }: XmlEncoding) {
  if (name === 'UTF-16LE') return { width: 2, low: 0, high: 1 }
  if (name === 'UTF-16BE') return { width: 2, low: 1, high: 0 }
  return { width: 1, low: 0, high: 0 }
}

const unitAt = (bytes: Uint8Array, at: number, low: number, high: number): number =>
  low === high ? (bytes[at] ?? 0) : (bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8)

/** Mask and value by which a code unit shows that it goes on with a character. */
function insideOf({ name }: XmlEncoding): readonly [mask: number, value: number] {
  if (name === 'UTF-8') return [0xc0, 0x80]
  return name === 'UTF-16LE' || name === 'UTF-16BE' ? [0xfc00, 0xdc00] : [0, 1]
}

function isInside(encoding: XmlEncoding, unit: number): boolean {
  const [mask, value] = insideOf(encoding)
  return (unit & mask) === value
}
