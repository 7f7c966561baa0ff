import { nearestIds } from './nearest'
import type { DocumentFacts, EntityFacts, Selection } from './observation'

type Identified = Pick<EntityFacts, 'entityId' | 'place'>

/** Ids that stand on more than one entity, with the places. */
export function duplicatesAmong(entities: readonly Identified[]): DocumentFacts['duplicates'] {
  const places = new Map<string, Identified['place'][]>()
  for (const { entityId, place } of entities) {
    if (entityId === null) continue
    const known = places.get(entityId)
    if (known) known.push(place)
    else places.set(entityId, [place])
  }
  return [...places].filter(([, all]) => all.length > 1).map(([entityId, all]) => ({ entityId, places: all }))
}

/** What came of looking for an entity by its id. */
export function selectionOf(wanted: string, entities: readonly Identified[]): Selection {
  const places = entities.filter(({ entityId }) => entityId === wanted).map(({ place }) => place)
  const ids = entities.flatMap(({ entityId }) => (entityId === null ? [] : [entityId]))
  return { wanted, places, nearest: places.length > 0 ? [] : nearestIds(wanted, ids) }
}
