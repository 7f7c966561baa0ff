import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { DocumentSource } from '../../shared/runs/document'
import type { Entity, MetadataCompareResult, MetadataInspectResult } from '../../shared/runs/metadata'
import type { RunContext, Runner } from '../runs/run'
import { fetchMetadata } from './fetch'
import type { GivenMetadata } from './given'
import { unreachedProblem } from './judge/exchange'
import { judgeMetadata } from './judge/judge'
import type { ExchangeFacts, ExchangeFailure } from './observation'

/** How far clocks may be apart, where nobody said. */
export const defaultSkewMs = 180_000

/** Inspects metadata for the page: fetched by main if it is an address, read and judged by the inspector. */
export const inspectMetadata: Runner<'metadata.inspect'> = (input, context) =>
  inspectDocument(input.source, context, {
    entityId: input.entityId ?? null,
    certificate: input.certificate ?? null,
    entities: { offset: input.offset ?? 0 },
    skewMs: defaultSkewMs,
    again: input.again === true,
  })

export interface InspectWish {
  entityId: string | null
  certificate: string | null
  entities: { offset: number } | 'all'
  skewMs: number
  /** What the address gave before may be read once more. */
  again?: boolean
  /** Told of the entities when all are wanted. */
  onEntities?: (entities: Entity[]) => void
}

type MetadataContext = Pick<RunContext, 'host' | 'inspector' | 'document' | 'onText' | 'fetched'>

/** Inspects one document for whoever asks: the page, the command line. */
export async function* inspectDocument(
  source: DocumentSource,
  context: MetadataContext,
  { onEntities, again = false, ...wish }: InspectWish,
): AsyncGenerator<Finding, Outcome<MetadataInspectResult>> {
  const { host, inspector, onText } = context
  const given = await obtainMetadata(source, context, again)
  if (!given.ok) return given
  const now = host.now()
  if (given.value.kind === 'unreached') {
    const { exchange } = given.value
    const unread = { name: exchange.url, bytes: 0, exchange }
    yield* judgeMetadata({ now, skewMs: wish.skewMs, source: unread, body: { kind: 'none' }, reading: null })
    return succeeded({ entities: [], entityCount: 0, shown: null })
  }
  const { document, exchange } = given.value
  const input = { ...wish, document, exchange, now, withText: onText !== undefined }
  return yield* inspector.inspect('metadata.inspect', input, host.signal, (part) => {
    if ('text' in part) onText?.(part)
    else onEntities?.(part.entities)
  })
}

/** Compares two states of an entity's metadata for the page. */
export const compareMetadata: Runner<'metadata.compare'> = (input, context) =>
  compareDocuments(input.old, input.new, context, input.entityId ?? null)

/** Compares two documents for whoever asks. One that cannot be read is a problem. */
export async function* compareDocuments(
  before: DocumentSource,
  after: DocumentSource,
  context: MetadataContext,
  entityId: string | null,
  skewMs = defaultSkewMs,
): AsyncGenerator<Finding, Outcome<MetadataCompareResult>> {
  const { host, inspector } = context
  const old = await obtainToCompare(before, context)
  if (!old.ok) return old
  const current = await obtainToCompare(after, context)
  if (!current.ok) return current
  const input = { old: old.value, new: current.value, now: host.now(), skewMs, entityId }
  return yield* inspector.inspect('metadata.compare', input, host.signal)
}

async function obtainToCompare(source: DocumentSource, context: MetadataContext): Promise<Outcome<GivenMetadata>> {
  const obtained = await obtainMetadata(source, context)
  if (!obtained.ok) return obtained
  const { value } = obtained
  return value.kind === 'unreached' ? failed(unreachedProblem(value.exchange, value.failure)) : succeeded(value)
}

type Obtained =
  | ({ kind: 'document' } & GivenMetadata)
  | { kind: 'unreached'; exchange: ExchangeFacts; failure: ExchangeFailure }

/** A document, fetched where it is an address; `again`: as it came the last time, where that is still there. */
export async function obtainMetadata(
  source: DocumentSource,
  { host, document, fetched }: Pick<RunContext, 'host' | 'document' | 'fetched'>,
  again = false,
): Promise<Outcome<Obtained>> {
  const named = document(source)
  if (!named.ok) return named
  if (named.value.kind !== 'url') return succeeded({ kind: 'document', document: named.value, exchange: null })
  const { url } = named.value
  const before = again ? fetched?.read(url) : null
  const { exchange, body } = before ?? (await fetchMetadata(url, host))
  // That it was cancelled says nothing of the address.
  if (exchange.failure && host.signal.aborted) return failed(cancelled)
  if (exchange.failure) return succeeded({ kind: 'unreached', exchange, failure: exchange.failure })
  fetched?.keep(url, { exchange, body })
  return succeeded({ kind: 'document', document: { kind: 'bytes', bytes: body, name: exchange.url }, exchange })
}

const cancelled: Problem = {
  code: 'run.cancelled',
  title: 'The check was cancelled.',
  detail: 'The address had not answered yet.',
  remedy: 'Start it again when you want the rest.',
}
