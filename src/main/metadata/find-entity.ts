import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { Entity } from '../../shared/runs/metadata'
import type { InspectedDocument } from '../inspection/document'
import type { ReadingWish } from './gather'
import { observeGiven, openDocument } from './given'
import { entityResult } from './result'

/** What a document knows of an entity id. */
export interface FoundEntity {
  /** The entity of that id; the only one of the document where it holds just one; null when there is none to choose. */
  entity: Entity | null
  /** The id most like the one looked for, when that is absent. */
  nearest: string | null
  count: number
}

/** Finds one entity in a metadata document of any size. A document that is no SAML metadata is a problem. */
export async function findEntity(
  document: InspectedDocument,
  entityId: string | null,
  signal: AbortSignal,
): Promise<Outcome<FoundEntity>> {
  const opened = openDocument(document)
  if (!opened.ok) return opened
  const source = opened.value
  const wish: ReadingWish = { now: 0, skewMs: 0, entityId, transportCharset: null, trusted: [], withoutSignature: true }
  try {
    const { observation } = await observeGiven(source, { document, exchange: null }, wish, signal)
    const { reading } = observation
    if (reading?.kind !== 'document' || reading.counts.entities === 0) {
      return failed({
        code: 'metadata.unusable',
        title: `${document.name} is not SAML metadata that can be used.`,
        detail: reading?.kind === 'refused' ? reading.error.message : '',
        remedy: 'Inspect it with “metadata inspect” to see why.',
      })
    }
    const [only] = reading.entities
    const isUnique = entityId !== null || reading.counts.entities === 1
    return succeeded({
      entity: only && isUnique ? entityResult(only) : null,
      nearest: reading.selection?.nearest[0] ?? null,
      count: reading.counts.entities,
    })
  } finally {
    source.close()
  }
}
