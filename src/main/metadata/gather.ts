import { encodingHeadBytes } from '../xml/encoding'
import type { XmlError } from '../xml/error'
import { parseXml } from '../xml/parse'
import { childElements, elementsOf, type XmlDocument, type XmlElement } from '../xml/tree'
import { classifiedBytes, classifyBody } from './classify'
import { duplicatesAmong, selectionOf } from './identities'
import { namespaces } from './names'
import type { Body, DocumentFacts, EntityFacts, MetadataObservation, Reading, SourceFacts } from './observation'
import { type PlaceOf, placesIn, readEntity, readValidity } from './read-entity'
import { readSignature, type SignatureCandidate } from './read-signature'
import { hasRole } from './roles'
import { judgedOneByOne, summaryOf } from './summary'

export interface ReadingWish {
  /** Milliseconds since 1970. */
  now: number
  skewMs: number
  /** Judge this entity only. */
  entityId: string | null
  /** The charset the transport named. */
  transportCharset: string | null
  /** Certificates to check the document's signature with. */
  trusted: readonly SignatureCandidate[]
  /** The signature is of no interest, and computing it is saved. */
  withoutSignature?: true
}

/** Up to this size a document is held as a tree; beyond it is read once from front to back. */
export const treeBytes = 8 * 1024 * 1024

/** A document, with the entities to show of it: the one asked for, or all. */
export interface DocumentReading {
  body: Body
  reading: Reading | null
  entities: EntityFacts[]
}

/** Reads a document that fits a tree: what it is, and all it says. */
export async function readDocument(bytes: Uint8Array, wish: ReadingWish): Promise<DocumentReading> {
  const body = classifyBody(bytes.subarray(0, classifiedBytes), bytes.length)
  if (body.kind !== 'xml') return { body, reading: null, entities: [] }
  const first = parseXml(bytes, { transportCharset: wish.transportCharset })
  if (first.ok) return { body, ...(await factsOf(first.document, null, wish)) }
  const { error } = first
  const blanks = error.code === 'malformed' ? blanksBeforeDeclaration(bytes) : 0
  const second = blanks > 0 ? parseXml(bytes.subarray(blanks), { transportCharset: wish.transportCharset }) : null
  if (second?.ok) {
    return { body, ...(await factsOf(second.document, { error, blanks: bytes.subarray(0, blanks) }, wish)) }
  }
  return { body, reading: { kind: 'refused', error, encoding: null }, entities: [] }
}

/** How many bytes of blanks and further byte-order marks stand before an XML declaration: what a careless paste adds. */
function blanksBeforeDeclaration(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.subarray(0, encodingHeadBytes)).toString('latin1')
  return /^(?:\u00ef\u00bb\u00bf)?(?:\s|\u00ef\u00bb\u00bf)+(?=<\?xml\s)/.exec(head)?.[0].length ?? 0
}

async function factsOf(
  document: XmlDocument,
  overlooked: { error: XmlError; blanks: Uint8Array } | null,
  wish: ReadingWish,
): Promise<{ reading: DocumentFacts; entities: EntityFacts[] }> {
  const { root } = document
  const place = overlooked === null ? placesIn(document) : placesBehind(document, overlooked.blanks)
  const groups = isNamed(root, 'EntitiesDescriptor') ? [...elementsOf(root)].filter(isGroup) : []
  const found = entityElements(root, groups).map((element) => ({ element, entity: readEntity(element, place) }))
  const entities = found.map(({ entity }) => entity)
  const wanted = wish.entityId
  const selected = found.filter(({ entity }) => wanted === null || entity.entityId === wanted)
  const judged = selected.length === 0 && found.length === 1 ? found : selected
  const providers = judged.filter(({ entity }) => hasRole(entity, 'IDPSSODescriptor'))
  const summedUp = wanted === null && Math.max(providers.length, judged.length / 10) > judgedOneByOne
  const shown = judged.map(({ entity }) => entity)
  const reading: DocumentFacts = {
    kind: 'document',
    encoding: document.encoding,
    version: document.declaration?.version ?? null,
    overlooked: overlooked?.error ?? null,
    root: { local: root.local, name: root.name, namespace: root.namespace, place: place(root) },
    counts: {
      entities: entities.length,
      identityProviders: entities.filter((entity) => hasRole(entity, 'IDPSSODescriptor')).length,
      serviceProviders: entities.filter((entity) => hasRole(entity, 'SPSSODescriptor')).length,
    },
    groups: groups.map((group) => readValidity(group, place)),
    duplicates: duplicatesAmong(entities),
    selection: wanted === null ? null : selectionOf(wanted, entities),
    entities: summedUp ? [] : shown,
    summary: summedUp ? summaryOf(entities, wish.now, wish.skewMs) : null,
    signature: wish.withoutSignature
      ? { kind: 'not-checked' }
      : await readSignature(document, [root, ...judged.map(({ element }) => element)], place, [
          ...wish.trusted,
          ...(summedUp ? [] : shown.flatMap(signingCertificates)),
        ]),
  }
  return { reading, entities: shown }
}

const isNamed = ({ namespace, local }: XmlElement, name: string) => namespace === namespaces.metadata && local === name
const isGroup = (element: XmlElement) => isNamed(element, 'EntitiesDescriptor')

function entityElements(root: XmlElement, groups: readonly XmlElement[]): XmlElement[] {
  if (isNamed(root, 'EntityDescriptor')) return [root]
  return groups
    .flatMap((group) => childElements(group, namespaces.metadata, 'EntityDescriptor'))
    .sort((a, b) => a.start - b.start)
}

function placesBehind(document: XmlDocument, blanks: Uint8Array): PlaceOf {
  const lines = Buffer.from(blanks)
    .toString('latin1')
    .replace('\u00ef\u00bb\u00bf', '')
    .split(/\r\n|\r|\n/)
  return placesIn(document, lines.length - 1, lines.at(-1)?.length ?? 0)
}

function signingCertificates(entity: EntityFacts): SignatureCandidate[] {
  return entity.roles
    .flatMap((role) => role.keys)
    .filter(({ use }) => use !== 'encryption')
    .flatMap(({ certificates }) => certificates)
    .flatMap(({ outcome }) => (outcome.ok ? [outcome.certificate] : []))
    .map(({ pem, sha256, subject }) => ({ pem, sha256, subject, from: 'document' as const }))
}

/** Reads a document and puts it together with where it came from: all that is to be judged. */
export async function observeMetadata(
  bytes: Uint8Array,
  source: Omit<SourceFacts, 'bytes'>,
  wish: ReadingWish,
): Promise<{ observation: MetadataObservation; entities: EntityFacts[] }> {
  const { body, reading, entities } = await readDocument(bytes, wish)
  const { now, skewMs } = wish
  return { observation: { now, skewMs, source: { ...source, bytes: bytes.length }, body, reading }, entities }
}
