import { namespaceOf, type XmlAttribute, type XmlElement } from '../xml/tree'

/**
 * Exclusive Canonical XML 1.0 of an element and everything below it but `without`, comments left out
 * (https://www.w3.org/TR/xml-exc-c14n/). Written from the tree that is read afterwards, and no two different trees give the same
 * text: where its digest is the one that was signed, the tree holds what was signed.
 */
export function canonicalizeExclusive(
  element: XmlElement,
  without: XmlElement | null,
  prefixes: readonly string[],
): string {
  return write(element, without, prefixes, new Map())
}

function write(
  element: XmlElement,
  without: XmlElement | null,
  prefixes: readonly string[],
  around: ReadonlyMap<string, string>,
): string {
  const declared = namespacesToDeclare(element, prefixes, around)
  let text = `<${element.name}`
  for (const [prefix, namespace] of declared) {
    text += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeValue(namespace)}"`
  }
  for (const { name, value } of inOrder(element.attributes)) text += ` ${name}="${escapeValue(value)}"`
  text += '>'
  const inForce = declared.length === 0 ? around : new Map([...around, ...declared])
  for (const child of element.children) {
    if (child.kind === 'element') {
      if (child !== without) text += write(child, without, prefixes, inForce)
    } else if (child.kind === 'text' || child.kind === 'cdata') text += escapeText(child.text)
  }
  return `${text}</${element.name}>`
}

/** The namespaces an element makes visible use of, or that are to be treated as inclusive, less those in force already. */
function namespacesToDeclare(
  element: XmlElement,
  prefixes: readonly string[],
  around: ReadonlyMap<string, string>,
): Array<[prefix: string, namespace: string]> {
  const found: Array<[string, string]> = []
  const use = (prefix: string, namespace: string) => {
    if (prefix === 'xml' || (around.get(prefix) ?? (prefix === '' ? '' : undefined)) === namespace) return
    if (!found.some(([known]) => known === prefix)) found.push([prefix, namespace])
  }
  use(element.prefix, element.namespace)
  for (const { prefix, namespace } of element.attributes) if (prefix !== '') use(prefix, namespace)
  for (const prefix of prefixes) {
    const namespace = namespaceOf(element, prefix)
    if (namespace !== null) use(prefix, namespace)
  }
  return found.length < 2 ? found : found.sort(([a], [b]) => compare(a, b))
}

/** By namespace name, then by local name (Canonical XML 2.2). */
function inOrder(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
  if (attributes.length < 2) return attributes
  return [...attributes].sort((a, b) => compare(a.namespace, b.namespace) || compare(a.local, b.local))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function escapeText(text: string): string {
  return /[&<>\r]/.test(text)
    ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#xD;')
    : text
}

function escapeValue(value: string): string {
  if (!/[&<"\t\n\r]/.test(value)) return value
  return value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
    .replace(/\t/g, '&#x9;')
    .replace(/\n/g, '&#xA;')
    .replace(/\r/g, '&#xD;')
}
