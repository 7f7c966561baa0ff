import type { Finding } from '../../shared/finding'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { NetworkProfileResult, NetworkReachResult } from '../../shared/runs/network'
import type { RunContext, Runner } from '../runs/run'
import { mostTelling } from './profiles/judge-endpoint'
import { judgeRollOver } from './profiles/judge-product'
import type { PublishedCertificate } from './profiles/observation'
import { type ProfileTarget, reachProfile } from './profiles/reach-profile'
import { type Reached, type ReachWay, reach } from './reach'
import { sweep } from './sweep'

const defaultLimitMs = 10_000
const skewMs = 180_000
export const defaultRealm = 'master'

/** Looks at an address for the page. */
export const reachNetwork: Runner<'network.reach'> = async function* (input, context) {
  const servers = { inside: input.resolvers ?? null, outside: input.publicResolvers ?? [] }
  const way = { ...wayOf(context), servers, limitMs: input.timeoutMs ?? defaultLimitMs }
  return succeeded(yield* inspectReached(input.url, way, context))
}

/** Looks at a list of addresses for the page. */
export const sweepNetwork: Runner<'network.sweep'> = async function* (input, context) {
  const way = { ...wayOf(context), limitMs: input.timeoutMs ?? defaultLimitMs }
  return succeeded(yield* sweep(input.urls, way, context.host))
}

function wayOf({ proxyFor }: RunContext): ReachWay {
  return {
    proxyFor: proxyFor ?? (() => ({ proxy: null, chosenBy: 'this program was told of none' })),
    extraAuthorities: [],
    servers: { inside: null, outside: [] },
    limitMs: defaultLimitMs,
  }
}

/** Looks at an address and hands the document that came to the checks of metadata. */
export async function* inspectReached(
  url: string,
  way: ReachWay,
  { host, inspector }: Pick<RunContext, 'host' | 'inspector'>,
): AsyncGenerator<Finding, NetworkReachResult> {
  const { document, result } = yield* reach(url, way, host)
  if (document !== null) yield* inspectDocument(document, { host, inspector })
  return result
}

/** Looks at a product on its host for the page. */
export const profileNetwork: Runner<'network.profile'> = async function* (input, context) {
  const way = { ...wayOf(context), limitMs: input.timeoutMs ?? defaultLimitMs }
  const target = { product: input.product, host: input.host, realm: input.realm ?? defaultRealm }
  return yield* inspectProfile(target, way, context)
}

/** Looks at a product on its host, and at what the metadata found there says. */
export async function* inspectProfile(
  target: ProfileTarget,
  way: ReachWay,
  { host, inspector }: Pick<RunContext, 'host' | 'inspector'>,
): AsyncGenerator<Finding, Outcome<NetworkProfileResult>> {
  const found = yield* reachProfile(target, way, host)
  if (found === null) return failed(noHost(target.host))
  const { document, result } = found.metadata
  const published = document === null ? [] : yield* inspectDocument(document, { host, inspector })
  const rollOver = target.product === 'adfs' ? judgeRollOver(published, host.now()) : null
  if (rollOver !== null) yield rollOver
  const endpoints = found.endpoints.map(({ role, name, tried }) => {
    const place = mostTelling(role, tried)
    return { role, name, url: place?.url ?? null, httpStatus: place?.http.hops.at(-1)?.status ?? null }
  })
  return succeeded({ product: target.product, endpoints, metadata: result })
}

const noHost = (text: string) => ({
  code: 'network.host',
  title: `${text.slice(0, 200)} is no host.`,
  detail: 'It is read as a name, a name with a port, or an https address.',
  remedy: 'Give the name of the host, for example adfs.example.com.',
})

/**
 * Yields what the checks of metadata say and returns the signing certificates found. Should they end early, what the network
 * showed stands all the same.
 */
async function* inspectDocument(
  { bytes, url, contentType }: NonNullable<Reached['document']>,
  { host, inspector }: Pick<RunContext, 'host' | 'inspector'>,
): AsyncGenerator<Finding, PublishedCertificate[]> {
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
  const outcome = yield* inspector.inspect('metadata.inspect', input, host.signal)
  const certificates = outcome.ok ? outcome.value.entities.flatMap((entity) => entity.certificates) : []
  return certificates.filter(({ use }) => use !== 'encryption')
}
