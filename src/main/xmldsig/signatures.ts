import { constants, createHash, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto'
import { parseXmlText } from '../xml/parse'
import { attributeOf, elementsOf, type XmlDocument, type XmlElement } from '../xml/tree'
import { type Canonicalization, type Hash, type SignatureMethod, signatureNamespace } from './algorithms'
import { type Canonicalizer, inheritedAttributes, loadCanonicalizer } from './canonical'
import { sameContent } from './content'
import { canonicalizeExclusive } from './exclusive'
import { type AcceptableTerms, readTerms, type SignatureTerms } from './policy'

/** One Signature of a document: its terms, and what it was computed over. */
export interface SignatureReading {
  element: XmlElement
  /** The element the Signature stands in, which is what it may sign. */
  parent: XmlElement | null
  terms: SignatureTerms
  /** Two independent readers made different content of the signed part: nothing of it is to be believed. */
  readersDisagree: boolean
  /** Whether the content is the one that was signed; null when it was not computed, because the signature is refused. */
  digestMatches: boolean | null
  /**
   * The signed element, holding exactly what the digest was computed over (and comments, which nothing reads). The only thing to
   * read once a key has verified the signature. Null unless `digestMatches`.
   */
  signed: XmlElement | null
  /** What a key is checked against; null when the signature is refused. */
  evidence: SignatureEvidence | null
}

export interface SignatureEvidence {
  method: SignatureMethod
  /** SignedInfo in canonical form. */
  signedInfo: Uint8Array
  value: Uint8Array
}

/**
 * Reads every Signature of a document and computes what it was made over, once, whatever the number of keys to try.
 *
 * Why it can be believed: the content is canonicalized from the very tree that is read afterwards, and its digest must be the
 * signed one. Where that does not fit, or another canonicalization is named, libxml2 has a second, independent say: what it
 * digests is read again by the strict reader, must hold what that saw in the document, and only it is read from then on. So no
 * difference between two parsers can make unsigned content look signed.
 */
export async function readSignatures(document: XmlDocument): Promise<SignatureReading[]> {
  const elements = elementsOf(document.root)
  const signatures = elements.filter(
    ({ local, namespace }) => local === 'Signature' && namespace === signatureNamespace,
  )
  if (signatures.length === 0) return []
  const repeated = repeatedIds(elements)
  const readings = signatures.map((element): SignatureReading => {
    const { parent } = element
    const id = parent && attributeOf(parent, 'ID')
    const terms = readTerms(element, parent, id === null || !repeated.has(id))
    return { element, parent, terms, readersDisagree: false, digestMatches: null, signed: null, evidence: null }
  })
  refuseByPlace(readings)
  for (const reading of readings) {
    if (reading.terms.refusals.length > 0) continue
    const content = contentOfTree(reading)
    if (content !== null && computeFromTree(reading, content)) continue
    computeWithLibxml2(await loadCanonicalizer(), document, reading, content)
  }
  return readings
}

/** IDs that stand on more than one element, under any of the names XML, SAML and XML Signature give an ID. */
export function repeatedIds(elements: Iterable<XmlElement>): Set<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { attributes } of elements) {
    const own = new Set(
      attributes.filter(({ local }) => /^(id|assertionid|responseid)$/i.test(local)).map(({ value }) => value),
    )
    for (const id of own) {
      if (seen.has(id)) repeated.add(id)
      seen.add(id)
    }
  }
  return repeated
}

/**
 * Refuses by what stands around a signature. Two on one element, or one value in two, is a decoy: software takes the one or the
 * other.
 */
function refuseByPlace(readings: SignatureReading[]): void {
  const signatures = readings.map(({ element }) => element)
  for (const reading of readings) {
    const others = readings.filter((other) => other !== reading)
    if (reading.parent && holdsInstruction(reading.parent)) {
      refuse(
        reading,
        'A processing instruction stands inside the signed content, where software may read past it differently.',
      )
    }
    if (signatures.some((other) => other !== reading.element && isInside(reading.element, other))) {
      refuse(reading, 'It stands inside another Signature.')
    }
    if (others.some(({ parent }) => parent === reading.parent)) {
      refuse(reading, `The ${reading.parent?.local ?? 'document'} carries more than one Signature.`)
    }
    const { value } = reading.terms
    if (value && others.some(({ terms }) => terms.value && Buffer.from(value).equals(terms.value))) {
      refuse(reading, 'The same SignatureValue stands in two Signatures.')
    }
  }
}

function holdsInstruction({ children }: XmlElement): boolean {
  return children.some((child) => child.kind === 'instruction' || (child.kind === 'element' && holdsInstruction(child)))
}

function isInside(element: XmlElement, other: XmlElement): boolean {
  return element.start > other.start && element.end <= other.end
}

function refuse(reading: SignatureReading, sentence: string): void {
  reading.terms.refusals.push(sentence)
}

/** The signed content in canonical form, written from the tree; null where not everything is to be canonicalized exclusively. */
function contentOfTree({ element, parent, terms: { acceptable } }: SignatureReading): string | null {
  if (!acceptable || !parent) return null
  const [infoMethod] = acceptable.signedInfoCanonicalization
  const [contentMethod, prefixes] = acceptable.contentCanonicalization
  if (infoMethod !== 'exclusive' || contentMethod !== 'exclusive') return null
  return canonicalizeExclusive(parent, element, prefixes)
}

/** The usual case: the content of the tree is what was signed. False when its digest does not fit. */
function computeFromTree(reading: SignatureReading, content: string): boolean {
  const { element, parent } = reading
  const { acceptable } = reading.terms
  if (!acceptable || !parent || !fitsDigest(acceptable, content)) return false
  const signedInfo = Buffer.from(
    canonicalizeExclusive(acceptable.signedInfo, null, acceptable.signedInfoCanonicalization[1]),
  )
  reading.evidence = { method: acceptable.method, signedInfo, value: acceptable.signatureValue }
  reading.digestMatches = true
  reading.signed = { ...parent, children: parent.children.filter((child) => child !== element) }
  return true
}

/** Whether canonical content is what a signature was made over. */
export function fitsDigest({ digest, digestValue }: AcceptableTerms, content: string | Uint8Array): boolean {
  return createHash(digest).update(content).digest().equals(digestValue)
}

/** `ofTree`: what `contentOfTree` wrote. Where libxml2 makes the same of it, the readers agree, and nothing is read again. */
function computeWithLibxml2(
  canonicalizer: Canonicalizer,
  document: XmlDocument,
  reading: SignatureReading,
  ofTree: string | null,
): void {
  const { element, parent } = reading
  const { acceptable } = reading.terms
  if (!acceptable || !parent) return
  const { signedInfo, method, signatureValue } = acceptable
  const info = canonicalizer.canonicalize(document, signedInfo, null, ...acceptable.signedInfoCanonicalization)
  const content = canonicalizer.canonicalize(document, parent, element, ...acceptable.contentCanonicalization)
  const infoAgain = info && readAgain(info, signedInfo, null, acceptable.signedInfoCanonicalization[0])
  const agrees = content !== null && ofTree !== null && Buffer.from(ofTree).equals(content)
  const signed = content && !agrees && readAgain(content, parent, element, acceptable.contentCanonicalization[0])
  if (!info || !infoAgain || !content || !(agrees || signed)) {
    reading.readersDisagree = true
    return
  }
  reading.evidence = { method, signedInfo: info, value: signatureValue }
  reading.digestMatches = !agrees && fitsDigest(acceptable, content)
  if (reading.digestMatches && signed) reading.signed = signed
}

/** Reads canonical bytes with the strict reader; null unless they hold what it saw in the document. */
function readAgain(
  bytes: Uint8Array,
  seen: XmlElement,
  without: XmlElement | null,
  method: Canonicalization,
): XmlElement | null {
  const outcome = parseXmlText(Buffer.from(bytes).toString('utf8'), { refuseInstructions: true })
  if (!outcome.ok) return null
  const { root } = outcome.document
  return sameContent(seen, root, without, inheritedAttributes(seen, method)) ? root : null
}

/**
 * Whether this key made the signature. One bare verification: everything around it was computed by `readSignatures`.
 * False for a refused signature and for a key of another kind than the method wants.
 */
export function isSignedBy({ evidence }: SignatureReading, key: KeyObject): boolean {
  if (evidence === null) return false
  const { scheme, hash } = evidence.method
  const type = key.asymmetricKeyType
  if (scheme === 'ecdsa') {
    return type === 'ec' && check(hash, evidence, { key, dsaEncoding: 'ieee-p1363' })
  }
  if (scheme === 'rsa') return type === 'rsa' && check(hash, evidence, { key, padding: constants.RSA_PKCS1_PADDING })
  return (
    (type === 'rsa' || type === 'rsa-pss') &&
    check(hash, evidence, {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    })
  )
}

function check(hash: Hash, { signedInfo, value }: SignatureEvidence, key: VerifyKeyObjectInput): boolean {
  try {
    return verify(hash, signedInfo, key, value)
  } catch {
    return false
  }
}
