import type { XmlElement, XmlNode } from '../xml/tree'

/**
 * Whether two readings of one element hold the same content: names, attributes and text, in the same order. Comments, prefixes
 * and namespace declarations do not count; `left` may hold one child that `right` lacks, the signature taken out before digesting.
 */
export function sameContent(left: XmlElement, right: XmlElement, without: XmlElement | null = null): boolean {
  if (left.local !== right.local || left.namespace !== right.namespace) return false
  if (!sameAttributes(left, right)) return false
  const a = contentOf(left, without)
  const b = contentOf(right, null)
  if (a.length !== b.length) return false
  return a.every((one, index) => {
    const other = b[index]
    if (other === undefined || typeof one === 'string' || typeof other === 'string') return one === other
    return sameContent(one, other)
  })
}

function sameAttributes(left: XmlElement, right: XmlElement): boolean {
  if (left.attributes.length !== right.attributes.length) return false
  return left.attributes.every(({ local, namespace, value }) =>
    right.attributes.some((other) => other.local === local && other.namespace === namespace && other.value === value),
  )
}

/** Child elements and the runs of text between them; text on both sides of a comment or a section is one run. */
function contentOf({ children }: XmlElement, without: XmlNode | null): Array<XmlElement | string> {
  const content: Array<XmlElement | string> = []
  for (const child of children) {
    if (child === without || child.kind === 'comment' || child.kind === 'instruction') continue
    const last = content.at(-1)
    if (child.kind === 'element') content.push(child)
    else if (typeof last === 'string') content[content.length - 1] = last + child.text
    else if (child.text !== '') content.push(child.text)
  }
  return content
}
