import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { Entity, MetadataCompareResult, MetadataInspectResult } from '../../shared/runs/metadata'
import { readCertificate } from '../certificates/certificate'
import { type InspectedDocument, unreadableFile } from '../inspected-document'
import { AggregateIndexes, readAggregate, readIndexed } from './aggregate'
import { type ByteSource, fileSource, memorySource, readRange } from './byte-source'
import { classifiedBytes, classifyBody } from './classify'
import { compareEntities, judgeComparison } from './compare'
import { observeMetadata, type ReadingWish, treeBytes } from './gather'
import { judgeMetadata } from './judge'
import type { EntityFacts, ExchangeFacts, MetadataObservation } from './observation'
import { fitting, pageOf } from './page'
import type { SignatureCandidate } from './read-signature'
import { entityResult } from './result'
import { hasRole } from './roles'

/** A document for the inspector, with how it came when it came from an address. */
export interface GivenMetadata {
  document: InspectedDocument
  exchange: ExchangeFacts | null
}

interface Moment {
  /** Milliseconds since 1970. */
  now: number
  skewMs: number
}

export interface InspectMetadataInput extends GivenMetadata, Moment {
  entityId: string | null
  /** A certificate to check the signature with, PEM or base64. */
  certificate: string | null
  /** Where the page of entities begins; `all` lets every entity be handed out as a part. */
  entities: { offset: number } | 'all'
}

/** Entities handed out while an aggregate is read, when all were asked for. */
export interface EntitiesPart {
  entities: Entity[]
}

const indexes = new AggregateIndexes()

/** Inspects metadata: yields the findings, returns one page of its entities. */
export async function* inspectMetadataJob(
  input: InspectMetadataInput,
  signal: AbortSignal,
  part: (value: EntitiesPart) => void,
): AsyncGenerator<Finding, Outcome<MetadataInspectResult>> {
  const trusted = trustedBy(input.certificate)
  if (!trusted.ok) return trusted
  const opened = openDocument(input.document)
  if (!opened.ok) return opened
  const source = opened.value
  try {
    const wish = { ...wishOf(input), trusted: trusted.value }
    return yield* source.size > treeBytes
      ? inspectLarge(source, input, wish, signal, part)
      : inspectSmall(source, input, wish, part)
  } finally {
    source.close()
  }
}

function wishOf({
  now,
  skewMs,
  exchange,
  ...input
}: GivenMetadata & Moment & { entityId: string | null }): ReadingWish {
  const transportCharset = /charset=["']?([^"';\s]+)/i.exec(exchange?.contentType ?? '')?.[1] ?? null
  return { now, skewMs, entityId: input.entityId, transportCharset, trusted: [] }
}

const sourceOf = ({ document, exchange }: GivenMetadata) => ({ name: document.name, exchange })

async function* inspectSmall(
  source: ByteSource,
  input: InspectMetadataInput,
  wish: ReadingWish,
  part: (value: EntitiesPart) => void,
): AsyncGenerator<Finding, Outcome<MetadataInspectResult>> {
  const bytes = readRange(source, 0, source.size)
  const { observation, entities } = await observeMetadata(bytes, sourceOf(input), wish)
  yield* judgeMetadata(observation)
  const at = (index: number) => entityResult(entities[index] ?? noEntity)
  if (input.entities !== 'all') {
    return succeeded({ ...pageOf(entities.length, input.entities.offset, at), entityCount: entities.length })
  }
  for (const [index] of entities.entries()) part({ entities: [fitting(at(index))] })
  return succeeded({ entities: [], entityCount: entities.length })
}

const noEntity: EntityFacts = {
  entityId: null,
  place: { line: 1, column: 1 },
  validity: { on: '', validUntil: null, cacheDuration: null, place: { line: 1, column: 1 } },
  roles: [],
}

async function* inspectLarge(
  source: ByteSource,
  input: InspectMetadataInput,
  wish: ReadingWish,
  signal: AbortSignal,
  part: (value: EntitiesPart) => void,
): AsyncGenerator<Finding, Outcome<MetadataInspectResult>> {
  const { now, skewMs } = wish
  const body = classifyBody(readRange(source, 0, classifiedBytes), source.size)
  const observation = { now, skewMs, source: { ...sourceOf(input), bytes: source.size }, body }
  if (body.kind !== 'xml') {
    yield* judgeMetadata({ ...observation, reading: null })
    return succeeded({ entities: [], entityCount: 0 })
  }
  const everyEntity = input.entities === 'all' && wish.entityId === null
  const parts = new PartCollector(part)
  const listed = everyEntity ? (entity: Entity) => parts.add(entity) : null
  const { reading, index } = await readAggregate(source, { ...wish, listed }, indexes, signal)
  parts.flush()
  yield* judgeMetadata({ ...observation, reading })
  if (reading.kind !== 'document' || index === null) return succeeded({ entities: [], entityCount: 0 })
  if (everyEntity) return succeeded({ entities: [], entityCount: index.entities.length })
  const shown = wish.entityId === null ? null : reading.entities
  const read = (at: number): Entity => {
    const entity = shown ? shown[at] : undefined
    if (entity) return entityResult(entity)
    const indexed = index.entities[at]
    const outcome = indexed && readIndexed(source, index, indexed)
    return entityResult(outcome?.ok ? outcome.entity : noEntity)
  }
  const offset = input.entities === 'all' ? 0 : input.entities.offset
  const count = shown ? shown.length : index.entities.length
  return succeeded({ ...pageOf(count, offset, read), entityCount: shown ? shown.length : index.entities.length })
}

/** Gathers entities to parts of a size that one message carries well. */
class PartCollector {
  private waiting: Entity[] = []

  constructor(private readonly part: (value: EntitiesPart) => void) {}

  add(entity: Entity): void {
    this.waiting.push(fitting(entity))
    if (this.waiting.length >= 40) this.flush()
  }

  flush(): void {
    if (this.waiting.length > 0) this.part({ entities: this.waiting })
    this.waiting = []
  }
}

/** Opens a document for reading piece by piece; a file that cannot be opened is a problem. */
export function openDocument(document: InspectedDocument): Outcome<ByteSource> {
  if (document.kind === 'bytes') return succeeded(memorySource(document.bytes))
  try {
    return succeeded(fileSource(document.path))
  } catch (error) {
    return failed(unreadableFile(document.name, error))
  }
}

function trustedBy(text: string | null): Outcome<SignatureCandidate[]> {
  if (text === null) return succeeded([])
  const read = readCertificate(text)
  if (!read.ok) {
    const remedy = 'Give an X.509 certificate in PEM or base64.'
    return failed({
      code: 'certificate.unreadable',
      title: 'The certificate given cannot be read.',
      detail: read.reason,
      remedy,
    })
  }
  const { pem, sha256, subject } = read.certificate
  return succeeded([{ pem, sha256, subject, from: 'given' }])
}

export interface CompareMetadataInput extends Moment {
  old: GivenMetadata
  new: GivenMetadata
  entityId: string | null
}

/** Compares two states of an entity's metadata: yields what changed as findings, returns it as lists. */
export async function* compareMetadataJob(
  input: CompareMetadataInput,
  signal: AbortSignal,
): AsyncGenerator<Finding, Outcome<MetadataCompareResult>> {
  const sides: Array<{ entity: Entity; from: string }> = []
  for (const given of [input.old, input.new]) {
    const one = await readOne(given, input, signal)
    if (!one.ok) return one
    sides.push({ entity: one.value, from: given.document.name })
  }
  const [before, after] = sides
  if (!before || !after) throw new Error('two documents were read')
  const pair = { old: before, new: after }
  const result = compareEntities(pair)
  yield* judgeComparison(pair, result)
  return succeeded(result)
}

/** The one entity of a document that can be compared: the one asked for, or the only identity provider. */
async function readOne(
  given: GivenMetadata,
  input: CompareMetadataInput,
  signal: AbortSignal,
): Promise<Outcome<Entity>> {
  const opened = openDocument(given.document)
  if (!opened.ok) return opened
  const source = opened.value
  try {
    const wish = wishOf({ ...given, now: input.now, skewMs: input.skewMs, entityId: input.entityId })
    const { observation, entities } = await observed(source, given, wish, signal)
    const isRead = observation.reading?.kind === 'document'
    const fatal = judgeMetadata(observation).find(
      ({ id, status }) => status === 'fail' && (!isRead || id === 'metadata.source' || id === 'metadata.root'),
    )
    if (fatal) return failed(incomparable(given.document.name, fatal.summary))
    const found = input.entityId === null ? entities : entities.filter(({ entityId }) => entityId === input.entityId)
    const providers = found.filter((entity) => hasRole(entity, 'IDPSSODescriptor'))
    const chosen = providers.length > 0 ? providers : found
    const [only] = chosen
    if (!only) return failed(incomparable(given.document.name, `It holds no entity ${input.entityId ?? ''}.`))
    if (chosen.length > 1) {
      return failed(
        incomparable(given.document.name, `It holds ${chosen.length} identity providers.`, 'Name the entity id.'),
      )
    }
    return succeeded(entityResult(only))
  } finally {
    source.close()
  }
}

async function observed(
  source: ByteSource,
  given: GivenMetadata,
  wish: ReadingWish,
  signal: AbortSignal,
): Promise<{ observation: MetadataObservation; entities: EntityFacts[] }> {
  if (source.size <= treeBytes) return observeMetadata(readRange(source, 0, source.size), sourceOf(given), wish)
  const { now, skewMs } = wish
  const body = classifyBody(readRange(source, 0, classifiedBytes), source.size)
  const base = { now, skewMs, source: { ...sourceOf(given), bytes: source.size }, body }
  if (body.kind !== 'xml') return { observation: { ...base, reading: null }, entities: [] }
  const { reading } = await readAggregate(source, { ...wish, listed: null }, indexes, signal)
  return { observation: { ...base, reading }, entities: reading.kind === 'document' ? reading.entities : [] }
}

function incomparable(name: string, why: string, remedy = 'Give the metadata of one entity.'): Problem {
  return { code: 'metadata.incomparable', title: `${name} cannot be compared.`, detail: why, remedy }
}
