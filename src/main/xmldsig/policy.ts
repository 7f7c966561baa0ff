import { certificateDer } from '../certificates/armour'
import { attributeOf, childElement, childElements, textOf, type XmlElement } from '../xml/tree'
import {
  type Canonicalization,
  canonicalizations,
  digestMethods,
  envelopedTransform,
  exclusiveNamespace,
  type Hash,
  refusalOf,
  type SignatureMethod,
  shortName,
  signatureMethods,
  signatureNamespace,
} from './algorithms'

/** What a Signature element says, before anything is computed. */
export interface SignatureTerms {
  /** Identifiers as written; null where missing. */
  method: string | null
  digest: string | null
  canonicalization: string | null
  transforms: string[]
  value: Uint8Array | null
  /** The Reference names another element than the one the Signature stands in: the mark of a moved signature. */
  pointsElsewhere: boolean
  /** Certificates in KeyInfo, DER. Never a source of trust. */
  embedded: Uint8Array[]
  /** The RSA modulus in KeyInfo: says which of the known keys to try first, and nothing else. */
  modulus: Uint8Array | null
  /** Why it is not accepted, each a sentence. With any of them, `acceptable` is null. */
  refusals: string[]
  acceptable: AcceptableTerms | null
}

/** The terms of a signature that may be verified. */
export interface AcceptableTerms {
  signedInfo: XmlElement
  method: SignatureMethod
  signedInfoCanonicalization: readonly [Canonicalization, prefixes: readonly string[]]
  /** Of the signed element. Comments are never part of a `#ID` reference (xmldsig-core 4.4.3.3). */
  contentCanonicalization: readonly [Canonicalization, prefixes: readonly string[]]
  digest: Hash
  digestValue: Uint8Array
  signatureValue: Uint8Array
}

/**
 * Reads a Signature under the rules of SAML (core 5.4): one SignedInfo, one Reference to the element the signature stands in,
 * enveloped, canonical XML, known algorithms, nothing hidden inside. `parent` is that element; `idIsUnique` says whether its ID
 * stands on no other element.
 */
export function readTerms(signature: XmlElement, parent: XmlElement | null, idIsUnique: boolean): SignatureTerms {
  const refusals: string[] = []
  const refuse = (sentence: string) => {
    refusals.push(sentence)
  }
  const only = (element: XmlElement | null, local: string): XmlElement | null => {
    if (element === null) return null
    const found = childElements(element, signatureNamespace, local)
    if (found.length !== 1)
      refuse(`${element.local} has ${found.length === 0 ? 'no' : found.length} ${local}; exactly one is allowed.`)
    return found.length === 1 ? (found[0] ?? null) : null
  }
  const nothingBut = (element: XmlElement | null, allowed: readonly string[]) => {
    if (element === null) return
    const names = element.children.flatMap((child) => (child.kind === 'element' ? [child] : []))
    const stranger = names.find(({ local, namespace }) => namespace !== signatureNamespace || !allowed.includes(local))
    if (stranger) refuse(`${element.local} holds ${stranger.local}, which a SAML signature has no use for.`)
  }

  nothingBut(signature, ['SignedInfo', 'SignatureValue', 'KeyInfo'])
  const signedInfo = only(signature, 'SignedInfo')
  const value = only(signature, 'SignatureValue')
  const keyInfos = childElements(signature, signatureNamespace, 'KeyInfo')
  if (keyInfos.length > 1) refuse('Signature has several KeyInfo; at most one is allowed.')
  if (signedInfo && hasRemarks(signedInfo))
    refuse('A comment or section stands inside SignedInfo, where software may read past it differently.')
  if (value && hasRemarks(value)) refuse('A comment or section stands inside SignatureValue.')
  nothingBut(signedInfo, ['CanonicalizationMethod', 'SignatureMethod', 'Reference'])
  const canonicalizationMethod = only(signedInfo, 'CanonicalizationMethod')
  const signatureMethod = only(signedInfo, 'SignatureMethod')
  const reference = only(signedInfo, 'Reference')
  nothingBut(reference, ['Transforms', 'DigestMethod', 'DigestValue'])
  nothingBut(signatureMethod, [])
  const digestMethod = only(reference, 'DigestMethod')
  const digestValue = only(reference, 'DigestValue')
  if (reference) checkReference(attributeOf(reference, 'URI'), parent, idIsUnique, refuse)

  const methodUri = signatureMethod && attributeOf(signatureMethod, 'Algorithm')
  const method = signatureMethods.get(methodUri ?? '') ?? null
  if (methodUri !== null && method === null)
    refuse(`The signature method ${shortName(methodUri)} ${refusalOf(methodUri)}.`)
  const digestUri = digestMethod && attributeOf(digestMethod, 'Algorithm')
  const digest = digestMethods.get(digestUri ?? '') ?? null
  if (digestUri !== null && digest === null)
    refuse(`The digest method ${shortName(digestUri)} is not one that SAML service providers compute.`)
  const canonicalUri = canonicalizationMethod && attributeOf(canonicalizationMethod, 'Algorithm')
  const canonicalization = canonicalizations.get(canonicalUri ?? '') ?? null
  if (canonicalUri !== null && canonicalization === null)
    refuse(`The canonicalization ${shortName(canonicalUri)} is not one that SAML service providers compute.`)
  if (canonicalizationMethod) checkInclusive(canonicalizationMethod, refuse)
  const transforms = readTransforms(reference, refuse)

  const digestBytes = digestValue && strictBase64(textOf(digestValue))
  const valueBytes = value && strictBase64(textOf(value))
  if (digestValue && digestBytes === null) refuse('DigestValue is not base64.')
  if (value && valueBytes === null) refuse('SignatureValue is not base64.')
  const terms = {
    method: methodUri,
    digest: digestUri,
    canonicalization: canonicalUri,
    transforms: transforms.identifiers,
    value: valueBytes,
    pointsElsewhere: reference !== null && pointsElsewhere(attributeOf(reference, 'URI'), parent),
    embedded: keyInfos.flatMap(certificatesIn),
    modulus: keyInfos.map(modulusIn).find((found) => found !== null) ?? null,
    refusals,
  }
  if (refusals.length > 0 || !signedInfo || !method || !canonicalization || !digest || !digestBytes || !valueBytes) {
    if (refusals.length === 0) refuse('An algorithm is not named.')
    return { ...terms, acceptable: null }
  }
  return {
    ...terms,
    acceptable: {
      signedInfo,
      method,
      signedInfoCanonicalization: [canonicalization, prefixesIn(canonicalizationMethod, canonicalization)],
      contentCanonicalization: transforms.canonicalization,
      digest,
      digestValue: digestBytes,
      signatureValue: valueBytes,
    },
  }
}

type Refuse = (sentence: string) => void

function checkReference(uri: string | null, parent: XmlElement | null, idIsUnique: boolean, refuse: Refuse): void {
  const id = parent && attributeOf(parent, 'ID')
  if (parent === null) refuse('The Signature stands alone: there is no element around it that it could sign.')
  else if (uri === null) refuse('The Reference names nothing (no URI): what is signed is left open.')
  else if (uri === '') {
    if (parent.parent !== null)
      refuse('The Reference is empty, that is, it means the whole document, but the Signature stands deeper in it.')
  } else if (!uri.startsWith('#')) refuse('The Reference points outside the document. It was not followed.')
  else if (uri.startsWith('#xpointer(') || /[\s'"()]/.test(uri))
    refuse('The Reference is an expression instead of an ID.')
  else if (id === null || id === '')
    refuse(`The Reference names an ID, but the ${parent.local} around the Signature has none.`)
  else if (uri.slice(1) !== id)
    refuse(`The Reference points to another element than the ${parent.local} the Signature stands in.`)
  else if (!idIsUnique)
    refuse('The ID the Reference names stands on more than one element: which one is signed is open.')
}

function pointsElsewhere(uri: string | null, parent: XmlElement | null): boolean {
  if (uri === null || parent === null) return false
  return uri === '' ? parent.parent !== null : uri !== `#${attributeOf(parent, 'ID') ?? ''}`
}

function readTransforms(reference: XmlElement | null, refuse: Refuse) {
  const lists = reference ? childElements(reference, signatureNamespace, 'Transforms') : []
  if (lists.length > 1) refuse('Reference has several Transforms; at most one is allowed.')
  const transforms = lists.flatMap((list) =>
    list.children.flatMap((child) => (child.kind === 'element' ? [child] : [])),
  )
  const identifiers = transforms.map((transform) => attributeOf(transform, 'Algorithm') ?? '')
  const [first, second, ...more] = identifiers
  if (transforms.some(({ local, namespace }) => local !== 'Transform' || namespace !== signatureNamespace)) {
    refuse('Transforms holds something else than Transform.')
  }
  if (reference && first !== envelopedTransform) {
    const named = identifiers.find((one) => one !== envelopedTransform && !canonicalizations.has(one))
    refuse(
      named === undefined
        ? 'The first transform is not enveloped-signature, as it must be for a signature inside what it signs.'
        : `The transform ${shortName(named)} is not allowed; only enveloped-signature and canonicalization are.`,
    )
  } else if (second !== undefined && !canonicalizations.has(second)) {
    refuse(`The transform ${shortName(second)} is not allowed; only enveloped-signature and canonicalization are.`)
  }
  if (more.length > 0) refuse(`There are ${identifiers.length} transforms; at most two are allowed.`)
  for (const transform of transforms) checkInclusive(transform, refuse)
  // Without one of its own, a reference to an element is digested as inclusive Canonical XML 1.0 (xmldsig-core 4.4.3.2).
  const named = canonicalizations.get(second ?? '') ?? 'inclusive'
  return { identifiers, canonicalization: [named, prefixesIn(transforms[1], named)] as const }
}

/** Inside an algorithm only InclusiveNamespaces may stand. Some signers write it into the enveloped transform, where it does nothing. */
function checkInclusive(element: XmlElement, refuse: Refuse): void {
  const inner = element.children.flatMap((child) => (child.kind === 'element' ? [child] : []))
  if (inner.some(({ local }) => local !== 'InclusiveNamespaces')) {
    refuse(`${element.local} carries a parameter that is not allowed (${inner.map(({ local }) => local).join(', ')}).`)
  }
}

/** The PrefixList of exclusive canonicalization: prefixes whose namespaces it treats as inclusive canonicalization does. */
function prefixesIn(element: XmlElement | null | undefined, method: Canonicalization): string[] {
  if (!element || method !== 'exclusive') return []
  return childElements(element, exclusiveNamespace, 'InclusiveNamespaces').flatMap((one) =>
    (attributeOf(one, 'PrefixList') ?? '').split(/\s+/).filter((prefix) => prefix !== ''),
  )
}

/** Comments, instructions and sections are where readers differ. */
function hasRemarks(element: XmlElement): boolean {
  return element.children.some((child) => (child.kind === 'element' ? hasRemarks(child) : child.kind !== 'text'))
}

/** Base64 with line breaks and blanks, and nothing else; null otherwise. */
export function strictBase64(text: string): Uint8Array | null {
  const packed = text.replace(/[\s]+/g, '')
  return packed !== '' && packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed)
    ? Buffer.from(packed, 'base64')
    : null
}

function modulusIn(keyInfo: XmlElement): Uint8Array | null {
  const value = childElement(keyInfo, signatureNamespace, 'KeyValue')
  const rsa = value && childElement(value, signatureNamespace, 'RSAKeyValue')
  const modulus = rsa && childElement(rsa, signatureNamespace, 'Modulus')
  return modulus && strictBase64(textOf(modulus))
}

function certificatesIn(keyInfo: XmlElement): Uint8Array[] {
  return childElements(keyInfo, signatureNamespace, 'X509Data')
    .flatMap((data) => childElements(data, signatureNamespace, 'X509Certificate'))
    .flatMap((certificate) => {
      const outcome = certificateDer(textOf(certificate))
      return outcome.ok ? [outcome.der] : []
    })
}
