import type { Finding } from '../../shared/finding'
import type { Entity } from '../../shared/runs/metadata'
import { isProvider, sightingOf } from '../../shared/watch/sighting'
import { defaultSkewMs, inspectDocument } from '../metadata/run'
import type { RunContext } from '../runs/run'
import type { MetadataSeen } from './watched'

type Context = Pick<RunContext, 'host' | 'inspector' | 'document'>

/**
 * Fetches the metadata at an address and has the inspector read it. `known` is the entity ID it had in the last good state, which
 * tells one identity provider from the others of an aggregate. Null when it was cancelled.
 */
export async function lookAtMetadata(
  url: string,
  known: string | null,
  context: Context,
): Promise<MetadataSeen | null> {
  const first = await inspect(url, null, context)
  const look = 'again' in first && known !== null ? await inspect(url, known, context) : first
  if (context.host.signal.aborted) return null
  if ('entity' in look) return { seen: sightingOf(look.entity, url) }
  return { trouble: 'again' in look ? severalProviders(known) : look.trouble }
}

type Inspected = { entity: Entity } | { trouble: string } | { again: true }

async function inspect(url: string, entityId: string | null, context: Context): Promise<Inspected> {
  const run = inspectDocument({ kind: 'url', url }, context, {
    entityId,
    certificate: null,
    entities: { offset: 0 },
    skewMs: defaultSkewMs,
  })
  let fault: Finding | null = null
  for (;;) {
    const step = await run.next()
    if (!step.done) {
      if (step.value.status === 'fail') fault ??= step.value
      continue
    }
    if (!step.value.ok) return { trouble: `${step.value.problem.title} ${step.value.problem.detail}`.trim() }
    const { entities, entityCount } = step.value.value
    const providers = entities.filter((one) => isProvider(one) && (entityId === null || one.entityId === entityId))
    const [only] = providers
    if (only && (entityId !== null || (providers.length === 1 && entityCount === entities.length)))
      return { entity: only }
    if (entityId === null && (providers.length > 1 || entityCount > entities.length)) return { again: true }
    if (entityId !== null) return { trouble: `The document no longer holds ${entityId}.` }
    return { trouble: fault?.summary ?? 'What is there describes no identity provider.' }
  }
}

const severalProviders = (known: string | null) =>
  known === null
    ? 'The document describes several identity providers. Read it once in the set-up, to say which one is meant.'
    : `The document describes several identity providers, none of which could be read as ${known}.`
