import type { XmlElement, XmlNode } from '../xml/tree'

/**
 * Whether two readings of one element hold the same content: names, attributes and text, in the same order. Comments, prefixes
 * and namespace declarations do not count. What canonicalization does to the outermost element is allowed for: `without` is the
 * child it left out, `added` the attributes it took over from around.
 */
export function sameContent(
  left: XmlElement,
  right: XmlElement,
  without: XmlElement | null = null,
  added: ReadonlyMap<string, string> = new Map(),
): boolean {
  if (left.local !== right.local || left.namespace !== right.namespace) return false
  if (!sameAttributes(left, right, added)) return false
  const a = contentOf(left, without)
  const b = contentOf(right, null)
  if (a.length !== b.length) return false
  return a.every((one, index) => {
    const other = b[index]
    if (other === undefined || typeof one === 'string' || typeof other === 'string') return one === other
    return sameContent(one, other)
  })
}

function sameAttributes(left: XmlElement, right: XmlElement, added: ReadonlyMap<string, string>): boolean {
  const own = right.attributes.filter(({ name, value }) => added.get(name) !== value)
  if (left.attributes.length !== own.length) return false
  return left.attributes.every(({ local, namespace, value }) =>
    own.some((other) => other.local === local && other.namespace === namespace && other.value === value),
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
