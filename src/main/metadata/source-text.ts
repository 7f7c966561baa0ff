import type { Place } from '../../shared/finding'
import { mostShown } from '../inspection/text'
import { TextReader } from '../xml/decoder'
import { detectEncoding, encodingHeadBytes, type XmlEncoding } from '../xml/encoding'
import { XmlFault } from '../xml/error'
import type { AggregateIndex } from './aggregate-scan'
import { type ByteSource, readRange } from './byte-source'
import { treeBytes } from './gather'
import type { Body } from './observation'

/** A part of a document as text, for a person to look at. */
export interface SourceText {
  text: string
  origin: Place
  complete: boolean
}

const start: Place = { line: 1, column: 1 }

/** Kinds of documents that are text; a private key is one that must not be shown. */
const legible: ReadonlySet<Body['kind']> = new Set(['xml', 'html', 'json', 'text', 'address'])

/** The beginning of a document as text; null where it is none, or is not in the encoding it claims. */
export function beginningOf(source: ByteSource, body: Body, transportCharset: string | null): SourceText | null {
  if (!legible.has(body.kind)) return null
  const detected = detectEncoding(readRange(source, 0, encodingHeadBytes), transportCharset)
  if (!detected.ok) return null
  // The beginning of an aggregate says little; an entity of it is shown when it is asked for.
  const most = source.size > treeBytes ? mostShown / 8 : mostShown
  // Two bytes make a character of UTF-16, and one at least a character of any other encoding.
  const bytes = readRange(source, 0, 2 * most)
  const text = decoded(bytes, detected.encoding, bytes.length === source.size)
  if (text === null) return null
  return { text: cut(text, most), origin: start, complete: bytes.length === source.size && text.length <= most }
}

/** One entity of an aggregate as text; null where it holds none of that id. */
export function entityText(source: ByteSource, index: AggregateIndex, entityId: string): SourceText | null {
  const entity = index.entities.find((one) => one.entityId === entityId)
  if (!entity) return null
  const bytes = readRange(source, entity.start, Math.min(entity.length, 2 * mostShown))
  const text = decoded(bytes, { ...index.encoding, bomBytes: 0 }, bytes.length === entity.length)
  return text === null ? null : { text: cut(text), origin: entity.place, complete: text.length <= mostShown }
}

function decoded(bytes: Uint8Array, encoding: XmlEncoding, last: boolean): string | null {
  try {
    return new TextReader(encoding).read(bytes, last)
  } catch (error) {
    if (error instanceof XmlFault) return null
    throw error
  }
}

/** Not in the middle of a character. */
function cut(text: string, most = mostShown): string {
  const end = /[\ud800-\udbff]/.test(text[most - 1] ?? '') ? most - 1 : most
  return text.slice(0, end)
}
