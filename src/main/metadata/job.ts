import type { Finding } from '../../shared/finding'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { ShownText, TextStretch } from '../../shared/runs/document'
import type { Entity, MetadataInspectResult } from '../../shared/runs/metadata'
import { readCertificate } from '../certificates/certificate'
import { handOut } from '../inspection/text'
import { readIndexed } from './aggregate'
import type { ByteSource } from './byte-source'
import { treeBytes } from './gather'
import { charsetOf, type GivenMetadata, type Observed, observeGiven, openDocument } from './given'
import { judgeMetadata } from './judge/judge'
import type { MetadataObservation } from './observation'
import { PartCollector, pageOf } from './page'
import type { SignatureCandidate } from './read-signature'
import { entityResult } from './result'
import { beginningOf, entityText } from './source-text'

export interface InspectMetadataInput extends GivenMetadata {
  /** Milliseconds since 1970. */
  now: number
  skewMs: number
  entityId: string | null
  /** A certificate to check the signature with, PEM or base64. */
  certificate: string | null
  /** Where the page of entities begins; `all` lets every entity be handed out as a part. */
  entities: { offset: number } | 'all'
  /** Its text is looked at too. */
  withText?: boolean
  /** What was read goes with the result, to be judged again elsewhere. */
  withObservation?: boolean
}

/** The result, with what it was made of where that was asked for and is of a size to be handed on. */
type Inspected = MetadataInspectResult & { observation?: MetadataObservation }

/** A federation is not handed on whole. */
const mostEntitiesHandedOn = 20

/** Entities handed out while a document is read, when all were asked for. */
export interface EntitiesPart {
  entities: Entity[]
}

/** Inspects metadata: yields the findings, returns one page of its entities. */
export async function* inspectMetadataJob(
  input: InspectMetadataInput,
  signal: AbortSignal,
  part: (value: EntitiesPart | TextStretch) => void,
): AsyncGenerator<Finding, Outcome<Inspected>> {
  const trusted = trustedBy(input.certificate)
  if (!trusted.ok) return trusted
  const opened = openDocument(input.document)
  if (!opened.ok) return opened
  const source = opened.value
  const { now, skewMs, entityId, exchange } = input
  const wish = { now, skewMs, entityId, transportCharset: charsetOf(exchange), trusted: trusted.value }
  const parts = new PartCollector((entities) => part({ entities }))
  try {
    const everyEntity = input.entities === 'all'
    const inPassing = everyEntity && entityId === null && source.size > treeBytes
    const observed = await observeGiven(source, input, wish, signal, inPassing ? (entity) => parts.add(entity) : null)
    yield* judgeMetadata(observed.observation)
    const shown = input.withText ? showText(observed, input, source, part) : null
    const { count, read } = entitiesOf(observed, entityId, source)
    const seen =
      input.withObservation && observed.entities.length <= mostEntitiesHandedOn
        ? { observation: observed.observation }
        : {}
    if (input.entities !== 'all')
      return succeeded({ ...pageOf(count, input.entities.offset, read), entityCount: count, shown, ...seen })
    if (!inPassing) for (let index = 0; index < count; index++) parts.add(read(index))
    return succeeded({ entities: [], entityCount: count, shown })
  } finally {
    parts.flush()
    source.close()
  }
}

/** Hands out the text of the document, or of the entity of an aggregate that was asked for. */
function showText(
  { observation, index }: Observed,
  { entityId, exchange }: InspectMetadataInput,
  source: ByteSource,
  out: (stretch: TextStretch) => void,
): ShownText | null {
  const { body, reading } = observation
  const found =
    (index && entityId !== null ? entityText(source, index, entityId) : null) ??
    beginningOf(source, body, charsetOf(exchange))
  if (!found) return null
  handOut(found.text, found.origin, out)
  return { complete: found.complete, wellFormed: reading?.kind === 'document' }
}

/** The entities to show: those read in full, or those of the index, each read anew from its bytes when its turn comes. */
function entitiesOf({ entities, index }: Observed, entityId: string | null, source: ByteSource) {
  if (index === null || entityId !== null) {
    const read = (at: number) => present(entities[at] && entityResult(entities[at]))
    return { count: entities.length, read }
  }
  const read = (at: number) => {
    const indexed = index.entities[at]
    const outcome = indexed && readIndexed(source, index, indexed)
    if (outcome?.ok) return entityResult(outcome.entity)
    return { entityId: indexed?.entityId ?? null, roles: [], sso: [], certificates: [], validUntil: null }
  }
  return { count: index.entities.length, read }
}

function present(entity: Entity | undefined): Entity {
  if (!entity) throw new Error('a page asks for entities that were counted')
  return entity
}

function trustedBy(text: string | null): Outcome<SignatureCandidate[]> {
  if (text === null) return succeeded([])
  const read = readCertificate(text)
  if (!read.ok) {
    return failed({
      code: 'certificate.unreadable',
      title: 'The certificate given cannot be read.',
      detail: read.reason,
      remedy: 'Give an X.509 certificate in PEM or base64.',
    })
  }
  const { pem, sha256, subject } = read.certificate
  return succeeded([{ pem, sha256, subject, from: 'given' }])
}
