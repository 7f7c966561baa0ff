import type { Place } from '../../shared/finding'
import type { TextStretch } from '../../shared/runs/document'

/** The most of a document's text that is handed out, in UTF-16 code units: all of an entity's metadata or of a message, the beginning of an aggregate. */
export const mostShown = 512 * 1024

/** Bytes of one stretch as JSON: no single answer to the page is larger than 100 kB. */
const bytesAtOnce = 80_000

/** Hands a text out in stretches that one message carries well. `text` begins at `origin` of its document. */
export function handOut(text: string, origin: Place, out: (stretch: TextStretch) => void): void {
  for (let at = 0; at < text.length; ) {
    let length = 60_000
    while (Buffer.byteLength(JSON.stringify(text.slice(at, at + length))) > bytesAtOnce) length = length >> 1
    if (isHighSurrogate(text.charCodeAt(at + length - 1))) length++
    out({ text: text.slice(at, at + length), origin })
    at += length
  }
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
