import { parseXmlText } from '../xml/parse'
import type { XmlDocument, XmlElement, XmlNode } from '../xml/tree'
import { canonicalizeExclusive } from './exclusive'
import { fitsDigest, readSignatures, type SignatureReading } from './signatures'

/**
 * Whether the signed content fits its digest once the blanks between elements are taken out. If so, nothing but indentation was
 * added: the document is a copy out of a viewer or an editor, and says nothing against the key.
 */
export async function isOnlyReformatted(document: XmlDocument, reading: SignatureReading): Promise<boolean> {
  const { element, parent, digestMatches, terms } = reading
  if (digestMatches !== false || !parent || !terms.acceptable) return false
  const [method, prefixes] = terms.acceptable.contentCanonicalization
  if (method !== 'exclusive') return fitsAsText(document, element)
  const packed = pack(parent, element)
  return packed !== parent && fitsDigest(terms.acceptable, canonicalizeExclusive(packed, element, prefixes))
}

/** An element less the blanks that stand alone between tags; itself where there are none. `kept` stays the very one it is. */
function pack(element: XmlElement, kept: XmlElement): XmlElement {
  if (element === kept || !element.children.some(({ kind }) => kind === 'element')) return element
  const children = element.children
    .filter((child) => !isBlank(child))
    .map((child) => (child.kind === 'element' ? pack(child, kept) : child))
  const unchanged =
    children.length === element.children.length && children.every((one, i) => one === element.children[i])
  return unchanged ? element : { ...element, children }
}

const isBlank = (node: XmlNode) => node.kind === 'text' && node.text.trim() === ''

/** The same by the text itself, for content that is not canonicalized from the tree. */
async function fitsAsText(document: XmlDocument, element: XmlElement): Promise<boolean> {
  const { text, kept } = withoutBlanks(document, element.start)
  const stripped = parseXmlText(text)
  if (!stripped.ok) return false
  const readings = await readSignatures(stripped.document)
  return readings.some((one) => one.element.start === kept && one.digestMatches === true)
}

/** The source less the blanks that stand alone between tags, and where `offset` of the source has gone. */
function withoutBlanks({ text, root }: XmlDocument, offset: number): { text: string; kept: number } {
  const gaps = blankGaps(text, root)
  let at = 0
  let moved = 0
  const parts: string[] = []
  for (const [from, to] of gaps) {
    parts.push(text.slice(at, from))
    if (to <= offset) moved += to - from
    at = to
  }
  parts.push(text.slice(at))
  return { text: parts.join(''), kept: offset - moved }
}

/** Runs of blanks between the tags of an element that holds elements, in document order. */
function blankGaps(text: string, element: XmlElement): Array<[from: number, to: number]> {
  const inner = element.children.filter((child) => child.kind === 'element')
  if (inner.length === 0) return []
  const gaps: Array<[number, number]> = []
  let at = element.contentStart
  for (const child of inner) {
    if (child.start > at && text.slice(at, child.start).trim() === '') gaps.push([at, child.start])
    gaps.push(...blankGaps(text, child))
    at = child.end
  }
  const endTag = text.lastIndexOf('</', element.end - 1)
  if (endTag > at && text.slice(at, endTag).trim() === '') gaps.push([at, endTag])
  return gaps
}
