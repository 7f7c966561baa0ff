import type { Place } from '../../../shared/finding'

/** One row of the folded view: an element, or what stands between elements. */
export interface OutlineNode {
  kind: 'element' | 'text' | 'comment' | 'instruction'
  /** As written, with its prefix; empty for what is no element. */
  name: string
  attributes: ReadonlyArray<{ name: string; value: string }>
  /** Own text: of a text or comment, or of an element that holds nothing else. As written in the source. */
  text: string
  depth: number
  /** Index of the element around it; -1 for none. */
  parent: number
  /** Index of the last node inside it; its own index when there is none. */
  last: number
  /** Offsets of its first character, behind its start tag and behind its last character. */
  from: number
  contentFrom: number
  to: number
}

const token =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(?:"[^"<]*"|'[^'<]*'|[^'"<>])*>|[^<]+|<[^<]*/g
const attribute = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * The nodes of an XML text in document order, for showing it folded. The text was judged elsewhere; this only finds its way in
 * it, also where it was cut off: what is open at the end ends there. Blanks between elements are left out. Pure.
 */
export function outlineOf(text: string): OutlineNode[] {
  const nodes: OutlineNode[] = []
  const open: number[] = []
  const add = (kind: OutlineNode['kind'], from: number, to: number, shown: string): OutlineNode => {
    const node = {
      kind,
      name: '',
      attributes: [],
      text: shown,
      depth: open.length,
      parent: open.at(-1) ?? -1,
      last: nodes.length,
      from,
      contentFrom: to,
      to,
    }
    nodes.push(node)
    return node
  }
  const close = (to: number) => {
    const node = nodes[open.pop() ?? -1]
    if (!node) return
    node.to = to
    node.last = nodes.length - 1
    foldText(nodes, node)
  }
  for (const { 0: piece, index } of text.matchAll(token)) {
    const end = index + piece.length
    if (piece.startsWith('<!--')) add('comment', index, end, piece.slice(4, -3))
    else if (piece.startsWith('<![CDATA[')) add('text', index, end, piece)
    else if (piece.startsWith('<?')) add('instruction', index, end, piece)
    else if (piece.startsWith('</')) close(end)
    else if (/^<[^!\s]/.test(piece)) {
      const node = add('element', index, end, '')
      node.name = /^<([^\s/>]+)/.exec(piece)?.[1] ?? ''
      node.attributes = [...piece.slice(node.name.length + 1).matchAll(attribute)].map(
        ([, name = '', double, single]) => ({
          name,
          value: double ?? single ?? '',
        }),
      )
      if (!piece.endsWith('/>')) open.push(nodes.length - 1)
    } else if (piece.trim() !== '') add('text', index, end, piece.trim())
  }
  while (open.length > 0) close(text.length)
  return nodes
}

/** An element that holds one text and nothing else shows it in its own row. */
function foldText(nodes: OutlineNode[], node: OutlineNode): void {
  const only = nodes.at(-1)
  if (only?.kind !== 'text' || nodes[nodes.length - 2] !== node) return
  node.text = only.text
  nodes.pop()
  node.last = nodes.length - 1
}

/** The innermost node at an offset; -1 where none is. */
export function nodeAt(nodes: readonly OutlineNode[], offset: number): number {
  let low = 0
  let high = nodes.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((nodes[middle]?.from ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  for (let index = low; index >= 0; index = nodes[index]?.parent ?? -1) {
    const node = nodes[index]
    if (node && node.from <= offset && offset < node.to) return index
  }
  return -1
}

/** The indices of the elements around a node, outermost first. */
export function ancestorsOf(nodes: readonly OutlineNode[], index: number): number[] {
  const found: number[] = []
  for (let at = nodes[index]?.parent ?? -1; at >= 0; at = nodes[at]?.parent ?? -1) found.unshift(at)
  return found
}

/** The way to a node in local names: `Response / Assertion / Subject`. */
export function pathTo(nodes: readonly OutlineNode[], index: number): string {
  return [...ancestorsOf(nodes, index), index]
    .map((at) => nodes[at])
    .map((node) => (node?.kind === 'element' ? node.name.replace(/^.*:/, '') : (node?.kind ?? '')))
    .join(' / ')
}

/**
 * The offset of a line and column in a text that begins at `origin`; null where the text does not reach. Columns count
 * characters, offsets code units.
 */
export function offsetOf(text: string, origin: Place, { line, column }: Place): number | null {
  if (line < origin.line || (line === origin.line && column < origin.column)) return null
  let at = 0
  const lineEnd = /\r\n|\r|\n/g
  for (let here = origin.line; here < line; here++) {
    const end = lineEnd.exec(text)
    if (!end) return null
    at = lineEnd.lastIndex
  }
  for (let left = column - (line === origin.line ? origin.column : 1); left > 0; left--) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  }
  return at <= text.length ? at : null
}
