import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TextPages } from '../../src/main/inspection/text-pages'
import { memorySource } from '../../src/main/metadata/byte-source'
import type { EncodingName } from '../../src/main/xml/encoding'
import { offsetOf } from '../../src/renderer/components/xml/outline'

const written: Readonly<Record<string, readonly [EncodingName, bomBytes: 0 | 2 | 3, (text: string) => Uint8Array]>> = {
  'UTF-8': ['UTF-8', 0, (text) => Buffer.from(text)],
  'UTF-8 behind a mark': ['UTF-8', 3, (text) => Buffer.from(`\ufeff${text}`)],
  'UTF-16, low byte first': ['UTF-16LE', 2, (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  'UTF-16, high byte first': ['UTF-16BE', 2, (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
}
const text = fc
  .array(fc.constantFrom('a', 'é', '€', '😀', '\n', '\r\n', '\r', 'line'), { minLength: 1, maxLength: 60 })
  .map((pieces) => pieces.join(''))

const pagesOf = (content: string, how: string, pageBytes: number): TextPages => {
  const [name, bomBytes, write] = written[how] ?? (written['UTF-8'] as never)
  return new TextPages(
    memorySource(write(content)),
    { name, basis: 'default', bomBytes, declared: null, contradicted: false },
    pageBytes,
  )
}

describe.each(Object.keys(written))('the pages of a text in %s', (how) => {
  it('are the whole text, each begins where it says, and a place is found on the page that holds it', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (content, size) => {
        const pages = pagesOf(content, how, 2 * size)
        const texts = Array.from({ length: pages.count }, (_, page) => pages.text(page) ?? '')
        expect(texts.join('')).toBe(content)
        let at = 0
        for (const [page, one] of texts.entries()) {
          const origin = pages.origin(page)
          // A line break of two characters that is cut in two is counted with its second half.
          const isCut = content[at] === '\n' && content[at - 1] === '\r'
          if (!isCut && at < content.length) {
            expect(offsetOf(content, { line: 1, column: 1 }, origin)).toBe(at)
            expect(pages.pageOf(origin)).toBe(page)
          }
          at += one.length
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a page', () => {
  it('behind the last one is empty, and a place behind the end is on the last', () => {
    const pages = pagesOf('one\ntwo', 'UTF-8', 4)
    expect(pages.count).toBe(2)
    expect(pages.pageOf({ line: 9, column: 1 })).toBe(1)
    expect(pages.text(2)).toBe('')
  })

  it('of bytes that are not in the encoding is none', () => {
    const encoding = { name: 'UTF-8', basis: 'default', bomBytes: 0, declared: null, contradicted: false } as const
    const pages = new TextPages(memorySource(Buffer.from([0x61, 0x62, 0xff, 0xfe])), encoding, 2)
    expect(pages.text(0)).toBe('ab')
    expect(pages.text(1)).toBeNull()
  })
})
