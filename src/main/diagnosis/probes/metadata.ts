import type { Finding } from '../../../shared/finding'
import type { Entity } from '../../../shared/runs/metadata'
import type { InspectedDocument } from '../../inspection/document'
import { fetchMetadata } from '../../metadata/fetch'
import { judgeMetadata } from '../../metadata/judge/judge'
import type { ExchangeFacts } from '../../metadata/observation'
import { signerIn } from '../../network/inspect-document'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe, ProbeContext } from '../engine'
import { type DiagnosisInput, isFoundByProfile, metadataUrls } from '../input'
import { judgedMoment } from '../moment'

type Obtained =
  | { kind: 'document'; document: InspectedDocument; exchange: ExchangeFacts | null }
  | { kind: 'unreached'; exchange: ExchangeFacts }
  | { kind: 'problem'; finding: Finding }

/** The identity provider's metadata: fetched or opened, read by the inspector. */
export const metadataProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'metadata',
  looksAt: 'the metadata',
  standsFor: 'metadata.source',
  reports: checksOf('metadata'),
  gives: ['metadata'],
  uses: ['clock', 'place'],
  needs: ({ metadata }) => metadata !== null,
  async *run(input, facts, context) {
    const { host, inspector, observe } = context
    const place = isFoundByProfile(input) ? await facts.when('place') : null
    const obtained = await obtain(input, place?.url ?? null, context)
    if (obtained.kind === 'problem') {
      yield obtained.finding
      return
    }
    const { ms: now } = await judgedMoment(input, facts, host)
    const skewMs = input.skewSeconds * 1000
    if (obtained.kind === 'unreached') {
      const { exchange } = obtained
      const source = { name: exchange.url, bytes: 0, exchange }
      const observation = { now, skewMs, source, body: { kind: 'none' }, reading: null } as const
      observe({ probe: 'metadata', observation })
      yield* judgeMetadata(observation)
      return
    }
    const { document, exchange } = obtained
    const run = inspector.inspect(
      'metadata.inspect',
      {
        ...{ document, exchange, now, skewMs, entityId: input.entityId },
        ...{ certificate: null, entities: { offset: 0 }, withObservation: true },
      },
      host.signal,
    )
    let signer: string | null = null
    let step = await run.next()
    while (!step.done) {
      signer = signerIn(step.value) ?? signer
      yield step.value
      step = await run.next()
    }
    const outcome = step.value
    if (!outcome.ok) {
      yield notRead(`${outcome.problem.title} ${outcome.problem.detail}`)
      return
    }
    const { observation } = outcome.value
    if (observation) observe({ probe: 'metadata', observation })
    const providers = outcome.value.entities.filter(isUsable)
    const [only, ...more] = providers
    if (only) facts.tell('metadata', { document, entity: more.length === 0 ? only : null, signer })
  },
}

const isUsable = ({ roles, certificates }: Entity) =>
  roles.includes('IDPSSODescriptor') && certificates.some(({ use }) => use !== 'encryption')

/** The first address that gives XML, else what the last one gave; or the document at hand. */
async function obtain(
  input: DiagnosisInput,
  place: string | null,
  { host, document }: ProbeContext,
): Promise<Obtained> {
  const urls = place === null ? metadataUrls(input) : [place]
  if (urls.length === 0 && input.metadata !== null && 'kind' in input.metadata) {
    const named = document(input.metadata)
    if (!named.ok) return { kind: 'problem', finding: notRead(`${named.problem.title} ${named.problem.detail}`) }
    if (named.value.kind !== 'url') return { kind: 'document', document: named.value, exchange: null }
    urls.push(named.value.url)
  }
  let last: Obtained = { kind: 'problem', finding: notRead('No address was given.') }
  for (const url of urls) {
    // What is wanted is a whole document, not one step of the way to it.
    const { exchange, body } = await fetchMetadata(url, host, 2 * input.way.limitMs)
    if (exchange.failure !== null) last = { kind: 'unreached', exchange }
    else {
      last = { kind: 'document', document: { kind: 'bytes', bytes: body, name: exchange.url }, exchange }
      if (exchange.status === 200 && looksLikeXml(body)) break
    }
  }
  return last
}

const looksLikeXml = (body: Uint8Array) => /<[\w:]*EntityDescriptor|<[\w:]*EntitiesDescriptor/.test(headOf(body))
const headOf = (body: Uint8Array) => Buffer.from(body.subarray(0, 4096)).toString('latin1').replaceAll('\0', '')

const notRead = (why: string): Finding => ({
  id: 'metadata.source',
  status: 'skipped',
  summary: `The metadata could not be read. ${why}`.trim(),
  evidence: [],
})
