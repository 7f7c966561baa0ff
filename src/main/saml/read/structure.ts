import { childElement, childElements, elementsOf, pathOf, type XmlDocument, type XmlElement } from '../../xml/tree'
import { signatureNamespace } from '../../xmldsig/algorithms'
import { repeatedIds } from '../../xmldsig/signatures'
import { namespaces } from '../names'
import type { CoverageFacts } from '../observation'
import { isSplit } from './assertion'
import type { PlaceOf } from './places'

/** How a message is built, as far as it decides which assertion counts. */
export interface Structure {
  /** The assertions a service provider would take: children of the Response, or the root itself. */
  assertions: XmlElement[]
  encrypted: XmlElement[]
  adviceAssertions: number
  /** What makes it open which content counts. With any of them nothing is read. */
  defects: CoverageFacts['defects']
  /** So many signatures that none of them is read. */
  flooded: boolean
  /** What makes software read a value differently; the value itself is clear. */
  splits: CoverageFacts['defects']
}

/**
 * Looks at how a Response (or a bare Assertion) is built. Genuine messages hold one assertion, as a child of the Response, each
 * ID once, and signatures only in what they sign; an Assertion inside Advice is allowed (core 2.6.1).
 */
export function readStructure(document: XmlDocument, place: PlaceOf): Structure {
  const { root } = document
  const all = elementsOf(root)
  const isAssertion = ({ local, namespace }: XmlElement) => local === 'Assertion' && namespace === namespaces.assertion
  const isEncrypted = ({ local, namespace }: XmlElement) =>
    local === 'EncryptedAssertion' && namespace === namespaces.assertion
  const assertions = isAssertion(root) ? [root] : childElements(root, namespaces.assertion, 'Assertion')
  const encrypted = isAssertion(root) ? [] : childElements(root, namespaces.assertion, 'EncryptedAssertion')
  const advice = all.filter((one) => (isAssertion(one) || isEncrypted(one)) && isAdvice(one))
  const defects: CoverageFacts['defects'] = []
  const note = (sentence: string, element: XmlElement | null) => {
    if (defects.length < maxDefects) defects.push({ sentence, place: element && place(element) })
  }

  if (assertions.length + encrypted.length > 1) {
    note(
      `The Response holds ${assertions.length + encrypted.length} assertions; which one counts is open.`,
      assertions[1] ?? encrypted[1] ?? null,
    )
  }
  const signatures = all.filter(isSignature)
  const flooded = signatures.length > maxSignatures
  if (flooded) note(`The message carries ${signatures.length} Signatures.`, signatures[maxSignatures] ?? null)
  const belongs = new Set([...assertions, ...encrypted, ...advice])
  for (const element of all) {
    if ((isAssertion(element) || isEncrypted(element)) && !belongs.has(element)) {
      note(`An assertion stands where none belongs: in ${pathOf(element.parent ?? element)}.`, element)
    }
    if (element.local === 'Response' && element.namespace === namespaces.protocol && element !== root) {
      note(`A second Response stands inside the message: in ${pathOf(element.parent ?? element)}.`, element)
    }
    if (isSignature(element) && !flooded) {
      const { parent } = element
      const allowed = parent === root || (parent !== null && belongs.has(parent))
      if (!allowed) note(`A Signature stands where none belongs: in ${pathOf(parent ?? element)}.`, element)
    }
  }
  for (const element of advice) {
    if (isSigned(element) && !isSigned(element.parent?.parent ?? element)) {
      note('The Assertion that counts is not signed, but one kept inside it as advice is.', element)
    }
  }
  const repeated = repeatedIds(all)
  for (const id of [...repeated].slice(0, 3)) {
    const second = all.filter(({ attributes }) => attributes.some(({ value }) => value === id))[1] ?? null
    note(`The same ID stands on several elements (${id.slice(0, 60)}).`, second)
  }
  const instruction = all.find(({ children }) => children.some(({ kind }) => kind === 'instruction'))
  if (instruction || document.outside.some(({ kind }) => kind === 'instruction')) {
    note('A processing instruction stands in the message; some software takes it for text.', instruction ?? null)
  }
  return {
    assertions,
    encrypted,
    adviceAssertions: advice.length,
    defects,
    flooded,
    splits: [...assertions].flatMap((one) => splitsIn(one, place)),
  }
}

/** One is enough to refuse a message; more than this help nobody. */
const maxDefects = 20

/** A genuine message has two signatures at most, and a few more inside Advice. */
const maxSignatures = 20

const isSignature = ({ local, namespace }: XmlElement) => local === 'Signature' && namespace === signatureNamespace

const isSigned = (element: XmlElement) => childElement(element, signatureNamespace, 'Signature') !== null

function isAdvice({ parent }: XmlElement): boolean {
  return (
    parent?.local === 'Advice' &&
    parent.namespace === namespaces.assertion &&
    parent.parent?.local === 'Assertion' &&
    parent.parent.namespace === namespaces.assertion
  )
}

const identifying = new Set(['NameID', 'Issuer', 'Audience', 'AttributeValue'])

/** Values that say who the user is, cut by a comment. Comments are not signed, so anybody can put them there. */
function splitsIn(assertion: XmlElement, place: PlaceOf): CoverageFacts['defects'] {
  return elementsOf(assertion)
    .filter(
      (element) =>
        identifying.has(element.local) &&
        element.namespace === namespaces.assertion &&
        isSplit(element) &&
        element.children.some(({ kind }) => kind === 'comment'),
    )
    .map((element) => ({
      sentence: `A comment splits the ${element.local}: comments are not signed, and software that reads the first part only sees another value.`,
      place: place(element),
    }))
}
