import type { Finding } from '../../shared/finding'
import { succeeded } from '../../shared/problem'
import type { NetworkReachResult, Timings } from '../../shared/runs/network'
import type { RunContext, Runner } from '../runs/run'
import { inspectDocument } from './inspect-document'
import { type ReachWay, reach } from './reach'
import { sweep } from './sweep'

export const defaultLimitMs = 10_000

/** Looks at an address for the page. */
export const reachNetwork: Runner<'network.reach'> = async function* (input, context) {
  const servers = { inside: input.resolvers ?? null, outside: input.publicResolvers ?? [] }
  const way = { ...wayOf(context), servers, limitMs: input.timeoutMs ?? defaultLimitMs }
  const told = (timings: Timings) => context.progress?.(() => ({ timings }))
  return succeeded(yield* inspectReached(input.url, way, context, told))
}

/** Looks at a list of addresses for the page. */
export const sweepNetwork: Runner<'network.sweep'> = async function* (input, context) {
  const way = { ...wayOf(context), limitMs: input.timeoutMs ?? defaultLimitMs }
  return succeeded(yield* sweep(input.urls, way, context.host))
}

/** How addresses are reached when nothing else is said: as the system goes. */
export function wayOf({ proxyFor }: RunContext): ReachWay {
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
  told?: (timings: Timings) => void,
): AsyncGenerator<Finding, NetworkReachResult> {
  const { document, result } = yield* reach(url, way, host, told)
  if (document !== null) yield* inspectDocument(document, { host, inspector })
  return result
}
