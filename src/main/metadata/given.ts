import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { Entity } from '../../shared/runs/metadata'
import { type InspectedDocument, unreadableFile } from '../inspection/document'
import { AggregateIndexes, readAggregate } from './aggregate'
import type { AggregateIndex } from './aggregate-scan'
import { type ByteSource, fileSource, memorySource, readRange } from './byte-source'
import { classifiedBytes, classifyBody } from './classify'
import { observeMetadata, type ReadingWish, treeBytes } from './gather'
import type { EntityFacts, ExchangeFacts, MetadataObservation } from './observation'

/** A document for the inspector, with how it came when it came from an address. */
export interface GivenMetadata {
  document: InspectedDocument
  exchange: ExchangeFacts | null
}

/** Indexes of the aggregates this process has read: each is scanned once, whoever asks. */
export const aggregateIndexes = new AggregateIndexes()

/** Opens a document for reading piece by piece; a file that cannot be opened is a problem. */
export function openDocument(document: InspectedDocument): Outcome<ByteSource> {
  if (document.kind === 'bytes') return succeeded(memorySource(document.bytes))
  try {
    return succeeded(fileSource(document.path))
  } catch (error) {
    return failed(unreadableFile(document.name, error))
  }
}

/** The charset a Content-Type names, or null. */
export function charsetOf(exchange: ExchangeFacts | null): string | null {
  return /charset=["']?([^"';\s]+)/i.exec(exchange?.contentType ?? '')?.[1] ?? null
}

/** What was read of a document: all of a small one; of an aggregate the entity asked for and the index of the rest. */
export interface Observed {
  observation: MetadataObservation
  /** The entities that were read in full. */
  entities: EntityFacts[]
  /** Where every entity of an aggregate stands. */
  index: AggregateIndex | null
}

/** Reads a document of any size. `listed` is told of every entity of an aggregate in passing. */
export async function observeGiven(
  source: ByteSource,
  { document, exchange }: GivenMetadata,
  wish: ReadingWish,
  signal: AbortSignal,
  listed: ((entity: Entity) => void) | null = null,
): Promise<Observed> {
  const from = { name: document.name, exchange }
  if (source.size <= treeBytes) {
    return { ...(await observeMetadata(readRange(source, 0, source.size), from, wish)), index: null }
  }
  const { now, skewMs } = wish
  const body = classifyBody(readRange(source, 0, classifiedBytes), source.size)
  const base = { now, skewMs, source: { ...from, bytes: source.size }, body }
  if (body.kind !== 'xml') return { observation: { ...base, reading: null }, entities: [], index: null }
  const { reading, index } = await readAggregate(source, { ...wish, listed }, aggregateIndexes, signal)
  return { observation: { ...base, reading }, entities: reading.kind === 'document' ? reading.entities : [], index }
}
