import type { XmlEncoding } from './encoding'
import type { XmlDeclaration } from './reader'

/** An attribute that is not a namespace declaration. */
export interface XmlAttribute {
  /** As written, with its prefix. */
  readonly name: string
  readonly prefix: string
  readonly local: string
  /** Namespace name; empty for an attribute without prefix. */
  readonly namespace: string
  /** Normalised as XML says: references resolved, line breaks and tabs turned into blanks. */
  readonly value: string
}

/** A run of text, or one CDATA section. */
export interface XmlText {
  readonly kind: 'text' | 'cdata'
  readonly text: string
}

export interface XmlComment {
  readonly kind: 'comment'
  readonly text: string
}

export interface XmlInstruction {
  readonly kind: 'instruction'
  readonly target: string
  readonly body: string
}

export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction

/** An element with its place in the document. Offsets are UTF-16 code units of `XmlDocument.text`. */
export interface XmlElement {
  readonly kind: 'element'
  /** As written, with its prefix. */
  readonly name: string
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  /** Namespaces declared on this element, by prefix; the default one under the empty prefix. */
  readonly declared: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly parent: XmlElement | null
  /** Offset of the `<` of the start tag. */
  readonly start: number
  /** Offset behind the `>` of the start tag. */
  readonly contentStart: number
  /** Offset behind the `>` that ends the element. */
  readonly end: number
}

/** A document that was well-formed and within its limits. */
export interface XmlDocument {
  readonly root: XmlElement
  /** The decoded text, byte-order mark left out. */
  readonly text: string
  readonly encoding: XmlEncoding
  readonly declaration: XmlDeclaration | null
  /** Comments and processing instructions outside the root element. */
  readonly outside: ReadonlyArray<XmlComment | XmlInstruction>
}

/** The child elements with this name, in document order. */
export function childElements(element: XmlElement, namespace: string, local: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => child.kind === 'element' && child.local === local && child.namespace === namespace,
  )
}

/** The first child element with this name, or null. */
export function childElement(element: XmlElement, namespace: string, local: string): XmlElement | null {
  for (const child of element.children) {
    if (child.kind === 'element' && child.local === local && child.namespace === namespace) return child
  }
  return null
}

/** Every element below this one in document order, itself first. */
export function elementsOf(element: XmlElement): XmlElement[] {
  const all = [element]
  collect(element, all)
  return all
}

function collect({ children }: XmlElement, into: XmlElement[]): void {
  for (const child of children) {
    if (child.kind !== 'element') continue
    into.push(child)
    collect(child, into)
  }
}

/** The value of an attribute, or null. Attributes without prefix have no namespace. */
export function attributeOf(element: XmlElement, local: string, namespace = ''): string | null {
  for (const attribute of element.attributes) {
    if (attribute.local === local && attribute.namespace === namespace) return attribute.value
  }
  return null
}

/** The whole text inside an element: every text and CDATA section below it, joined; comments never cut it. */
export function textOf(element: XmlElement): string {
  let text = ''
  for (const child of element.children) {
    if (child.kind === 'text' || child.kind === 'cdata') text += child.text
    else if (child.kind === 'element') text += textOf(child)
  }
  return text
}

/** The namespace a prefix stands for at an element, or null. */
export function namespaceOf(element: XmlElement, prefix: string): string | null {
  if (prefix === 'xml') return 'http://www.w3.org/XML/1998/namespace'
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const namespace = at.declared[prefix]
    if (namespace !== undefined) return namespace === '' ? null : namespace
  }
  return null
}

/** The way from the root to an element, for a person: `EntityDescriptor/IDPSSODescriptor/KeyDescriptor[2]`. */
export function pathOf(element: XmlElement): string {
  const steps: string[] = []
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const { local, namespace, parent } = at
    const alike = parent === null ? [] : childElements(parent, namespace, local)
    steps.unshift(alike.length > 1 ? `${local}[${alike.indexOf(at) + 1}]` : local)
  }
  return steps.join('/')
}

/** The source text of an element, exactly as the document has it. */
export function sourceOf(document: XmlDocument, element: XmlElement): string {
  return document.text.slice(element.start, element.end)
}

/** Line and column of an offset, both counted from 1; the column counts characters, not code units. */
export function placeOf(document: XmlDocument, offset: number): { line: number; column: number } {
  const { starts, hasPairs } = linesOf(document)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const start = starts[low] ?? 0
  const characters = hasPairs ? [...document.text.slice(start, offset)].length : offset - start
  return { line: low + 1, column: characters + 1 }
}

interface Lines {
  starts: number[]
  /** Some characters take two code units. */
  hasPairs: boolean
}

const knownLines = new WeakMap<XmlDocument, Lines>()

function linesOf(document: XmlDocument): Lines {
  const known = knownLines.get(document)
  if (known) return known
  const starts = [0]
  for (const match of document.text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length)
  const lines = { starts, hasPairs: /[\ud800-\udbff]/.test(document.text) }
  knownLines.set(document, lines)
  return lines
}

const bytesPerUnit: Readonly<Partial<Record<XmlEncoding['name'], number>>> = {
  'UTF-16LE': 2,
  'UTF-16BE': 2,
  'ISO-8859-1': 1,
  'ISO-8859-15': 1,
  'windows-1252': 1,
  'US-ASCII': 1,
}

/** The byte of the document at which an offset of its text stands, byte-order mark included. */
export function byteOffsetOf(document: XmlDocument, offset: number): number {
  const { name, bomBytes } = document.encoding
  const width = bytesPerUnit[name]
  return bomBytes + (width === undefined ? Buffer.byteLength(document.text.slice(0, offset)) : offset * width)
}
