import { loneSurrogate, TextReader } from './decoder'
import { detectEncoding, encodingHeadBytes, type XmlEncoding } from './encoding'
import { type XmlError, XmlFault } from './error'
import { treeLimits, type XmlLimits } from './limits'
import { placeIn, type XmlDeclaration, XmlReader, type XmlTag } from './reader'
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement, XmlInstruction, XmlNode } from './tree'

export type XmlOutcome = { ok: true; document: XmlDocument } | { ok: false; error: XmlError }

export interface ParseOptions {
  limits?: Partial<XmlLimits>
  /** The charset the transport named; only used where the document itself says nothing. */
  transportCharset?: string | null
  /** Refuse processing instructions, as a SAML message must not have any. Default: kept in the tree. */
  refuseInstructions?: boolean
  /** For an element cut out of a larger document: the namespaces in force around it, by prefix, and its encoding. */
  cutFrom?: { namespaces: Readonly<Record<string, string>>; encoding: XmlEncoding }
}

/**
 * Reads a whole document into a tree: strict, namespace-aware, within limits, without DTD and entities. A fault is a
 * value with its place; nothing is repaired.
 */
export function parseXml(bytes: Uint8Array, options: ParseOptions = {}): XmlOutcome {
  const limits = { ...treeLimits, ...options.limits }
  if (bytes.length > limits.bytes) return { ok: false, error: tooManyBytes(limits.bytes) }
  const detected = options.cutFrom
    ? { ok: true as const, encoding: { ...options.cutFrom.encoding, bomBytes: 0 as const } }
    : detectEncoding(bytes.subarray(0, encodingHeadBytes), options.transportCharset ?? null)
  if (!detected.ok) return detected
  return asValue(() => {
    const decoder = new TextReader(detected.encoding)
    const text = decoder.read(bytes, true)
    return buildTree(text, detected.encoding, limits, options)
  })
}

/** Reads text that is already decoded, as `parseXml` does; an encoding it declares means nothing any more. */
export function parseXmlText(text: string, options: Omit<ParseOptions, 'transportCharset'> = {}): XmlOutcome {
  const limits = { ...treeLimits, ...options.limits }
  if (text.length > limits.bytes) return { ok: false, error: tooManyBytes(limits.bytes) }
  const bad = text.search(loneSurrogate)
  if (bad !== -1) {
    const message = 'Half of a character that takes two code units stands alone here.'
    const error: XmlError = { code: 'malformed', message, ...placeIn(text, bad), offset: bad, byteOffset: null }
    return { ok: false, error }
  }
  const encoding: XmlEncoding = { name: 'UTF-8', basis: 'text', bomBytes: 0, declared: null, contradicted: false }
  return asValue(() => buildTree(text, encoding, limits, options))
}

function tooManyBytes(bytes: number): XmlError {
  const message = `The document is larger than ${Math.floor(bytes / 1024 / 1024)} MB, the most that is read at once.`
  return { code: 'too-many-bytes', message, line: null, column: null, offset: null, byteOffset: null }
}

function asValue(read: () => XmlDocument): XmlOutcome {
  try {
    return { ok: true, document: read() }
  } catch (error) {
    if (error instanceof XmlFault) return { ok: false, error: error.error }
    throw error
  }
}

/** An element while it is being read. */
interface OpenElement extends Omit<XmlElement, 'contentStart' | 'end' | 'attributes' | 'declared'> {
  children: XmlNode[]
  parent: OpenElement | null
  attributes: XmlAttribute[]
  declared: Readonly<Record<string, string>>
  contentStart: number
  end: number
}

function buildTree(text: string, encoding: XmlEncoding, limits: XmlLimits, options: ParseOptions): XmlDocument {
  let declaration: XmlDeclaration | null = null
  const outside: Array<XmlComment | XmlInstruction> = []
  const tree: { root: OpenElement | null; at: OpenElement | null; start: number } = { root: null, at: null, start: 0 }
  const place = (node: XmlComment | XmlInstruction) => (tree.at ? tree.at.children.push(node) : outside.push(node))
  const reader = new XmlReader(
    {
      declaration: (found) => {
        declaration = found
      },
      named: (name) => {
        tree.start = reader.startOf(name)
      },
      open: (tag, end) => {
        const element = openElement(tag, tree.at, tree.start, end)
        if (tree.at) tree.at.children.push(element)
        else tree.root = element
        tree.at = element
      },
      close: (_, end) => {
        if (!tree.at) return
        tree.at.end = end
        tree.at = tree.at.parent
      },
      text: (found) => tree.at?.children.push({ kind: 'text', text: found }),
      cdata: (found) => tree.at?.children.push({ kind: 'cdata', text: found }),
      comment: (found) => place({ kind: 'comment', text: found }),
      instruction: (target, body) => {
        if (options.refuseInstructions) {
          reader.refuse('instruction', 'The document contains a processing instruction; a SAML message must not.')
        }
        place({ kind: 'instruction', target, body })
      },
    },
    limits,
    options.cutFrom?.namespaces,
  )
  reader.write(text)
  reader.end()
  if (tree.root === null) throw new Error('a well-formed document has a root')
  return { root: tree.root, text, encoding, declaration, outside }
}

function openElement(tag: XmlTag, parent: OpenElement | null, start: number, contentStart: number): OpenElement {
  const attributes: XmlAttribute[] = []
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name]
    if (!attribute || attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue
    const { prefix, local, uri, value } = attribute
    attributes.push({ name, prefix, local, namespace: uri, value })
  }
  return {
    kind: 'element',
    name: tag.name,
    prefix: tag.prefix,
    local: tag.local,
    namespace: tag.uri,
    attributes,
    declared: tag.ns,
    children: [],
    parent,
    start,
    contentStart,
    end: contentStart,
  }
}
