import { X509Certificate } from 'node:crypto'
import { parseXmlText } from '../xml/parse'
import type { XmlDocument, XmlElement } from '../xml/tree'
import { isSignedBy, readSignatures, type SignatureReading } from '../xmldsig/signatures'
import type { SignatureFacts } from './observation'
import type { PlaceOf } from './read-entity'

/** A certificate a signature can be checked with, and where it comes from. */
export interface SignatureCandidate {
  pem: string
  sha256: string
  subject: string
  from: 'given' | 'document'
}

/**
 * Checks the signature that stands directly in one of the elements, the first that has one: the document's root, then the
 * entity. The certificate it carries proves only that nothing was changed since that certificate's owner signed.
 */
export async function readSignature(
  document: XmlDocument,
  elements: readonly XmlElement[],
  place: PlaceOf,
  candidates: readonly SignatureCandidate[],
): Promise<SignatureFacts> {
  const readings = await readSignatures(document)
  const reading = elements
    .map((element) => readings.find(({ parent }) => parent === element))
    .find((found) => found !== undefined)
  if (!reading) return { kind: 'none' }
  const { terms, digestMatches } = reading
  const embedded = terms.embedded.flatMap((der) => embeddedCandidate(der))
  const intact = reading.readersDisagree ? false : digestMatches
  return {
    kind: 'read',
    on: reading.parent?.local ?? '',
    place: place(reading.element),
    method: terms.method,
    digest: terms.digest,
    weak: reading.evidence?.method.weak ?? false,
    refusals: [...terms.refusals],
    contentIntact: intact,
    onlyReformatted: intact === false && (await matchesWithoutBlanks(document, reading)),
    verifiedBy: verifier(reading, [...candidates, ...embedded]),
    given: candidates.some(({ from }) => from === 'given'),
    hasEmbedded: embedded.length > 0,
  }
}

type Verifier = { pem: string; sha256: string; subject: string; from: 'given' | 'document' | 'embedded' }

function embeddedCandidate(der: Uint8Array): Verifier[] {
  try {
    const certificate = new X509Certificate(der)
    const sha256 = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
    const subject = certificate.subject.split('\n').join(', ')
    return [{ pem: certificate.toString(), sha256, subject, from: 'embedded' }]
  } catch {
    return []
  }
}

function verifier(reading: SignatureReading, candidates: readonly Verifier[]) {
  const found = candidates.find(({ pem }) => {
    try {
      return isSignedBy(reading, new X509Certificate(pem).publicKey)
    } catch {
      return false
    }
  })
  return found ? { subject: found.subject, sha256: found.sha256, from: found.from } : null
}

/** Editors indent. If taking the blanks between elements out makes the digest fit, nothing else was changed. */
async function matchesWithoutBlanks(document: XmlDocument, { element }: SignatureReading): Promise<boolean> {
  const stripped = parseXmlText(withoutBlanks(document.root))
  if (!stripped.ok) return false
  const order = (await readSignatures(document)).findIndex((one) => one.element.start === element.start)
  return (await readSignatures(stripped.document))[order]?.digestMatches === true
}

/** The source of a document less the runs of blanks that stand between tags. */
function withoutBlanks(root: XmlElement): string {
  const parts: string[] = []
  write(root, parts)
  return parts.join('')
}

function write(element: XmlElement, parts: string[]): void {
  const holdsElements = element.children.some(({ kind }) => kind === 'element')
  parts.push(startTag(element))
  for (const child of element.children) {
    if (child.kind === 'element') write(child, parts)
    else if ((child.kind === 'text' || child.kind === 'cdata') && !(holdsElements && child.text.trim() === '')) {
      parts.push(escapeText(child.text))
    }
  }
  parts.push(`</${element.name}>`)
}

function startTag({ name, attributes, declared }: XmlElement): string {
  const namespaces = Object.entries(declared).map(
    ([prefix, namespace]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace] as const,
  )
  const all = [...namespaces, ...attributes.map((attribute) => [attribute.name, attribute.value] as const)]
  return `<${name}${all.map(([key, value]) => ` ${key}="${escapeText(value)}"`).join('')}>`
}

const escapeText = (text: string) => text.replace(/[&<>"\t\r\n]/g, (character) => `&#${character.charCodeAt(0)};`)
