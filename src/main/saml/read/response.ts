import type { KeyObject } from 'node:crypto'
import { statusPrefix } from '../../../shared/saml/status-codes'
import { childElement, childElements, elementsOf, type XmlDocument, type XmlElement } from '../../xml/tree'
import { readSignatures, type SignatureReading } from '../../xmldsig/signatures'
import { namespaces } from '../names'
import type { AssertionFacts, EncryptionFacts, ResponseFacts, SignatureFacts } from '../observation'
import { isNameIdSplit, readAssertion, readNameIdElement } from './assertion'
import { openEncrypted } from './encrypted'
import { readEnvelope } from './envelope'
import { type PlaceOf, placesAllAt, placesIn, placesOfCounterpart } from './places'
import { type KnownCertificate, readSigner } from './signatures'
import { readStructure, type Structure } from './structure'

/**
 * Reads a Response (or a bare Assertion): its envelope, its signatures against the known certificates, and the one assertion that
 * counts. What a known key has signed is read from the signed bytes alone. Where it is open which content counts, none is read.
 */
export async function readResponse(
  document: XmlDocument,
  known: readonly KnownCertificate[],
  key: KeyObject | null,
): Promise<ResponseFacts> {
  const { root } = document
  const place = placesIn(document)
  const envelope = root.local === 'Response' ? readEnvelope(root, place) : null
  const failed = envelope !== null && envelope.status !== null && envelope.status.codes[0] !== `${statusPrefix}Success`
  const structure = readStructure(document, place)
  const readings = structure.flooded ? [] : await readSignatures(document)
  const signers = await Promise.all(readings.map((reading) => signerOf(document, reading, structure, known, place)))
  noteMovedSignatures(signers, structure)
  if (failed) noteSmuggled(signers, structure, place)
  const [assertion] = structure.assertions
  const [sealed] = structure.encrypted
  const outer: Found = { envelope, structure, signers, encryption: [], assertion: null, noAssertion: null }
  if (structure.defects.length > 0) return factsOf({ ...outer, noAssertion: failed ? 'status' : 'ambiguous' })
  if (failed) return factsOf({ ...outer, noAssertion: 'status' })
  if (assertion) return factsOf(readPlain({ document, assertion, place, encrypted: false }, outer, key))
  if (sealed) return factsOf(await readSealed(sealed, outer, known, key, place))
  return factsOf({ ...outer, noAssertion: 'missing' })
}

interface Signer {
  reading: SignatureReading
  facts: SignatureFacts
}

interface Found {
  envelope: ResponseFacts['envelope']
  structure: Structure
  signers: Signer[]
  encryption: EncryptionFacts[]
  assertion: AssertionFacts | null
  noAssertion: ResponseFacts['noAssertion']
}

async function signerOf(
  document: XmlDocument,
  reading: SignatureReading,
  { assertions }: Structure,
  known: readonly KnownCertificate[],
  place: PlaceOf,
): Promise<Signer> {
  const { parent } = reading
  const isAssertion = parent !== null && assertions.includes(parent)
  const on = isAssertion ? 'assertion' : parent === document.root ? 'response' : 'elsewhere'
  return { reading, facts: await readSigner(document, reading, on, known, place) }
}

/** A signature that names another element than the one it stands in was made for something else. */
function noteMovedSignatures(signers: readonly Signer[], structure: Structure): void {
  for (const { reading, facts } of signers) {
    if (facts.on === 'elsewhere' || !reading.terms.pointsElsewhere) continue
    const sentence = `The Signature in the ${reading.parent?.local ?? 'message'} refers to something else than that element.`
    structure.defects.push({ sentence, place: facts.place })
  }
}

/** Beside a reported error nothing is read; an assertion the identity provider did not sign there was put there by somebody else. */
function noteSmuggled(signers: readonly Signer[], structure: Structure, place: PlaceOf): void {
  const held = [...structure.assertions, ...structure.encrypted]
  const [first] = held
  if (
    !first ||
    held.every((one) => signers.some(({ reading, facts }) => isHeldBy(one, reading) && isAcceptable(facts)))
  )
    return
  structure.defects.push({
    sentence: 'The Response reports an error, yet holds an assertion that no valid signature covers.',
    place: place(first),
  })
}

const isHeldBy = (assertion: XmlElement, { parent }: SignatureReading) =>
  parent !== null && (parent === assertion || parent === assertion.parent)

const isAcceptable = ({ refusals, readersDisagree, digestMatches }: SignatureFacts) =>
  refusals.length === 0 && !readersDisagree && digestMatches === true

interface PlainAssertion {
  document: XmlDocument
  assertion: XmlElement
  place: PlaceOf
  encrypted: boolean
}

/** Reads an assertion: from the bytes a known key signed where there are some, else from the document. */
function readPlain({ assertion, place, encrypted }: PlainAssertion, found: Found, key: KeyObject | null): Found {
  const trusted = found.signers
    .filter(({ facts }) => facts.verifiedBy !== null && facts.refusals.length === 0)
    .flatMap(({ reading }) => trustedAssertion(reading, assertion, place))
  const [element, at, source] = trusted[0] ?? ([assertion, place, 'unverified'] as const)
  const facts = readAssertion(element, at, { source, encrypted })
  // The signed bytes hold no comments, so whether one splits the NameID shows in the document alone.
  if (facts.nameId) facts.nameId.split = isNameIdSplit(assertion)
  return openParts(element, at, { ...found, assertion: facts, noAssertion: null }, key)
}

/** The assertion within what a verified signature covers, read from its canonical bytes. */
function trustedAssertion(
  reading: SignatureReading,
  assertion: XmlElement,
  place: PlaceOf,
): Array<readonly [XmlElement, PlaceOf, 'verified']> {
  const { signed, parent, element } = reading
  if (!signed || !parent) return []
  const at = placesOfCounterpart(signed, parent, element, place)
  if (parent === assertion) return [[signed, at, 'verified']]
  if (parent !== assertion.parent) return []
  const [inside, ...more] = childElements(signed, namespaces.assertion, 'Assertion')
  return inside && more.length === 0 ? [[inside, at, 'verified']] : []
}

/** Opens an EncryptedAssertion and reads what is inside as a document of its own. */
async function readSealed(
  sealed: XmlElement,
  found: Found,
  known: readonly KnownCertificate[],
  key: KeyObject | null,
  place: PlaceOf,
): Promise<Found> {
  const { facts, inside } = openEncrypted(sealed, 'assertion', key, place)
  const encryption = [facts]
  if (inside === null) return { ...found, encryption, noAssertion: 'encrypted' }
  const at = placesAllAt(sealed, place)
  const structure = readStructure(inside, at)
  const { root } = inside
  if (root.local !== 'Assertion' || root.namespace !== namespaces.assertion) {
    const outcome = {
      ok: false,
      sentence: `It was decrypted, but holds ${root.local.slice(0, 60)} instead of an Assertion.`,
    } as const
    return { ...found, encryption: [{ ...facts, outcome }], noAssertion: 'encrypted' }
  }
  const readings = structure.flooded ? [] : await readSignatures(inside)
  const signers = await Promise.all(readings.map((reading) => signerOf(inside, reading, structure, known, at)))
  const all: Found = { ...found, structure, encryption }
  noteMovedSignatures(signers, structure)
  if (structure.defects.length > 0) return { ...all, signers: [...found.signers, ...signers], noAssertion: 'ambiguous' }
  const read = readPlain({ document: inside, assertion: root, place: at, encrypted: true }, { ...all, signers }, key)
  return { ...read, signers: [...found.signers, ...signers] }
}

/** Names, and opens where there is a key, an EncryptedID and encrypted attributes. */
function openParts(assertion: XmlElement, place: PlaceOf, found: Found, key: KeyObject | null): Found {
  const attributes = elementsOf(assertion)
    .filter(({ local, namespace }) => local === 'EncryptedAttribute' && namespace === namespaces.assertion)
    .slice(0, 50)
    .map((one) => openEncrypted(one, 'attribute', null, place).facts)
  const subject = childElement(assertion, namespaces.assertion, 'Subject')
  const sealed = subject && childElement(subject, namespaces.assertion, 'EncryptedID')
  if (!sealed || !found.assertion) return { ...found, encryption: [...found.encryption, ...attributes] }
  const { facts, inside } = openEncrypted(sealed, 'NameID', key, place)
  const opened = inside?.root.local === 'NameID' ? readNameIdElement(inside.root, placesAllAt(sealed, place)) : null
  return {
    ...found,
    encryption: [...found.encryption, facts, ...attributes],
    assertion: opened ? { ...found.assertion, nameId: opened } : found.assertion,
  }
}

function factsOf({ envelope, structure, signers, encryption, assertion, noAssertion }: Found): ResponseFacts {
  const signatures = signers.map(({ facts }) => facts)
  const covers = (on: SignatureFacts['on']) =>
    signatures.some((one) => one.on === on && one.refusals.length === 0 && !one.readersDisagree)
  return {
    envelope,
    signatures,
    coverage: {
      defects: [...structure.defects, ...structure.splits],
      responseSigned: covers('response'),
      assertionSigned: covers('assertion'),
      adviceAssertions: structure.adviceAssertions,
    },
    encryption,
    assertion,
    noAssertion,
  }
}
