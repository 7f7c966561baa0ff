import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseXmlText } from '../../../src/main/xml/parse'
import { elementsOf, placeOf } from '../../../src/main/xml/tree'
import { nodeAt, offsetOf, outlineOf, pathTo } from '../../../src/renderer/components/xml/outline'
import { hitsIn, markedRanges } from '../../../src/renderer/components/xml/ranges'
import { treeAct } from '../../../src/renderer/components/xml/tree-keys'
import type { Finding } from '../../../src/shared/finding'
import { issue } from '../../lab/idp/issue'
import { vendorNames } from '../../lab/idp/vendors'

const start = { line: 1, column: 1 }

/** The outline against the strict reader: the same elements at the same offsets. */
function expectAgreement(text: string): void {
  const parsed = parseXmlText(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const read = elementsOf(parsed.document.root).map(({ name, start: from, contentStart, end }) => ({
    name,
    from,
    contentFrom: contentStart,
    to: end,
  }))
  const outline = outlineOf(text).filter(({ kind }) => kind === 'element')
  expect(outline.map(({ name, from, contentFrom, to }) => ({ name, from, contentFrom, to }))).toEqual(read)
}

describe('the outline of an XML text', () => {
  test.each(vendorNames)('finds the elements of a response of %s where the strict reader does', async (vendor) => {
    expectAgreement((await issue(vendor)).xml)
  })

  test('is not misled by what only looks like a tag', () => {
    expectAgreement(
      `<?xml version="1.0"?><!-- <a> --><r a='>' b="/>"><!-- </r> --><![CDATA[<x></r>]]><?pi <y> ?><e/>&lt;z></r><!---->`,
    )
  })

  test('agrees with the strict reader on whatever is well-formed', () => {
    const name = fc.constantFrom('a', 'b:c', 'x-y', 'é')
    const quoted = fc
      .string({ maxLength: 8 })
      .map((text) => `"${text.replace(/["<&\p{Cc}\p{Cs}\ufffe\uffff]/gu, '>')}"`)
    const { node } = fc.letrec<{ node: string; inside: string }>((tie) => ({
      node: fc
        .tuple(name, quoted, tie('inside'))
        .map(([tag, value, inside]) => `<${tag} xmlns:b="urn:b" v=${value}>${inside}</${tag}>`),
      inside: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('', ' ', 'text', '<!-- > < -->', '<![CDATA[ ]] > ]]>', '<a/>', '𝄞'),
        fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('\n')),
      ),
    }))
    fc.assert(
      fc.property(node, (text) => expectAgreement(text)),
      { numRuns: 300 },
    )
  })

  test('folds a lone text into its element and keeps mixed ones apart', () => {
    const nodes = outlineOf('<r>\n  <a x="1">one</a>\n  <b>two<!-- three --></b>\n</r>')
    expect(nodes.map(({ kind, name, text, depth, last }) => [kind, name, text, depth, last])).toEqual([
      ['element', 'r', '', 0, 4],
      ['element', 'a', 'one', 1, 1],
      ['element', 'b', '', 1, 4],
      ['text', '', 'two', 2, 3],
      ['comment', '', ' three ', 2, 4],
    ])
    expect(pathTo(nodes, 4)).toBe('r / b / comment')
  })

  test('shows a text that was cut off as far as it goes', () => {
    const nodes = outlineOf('<r><a>one</a><b attr="val')
    expect(nodes.map(({ name, to }) => [name, to])).toEqual([
      ['r', 25],
      ['a', 13],
      ['b', 25],
    ])
  })

  test.each(['<', '<a ', '<a b="', '<!--', '<![CDATA[', '<?x', '</', "<a b='<"])(
    'takes no long time over %s, however often it stands there',
    (piece) => {
      const before = performance.now()
      outlineOf(piece.repeat(200_000 / piece.length))
      expect(performance.now() - before).toBeLessThan(1000)
    },
  )
})

describe('places', () => {
  const text = 'one\ntw𝄞o<x/>\nthree'

  test('are counted in lines and characters', () => {
    expect(offsetOf(text, start, { line: 2, column: 5 })).toBe(text.indexOf('<x/>'))
    expect(offsetOf(text, start, { line: 3, column: 1 })).toBe(text.indexOf('three'))
  })

  test('of a stretch from within a document begin where it does', () => {
    expect(offsetOf(text, { line: 10, column: 4 }, { line: 10, column: 6 })).toBe(2)
    expect(offsetOf(text, { line: 10, column: 4 }, { line: 11, column: 1 })).toBe(4)
    expect(offsetOf(text, { line: 10, column: 4 }, { line: 9, column: 1 })).toBeNull()
    expect(offsetOf(text, { line: 10, column: 4 }, { line: 40, column: 1 })).toBeNull()
  })

  test('agree with those the engine gives, for every element', async () => {
    const { xml } = await issue('adfs')
    const parsed = parseXmlText(xml.replaceAll('><', '>\n  <'))
    if (!parsed.ok) throw new Error(parsed.error.message)
    const nodes = outlineOf(parsed.document.text)
    for (const element of elementsOf(parsed.document.root)) {
      const place = placeOf(parsed.document, element.start)
      expect(offsetOf(parsed.document.text, start, place)).toBe(element.start)
      expect(nodes[nodeAt(nodes, element.start)]?.name).toBe(element.name)
    }
  })
})

describe('what is marked', () => {
  const finding = (status: Finding['status'], line: number, column: number): Finding => ({
    id: 'response.issuer',
    status,
    summary: status,
    evidence: [],
    place: { line, column },
  })

  test('is the start tag a finding stands at, the worst finding first, and nothing for what passed', () => {
    const text = '<r>\n<a x="1">one</a>\n</r>'
    const nodes = outlineOf(text)
    const marks = markedRanges(text, start, nodes, [
      finding('warn', 2, 1),
      finding('pass', 1, 1),
      finding('fail', 1, 1),
    ])
    expect(marks.map(({ status, from, to, node }) => [status, from, to, node])).toEqual([
      ['fail', 0, 3, 0],
      ['warn', 4, 13, 1],
    ])
  })

  test('finds words whatever their capitals, also beside letters that grow when made small', () => {
    expect(hitsIn('Audience <AUDIENCE>', 'audience')).toEqual([
      { from: 0, to: 8 },
      { from: 10, to: 18 },
    ])
    expect(hitsIn('İ Audience', 'Audience')).toEqual([{ from: 2, to: 10 }])
    expect(hitsIn('anything', '  ')).toEqual([])
  })
})

describe('the keys of the tree', () => {
  const nodes = outlineOf('<r><a><b/></a><c/></r>')
  const act = (key: string, active: number, folded: number[], visible: number[]) =>
    treeAct(key, nodes, visible, new Set(folded), active)

  test('move, fold, unfold and go outside', () => {
    expect(act('ArrowDown', 0, [1], [0, 1, 3])).toEqual({ go: 1 })
    expect(act('ArrowDown', 3, [1], [0, 1, 3])).toEqual({ go: 3 })
    expect(act('ArrowRight', 1, [1], [0, 1, 3])).toEqual({ fold: false })
    expect(act('ArrowRight', 1, [], [0, 1, 2, 3])).toEqual({ go: 2 })
    expect(act('ArrowLeft', 1, [], [0, 1, 2, 3])).toEqual({ fold: true })
    expect(act('ArrowLeft', 2, [], [0, 1, 2, 3])).toEqual({ go: 1 })
    expect(act('End', 0, [], [0, 1, 2, 3])).toEqual({ go: 3 })
    expect(act('x', 0, [], [0, 1, 2, 3])).toBeNull()
  })
})
