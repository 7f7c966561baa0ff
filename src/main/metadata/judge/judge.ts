import type { Finding } from '../../../shared/finding'
import { clipped } from '../finding'
import type { DocumentFacts, EntityFacts, MetadataObservation } from '../observation'
import { hasRole, identityProviderRoles } from '../roles'
import { judgeRoot, judgeXml } from './document'
import { judgeEndpoints } from './endpoints'
import { judgeDuplicates, judgeEntityId, judgeRole, judgeSelection, judgeValidity } from './entity'
import { judgeKeys } from './keys'
import { judgeSignature } from './signature'
import { judgeSource } from './source'
import { judgeSummary } from './summary'

/**
 * Judges metadata from what was observed, in the order in which a reader would stumble: what came back, its XML, its root, then
 * each entity. Every fault is told, not the first alone; what could not be judged because of one is left out.
 */
export function judgeMetadata(observation: MetadataObservation): Finding[] {
  const { source, reading } = observation
  const came = judgeSource(observation)
  if (came.status === 'fail' || reading === null) return [came]
  const xml = judgeXml(reading, source.name)
  if (reading.kind === 'refused') return [came, ...xml]
  const root = judgeRoot({ ...observation, reading })
  if (root.status === 'fail') return [came, ...xml, root]
  return [came, ...xml, root, ...judgeEntities(reading, observation)]
}

function judgeEntities(facts: DocumentFacts, observation: MetadataObservation): Finding[] {
  const { name } = observation.source
  const { selection, summary } = facts
  const lookedUp = selection ? judgeSelection(selection, facts, name) : null
  const judged = worthJudging(facts.entities)
  const alone = judged.length === 1
  return [
    ...(lookedUp ? [lookedUp] : []),
    ...judgeDuplicates(facts, name),
    ...(summary ? judgeSummary(facts, summary, observation) : []),
    ...(alone ? [] : judgeValidity(facts.groups, observation, '')),
    ...judged.flatMap((entity) => judgeEntity(entity, facts, observation, alone, lookedUp !== null)),
    judgeSignature(facts.signature, name),
  ]
}

/** In a document of several entities the identity providers are meant; where there is none, everybody. */
function worthJudging(entities: readonly EntityFacts[]): readonly EntityFacts[] {
  const providers = entities.filter((entity) => hasRole(entity, 'IDPSSODescriptor'))
  return providers.length > 0 ? providers : entities
}

function judgeEntity(
  entity: EntityFacts,
  facts: DocumentFacts,
  observation: MetadataObservation,
  alone: boolean,
  lookedUp: boolean,
): Finding[] {
  const { name } = observation.source
  const label = alone ? '' : `${clipped(entity.entityId ?? `Entity in line ${entity.place.line}`)}: `
  const roles = identityProviderRoles(entity)
  const own = [entity.validity, ...roles.map(({ validity }) => validity)]
  const tellsValidity = own.some(({ validUntil, cacheDuration }) => validUntil !== null || cacheDuration !== null)
  const identity = judgeEntityId(entity, name, label)
  return [
    ...judgeRole(entity, name, label),
    ...(lookedUp && identity.status === 'pass' ? [] : [identity]),
    ...(alone ? judgeValidity([...facts.groups, ...own], observation, label) : []),
    ...(!alone && tellsValidity ? judgeValidity(own, observation, label) : []),
    ...(roles.length > 0 ? judgeKeys(entity, observation, label) : []),
    ...(roles.length > 0 ? judgeEndpoints(entity, name, label) : []),
  ]
}
