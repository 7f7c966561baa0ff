import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseXmlText } from '../../src/main/xml/parse'
import { elementsOf } from '../../src/main/xml/tree'
import { loadCanonicalizer } from '../../src/main/xmldsig/canonical'
import { sameContent } from '../../src/main/xmldsig/content'
import { canonicalizeExclusive } from '../../src/main/xmldsig/exclusive'

const prefixes = ['', 'a', 'b', 'c'] as const
// No ampersand: libxml2 forgets to escape it in a namespace name.
const namespaces = ['urn:one', 'urn:two', 'urn:three'] as const

interface Made {
  declares: Array<readonly [prefix: (typeof prefixes)[number], namespace: string]>
  prefix: (typeof prefixes)[number]
  local: string
  attributes: Array<readonly [prefix: (typeof prefixes)[number], local: string, value: string]>
  children: Array<Made | string>
}

const text = fc.constantFrom(
  'x',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '&amp;',
  '&lt;',
  '&gt;',
  '>',
  '&#13;',
  '&#9;',
  '&#10;',
  '"',
  "'",
  'é',
  '𝒳',
  '&#x1d4b3;',
  '\u00a0',
)
const texts = fc.array(text, { maxLength: 5 }).map((parts) => parts.join(''))
const piece = fc.oneof(
  texts,
  texts.map((inside) => `<![CDATA[${inside.replace(/\]\]>/g, '')}]]>`),
  fc.constant('<!-- a remark -->'),
)

const { element } = fc.letrec<{ element: Made }>((tie) => ({
  element: fc.record({
    declares: fc.uniqueArray(fc.tuple(fc.constantFrom(...prefixes), fc.constantFrom(...namespaces, '')), {
      selector: ([prefix]) => prefix,
      maxLength: 3,
    }),
    prefix: fc.constantFrom(...prefixes),
    local: fc.constantFrom('one', 'two', 'Three'),
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom(...prefixes), fc.constantFrom('p', 'q', 'R'), texts), {
      selector: ([prefix, local]) => `${prefix}:${local}`,
      maxLength: 4,
    }),
    children: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, piece, tie('element')), {
      maxLength: 4,
    }),
  }) as fc.Arbitrary<Made>,
}))

/** Writes a tree; prefixes nothing declares fall back to none, and an empty namespace can only be declared as the default. */
function write(made: Made, scope: ReadonlyMap<string, string> = new Map([['', '']])): string {
  const declares = made.declares.filter(([prefix, namespace]) => prefix === '' || namespace !== '')
  const inner = new Map([...scope, ...declares])
  const name = (prefix: string, local: string) => (prefix !== '' && inner.has(prefix) ? `${prefix}:${local}` : local)
  const seen = new Set<string>()
  const attributes = made.attributes.filter(([prefix, local]) => {
    const key = prefix !== '' && inner.has(prefix) ? `${inner.get(prefix)} ${local}` : local
    return !seen.has(key) && seen.add(key)
  })
  const start = [
    name(made.prefix, made.local),
    ...declares.map(([prefix, namespace]) => `${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${namespace}"`),
    ...attributes.map(([prefix, local, value]) => `${name(prefix, local)}="${value.replace(/"/g, '&quot;')}"`),
  ].join(' ')
  const inside = made.children.map((child) => (typeof child === 'string' ? child : write(child, inner))).join('')
  return `<${start}>${inside}</${name(made.prefix, made.local)}>`
}

describe('exclusive canonicalization from the tree', () => {
  it('gives byte for byte what libxml2 gives, for every element and any list of inclusive prefixes', async () => {
    const canonicalizer = await loadCanonicalizer()
    fc.assert(
      fc.property(element, fc.subarray(['a', 'b', 'c', 'absent']), (made, inclusive) => {
        const outcome = parseXmlText(write(made))
        if (!outcome.ok) throw new Error(outcome.error.message)
        for (const one of elementsOf(outcome.document.root)) {
          const theirs = canonicalizer.canonicalize(outcome.document, one, null, 'exclusive', inclusive)
          expect(canonicalizeExclusive(one, null, inclusive)).toBe(Buffer.from(theirs ?? []).toString('utf8'))
        }
      }),
      { numRuns: 600 },
    )
  })

  it('escapes what stands in a namespace name', () => {
    const outcome = parseXmlText('<a xmlns="urn:x?a=1&amp;b=2"/>')
    expect(outcome.ok && canonicalizeExclusive(outcome.document.root, null, [])).toBe(
      '<a xmlns="urn:x?a=1&amp;b=2"></a>',
    )
  })

  it('gives a document that holds the same content, and that it leaves as it is', () => {
    fc.assert(
      fc.property(element, (made) => {
        const outcome = parseXmlText(write(made))
        if (!outcome.ok) throw new Error(outcome.error.message)
        const canonical = canonicalizeExclusive(outcome.document.root, null, [])
        const again = parseXmlText(canonical)
        expect(again.ok && sameContent(outcome.document.root, again.document.root)).toBe(true)
        expect(again.ok && canonicalizeExclusive(again.document.root, null, [])).toBe(canonical)
      }),
      { numRuns: 600 },
    )
  })
})
