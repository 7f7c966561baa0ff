import type { Finding } from '../../shared/finding'
import type { Entity } from '../../shared/runs/metadata'
import type { RunContext } from '../runs/run'
import type { Reached } from './reach'

const skewMs = 180_000

export interface Published {
  entities: Entity[]
  /** SHA-256 of the certificate that the document is signed with, where that holds. */
  signer: string | null
}

/** Yields what the checks of metadata say and returns what they read. Should they end early, what the network showed stands all the same. */
export async function* inspectDocument(
  { bytes, url, contentType }: NonNullable<Reached['document']>,
  { host, inspector }: Pick<RunContext, 'host' | 'inspector'>,
): AsyncGenerator<Finding, Published> {
  const exchange = {
    url,
    at: host.now(),
    hops: [],
    finalUrl: url,
    status: 200,
    contentType,
    headers: {},
    failure: null,
  }
  const input = {
    document: { kind: 'bytes' as const, bytes, name: url },
    exchange,
    entityId: null,
    certificate: null,
    entities: { offset: 0 },
    now: host.now(),
    skewMs,
  }
  const run = inspector.inspect('metadata.inspect', input, host.signal)
  let signer: string | null = null
  for (;;) {
    const step = await run.next()
    if (step.done) return { entities: step.value.ok ? step.value.value.entities : [], signer }
    signer = signerIn(step.value) ?? signer
    yield step.value
  }
}

/** The certificate that a finding says made the signature of the metadata. */
export function signerIn({ id, status, evidence }: Finding): string | null {
  if (id !== 'metadata.signature' || (status !== 'pass' && status !== 'warn')) return null
  return evidence.find(({ label }) => label === 'SHA-256')?.value ?? null
}
