import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { Entity, MetadataCompareResult } from '../../shared/runs/metadata'
import { compareEntities, judgeComparison } from './compare'
import { charsetOf, type GivenMetadata, observeGiven, openDocument } from './given'
import { judgeMetadata } from './judge/judge'
import { entityResult } from './result'
import { hasRole } from './roles'

export interface CompareMetadataInput {
  old: GivenMetadata
  new: GivenMetadata
  /** Milliseconds since 1970. */
  now: number
  skewMs: number
  entityId: string | null
}

/** Compares two states of an entity's metadata: yields what changed as findings, returns it as lists. */
export async function* compareMetadataJob(
  input: CompareMetadataInput,
  signal: AbortSignal,
): AsyncGenerator<Finding, Outcome<MetadataCompareResult>> {
  const before = await readOne(input.old, input, signal)
  if (!before.ok) return before
  const after = await readOne(input.new, input, signal)
  if (!after.ok) return after
  if (isProvider(before.value) && !isProvider(after.value)) {
    const name = input.new.document.name
    return failed(
      incomparable(name, 'It describes no identity provider (no IDPSSODescriptor), the former document does.'),
    )
  }
  const pair = {
    old: { entity: before.value, from: input.old.document.name },
    new: { entity: after.value, from: input.new.document.name },
  }
  const result = compareEntities(pair)
  yield* judgeComparison(pair, result)
  return succeeded(result)
}

const isProvider = ({ roles }: Entity) => roles.includes('IDPSSODescriptor')

/** The one entity of a document that can be compared: the one asked for, or the only identity provider. */
async function readOne(
  given: GivenMetadata,
  input: CompareMetadataInput,
  signal: AbortSignal,
): Promise<Outcome<Entity>> {
  const opened = openDocument(given.document)
  if (!opened.ok) return opened
  const source = opened.value
  const { now, skewMs, entityId } = input
  try {
    const wish = { now, skewMs, entityId, transportCharset: charsetOf(given.exchange), trusted: [] }
    const { observation, entities } = await observeGiven(source, given, wish, signal)
    const isRead = observation.reading?.kind === 'document'
    const fatal = judgeMetadata(observation).find(
      ({ id, status }) => status === 'fail' && (!isRead || id === 'metadata.source' || id === 'metadata.root'),
    )
    if (fatal) return failed(incomparable(given.document.name, fatal.summary))
    const found = entityId === null ? entities : entities.filter((entity) => entity.entityId === entityId)
    const providers = found.filter((entity) => hasRole(entity, 'IDPSSODescriptor'))
    const [only, another] = providers.length > 0 ? providers : found
    if (another) return failed(incomparable(given.document.name, 'It holds several entities.', 'Name the entity id.'))
    if (only) return succeeded(entityResult(only))
    const why = entityId === null ? 'Which of its entities is meant is open.' : `It holds no entity ${entityId}.`
    return failed(incomparable(given.document.name, why, 'Name the entity id.'))
  } finally {
    source.close()
  }
}

function incomparable(name: string, why: string, remedy = 'Give the metadata of one entity.'): Problem {
  return { code: 'metadata.incomparable', title: `${name} cannot be compared.`, detail: why, remedy }
}
