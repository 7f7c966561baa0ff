import type { XmlDocument, XmlElement } from '../xml/tree'
import type { Canonicalization } from './algorithms'

type Library = typeof import('libxml2-wasm')

/** Canonical XML by libxml2: a second reader, independent of the strict one. Loaded on first use, because it takes 50 ms. */
export async function loadCanonicalizer(): Promise<Canonicalizer> {
  return new Canonicalizer(await import('libxml2-wasm'))
}

const modes = {
  exclusive: 'XML_C14N_EXCLUSIVE_1_0',
  inclusive: 'XML_C14N_1_0',
  'inclusive-1.1': 'XML_C14N_1_1',
} as const satisfies Record<Canonicalization, keyof Library['XmlC14NMode']>

export class Canonicalizer {
  private readonly option: number

  constructor(private readonly library: Library) {
    const { ParseOption } = library
    this.option =
      ParseOption.XML_PARSE_NONET |
      ParseOption.XML_PARSE_NO_XXE |
      ParseOption.XML_PARSE_NOCDATA |
      ParseOption.XML_PARSE_SKIP_IDS
  }

  /**
   * Canonical XML of an element and everything below it, without comments, as UTF-8. `without` is left out with all it holds, as
   * the enveloped-signature transform does. Null when libxml2 does not accept the text.
   */
  canonicalize(
    document: XmlDocument,
    element: XmlElement,
    without: XmlElement | null,
    method: Canonicalization,
    prefixes: readonly string[],
  ): Uint8Array | null {
    const { XmlC14NMode, XmlDocument: Document, XmlError } = this.library
    const chunks: Uint8Array[] = []
    const collect = { write: (chunk: Uint8Array) => chunks.push(chunk.slice()) && chunk.length, close: () => true }
    let parsed: InstanceType<Library['XmlDocument']> | null = null
    try {
      parsed = Document.fromString(standalone(document, element, without, method), { option: this.option })
      parsed.canonicalize(collect, {
        mode: XmlC14NMode[modes[method]],
        ...(prefixes.length > 0 ? { inclusiveNamespacePrefixes: [...prefixes] } : {}),
      })
      return Buffer.concat(chunks)
    } catch (error) {
      if (error instanceof XmlError) return null
      throw error
    } finally {
      parsed?.dispose()
    }
  }
}

/**
 * The source of an element as a document of its own: what it inherits from the elements around it is written into its start
 * tag. Canonical XML of that document is canonical XML of the element in its place.
 */
function standalone(
  { text }: XmlDocument,
  element: XmlElement,
  without: XmlElement | null,
  method: Canonicalization,
): string {
  const afterName = element.start + 1 + element.name.length
  const inherited = namespacesAround(element) + attributesAround(element, method)
  const head = text.slice(element.start, afterName) + inherited
  if (without === null) return head + text.slice(afterName, element.end)
  return head + text.slice(afterName, without.start) + text.slice(without.end, element.end)
}

function namespacesAround(element: XmlElement): string {
  const namespaces = new Map<string, string>()
  for (let at = element.parent; at !== null; at = at.parent) {
    for (const [prefix, namespace] of Object.entries(at.declared)) {
      if (!namespaces.has(prefix)) namespaces.set(prefix, namespace)
    }
  }
  return writeNamespaces([...namespaces].filter(([prefix]) => !Object.hasOwn(element.declared, prefix)))
}

function attributesAround(element: XmlElement, method: Canonicalization): string {
  return [...inheritedAttributes(element, method)].map(([name, value]) => ` ${name}="${escapeValue(value)}"`).join('')
}

/** Attributes such as xml:lang, which inclusive canonicalization takes over from the elements around (2.4; in 1.1 fewer). */
export function inheritedAttributes(element: XmlElement, method: Canonicalization): Map<string, string> {
  const own = new Set(element.attributes.map(({ name }) => name))
  const found = new Map<string, string>()
  for (let at = element.parent; at !== null; at = at.parent) {
    for (const { name, prefix, value } of at.attributes) {
      if (prefix === 'xml' && takesOver(name, method) && !own.has(name) && !found.has(name)) found.set(name, value)
    }
  }
  return found
}

function takesOver(name: string, method: Canonicalization): boolean {
  if (method === 'exclusive') return false
  return method === 'inclusive' || name === 'xml:lang' || name === 'xml:space'
}

/** Namespace declarations as they stand in a start tag, each after a blank. */
export function writeNamespaces(namespaces: ReadonlyArray<readonly [prefix: string, namespace: string]>): string {
  return namespaces
    .filter(([prefix, namespace]) => namespace !== '' && prefix !== 'xml')
    .map(([prefix, namespace]) => ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeValue(namespace)}"`)
    .join('')
}

function escapeValue(value: string): string {
  return value.replace(/[&<"\t\r\n]/g, (character) => `&#${character.charCodeAt(0)};`)
}
