import type { Entity } from '../../shared/runs/metadata'
import { certificateForList } from '../certificates/for-list'
import { walkValidity } from '../certificates/walk'
import { parseXml } from '../xml/parse'
import { type AggregateIndex, type IndexedEntity, type ScannedEntity, scanAggregate } from './aggregate-scan'
import { type ByteSource, readRange } from './byte-source'
import type { ReadingWish } from './gather'
import { selectionOf } from './identities'
import type { DocumentFacts, EntityFacts, Reading } from './observation'
import { placesIn, readEntity } from './read-entity'
import { earliest } from './result'
import { type CertificateLife, SummaryBuilder } from './summary'

/** Indexes of aggregates read before, by file, time and size: a second look-up reads one entity's bytes only. */
export class AggregateIndexes {
  private readonly known = new Map<string, AggregateIndex>()

  /** @param atMost how many are kept; the one used longest ago goes first. */
  constructor(private readonly atMost = 4) {}

  get(identity: string | null): AggregateIndex | null {
    const found = identity === null ? undefined : this.known.get(identity)
    if (identity === null || !found) return null
    this.known.delete(identity)
    this.known.set(identity, found)
    return found
  }

  keep(identity: string | null, index: AggregateIndex): void {
    if (identity === null) return
    this.known.set(identity, index)
    for (const oldest of this.known.keys()) {
      if (this.known.size <= this.atMost) return
      this.known.delete(oldest)
    }
  }
}

export interface AggregateWish extends ReadingWish {
  /** Told of every entity in passing, in document order; the cheapest way to list them all. */
  listed: ((entity: Entity) => void) | null
}

/** Reads a document too large for a tree: one pass, or none if it was indexed before, then the bytes of the entity asked for. */
export async function readAggregate(
  source: ByteSource,
  wish: AggregateWish,
  indexes: AggregateIndexes,
  signal: AbortSignal,
): Promise<{ reading: Reading; index: AggregateIndex | null }> {
  const { entityId, now, skewMs, listed } = wish
  const summary = entityId === null ? new SummaryBuilder(now, skewMs) : null
  let index = summary || listed ? null : indexes.get(source.identity)
  if (!index) {
    const listener = summary || listed ? tell(summary, listed) : null
    const outcome = await scanAggregate(source, wish.transportCharset, listener, signal)
    if (!outcome.ok)
      return { reading: { kind: 'refused', error: outcome.error, encoding: outcome.encoding }, index: null }
    index = outcome.index
    indexes.keep(source.identity, index)
  }
  const wanted = entityId === null ? [] : index.entities.filter((entity) => entity.entityId === entityId)
  const entities = wanted.slice(0, 10).map((entity) => readIndexed(source, index, entity))
  const failed = entities.find((one) => !one.ok)
  if (failed && !failed.ok)
    return { reading: { kind: 'refused', error: failed.error, encoding: index.encoding }, index }
  const reading: DocumentFacts = {
    kind: 'document',
    encoding: index.encoding,
    version: index.version,
    overlooked: null,
    root: index.root,
    counts: index.counts,
    groups: index.groups,
    duplicates: index.duplicates,
    selection: entityId === null ? null : selectionOf(entityId, index.entities),
    entities: entities.flatMap((one) => (one.ok ? [one.entity] : [])),
    summary: summary?.finish() ?? null,
    signature: { kind: 'not-checked' },
  }
  return { reading, index }
}

/** The entity at a place of the index, read anew from its bytes. */
export function readIndexed(source: ByteSource, index: AggregateIndex, entity: IndexedEntity) {
  const { encoding, contexts } = index
  const namespaces = contexts[entity.context] ?? {}
  const outcome = parseXml(readRange(source, entity.start, entity.length), { cutFrom: { namespaces, encoding } })
  if (!outcome.ok) return outcome
  const { line, column } = entity.place
  const facts: EntityFacts = readEntity(outcome.document.root, placesIn(outcome.document, line - 1, column - 1))
  return { ok: true as const, entity: facts }
}

function tell(summary: SummaryBuilder | null, listed: AggregateWish['listed']) {
  return (entity: IndexedEntity, scanned: ScannedEntity) => {
    summary?.add(
      entity,
      scanned.certificates.map(
        ({ use, der }): CertificateLife => ({ period: walkValidity(der), signing: use !== 'encryption' }),
      ),
    )
    listed?.(listedEntity(entity, scanned))
  }
}

function listedEntity({ entityId }: IndexedEntity, { roles, sso, certificates, ends }: ScannedEntity): Entity {
  return {
    entityId,
    roles,
    sso,
    certificates: certificates.flatMap(({ der, use }) => certificateForList(der, use) ?? []),
    validUntil: earliest(ends),
  }
}
