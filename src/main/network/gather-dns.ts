import { promises as dns, getServers } from 'node:dns'
import { isIP } from 'node:net'
import type { Host } from '../host/host'
import { addressesOf } from './addresses'
import { askResolver } from './ask-resolver'
import { type Gate, makeGate } from './gate'
import { hostsFileAddresses } from './hosts-file'
import type { DnsObservation, ResolverView } from './observation'
import { within } from './within'

/** Who is asked for names. */
export interface NameServers {
  /** DNS servers (`ADDRESS[:PORT]`) asked in place of what this machine uses; null: what it uses. */
  inside: readonly string[] | null
  /** Resolvers outside this network (`ADDRESS[:PORT]` or an https address). Asked only when named: a name can be confidential. */
  outside: readonly string[]
}

export interface LookedUp {
  addresses: string[]
  code: string | null
  ms: number
}

const patienceMs = 5000
const mostServers = 4
/** How much longer the others may take once one way has led to addresses. */
const graceMs = 1000

/**
 * Resolves a name as programs on this machine do, as each of its DNS servers says, and, where resolvers outside are named, as
 * the internet sees it. `addresses` is there as soon as one way has led to some, `observation` when all have been heard.
 */
export function gatherDns(
  name: string,
  servers: NameServers,
  proxied: boolean,
  limitMs: number,
  host: Host,
): { addresses: Promise<string[]>; observation: Promise<DnsObservation> } {
  const limit = Math.min(limitMs, patienceMs)
  const base = { kind: 'dns' as const, host: name, proxied, at: new Date(host.now()).toISOString() }
  if (isIP(name) !== 0) {
    const system = { addresses: [name], code: null, ms: 0 }
    const observation = { ...base, system, hostsFile: [], inside: [], outside: [], addresses: [name] }
    return { addresses: Promise.resolve([name]), observation: Promise.resolve(observation) }
  }
  const system = servers.inside === null || isLocalhost(name) ? askSystem(name, limit, host) : null
  const hostsFile = servers.inside === null && !isLocalhost(name) ? hostsFileAddresses(name) : []
  const asked = isLocalhost(name) ? [] : (servers.inside ?? getServers()).slice(0, mostServers)
  const inside = asked.map((server) => askResolver(server, name, limit, host))
  const outside = (isLocalhost(name) ? [] : servers.outside)
    .slice(0, mostServers)
    .map((server) => askResolver(server, name, limit, host))

  const addresses = (async () => (await system)?.addresses ?? firstAddresses(await Promise.all(inside)))()
  const settled = async (views: Promise<ResolverView>[], patience: number) =>
    Promise.all(views.map((view, index) => orSilent(view, asked[index] ?? '', patience, host)))
  const observation = (async (): Promise<DnsObservation> => {
    const found = await addresses
    return {
      ...base,
      system: await system,
      hostsFile: await hostsFile,
      inside: await settled(inside, found.length > 0 ? graceMs : limit),
      outside: await Promise.all(outside),
      addresses: found,
    }
  })()
  return { addresses, observation }
}

/**
 * The system's own look-up blocks one of the four threads that the whole program shares, for as long as a dead DNS server makes
 * it wait. Two at a time leave threads for the rest.
 */
const systemGate: Gate = makeGate(2)

/**
 * Resolves a name among many: the hosts file first, then one question to DNS, which blocks nobody else. Only a name that DNS
 * denies is asked of the system, which may know it from elsewhere.
 */
export async function gatherDnsBriefly(
  name: string,
  inside: readonly string[] | null,
  proxied: boolean,
  limitMs: number,
  host: Host,
): Promise<DnsObservation> {
  const started = host.monotonic()
  const limit = Math.min(limitMs, patienceMs)
  const base = { kind: 'dns' as const, host: name, proxied, at: new Date(host.now()).toISOString(), outside: [] }
  const found = (addresses: string[], code: string | null, views: ResolverView[], hostsFile: string[] = []) => ({
    ...base,
    system: inside === null ? { addresses, code, ms: host.monotonic() - started } : null,
    hostsFile,
    inside: views,
    addresses,
  })
  if (isIP(name) !== 0) return { ...found([name], null, []), system: { addresses: [name], code: null, ms: 0 } }
  const local = inside === null ? await hostsFileAddresses(name) : []
  if (local.length > 0) return found(local, null, [], local)
  const [server] = isLocalhost(name) ? [] : (inside ?? getServers())
  const view = server === undefined ? null : await askResolver(server, name, limit, host, { aliases: false })
  const known = view === null ? [] : addressesOf(view)
  if (known.length > 0) return found(known, null, view === null ? [] : [view])
  const denied = view === null || /^(ENOTFOUND|ENODATA)$/.test(view.a.code ?? '')
  if (inside !== null || !denied) return found([], view?.a.code ?? 'ENOTFOUND', view === null ? [] : [view])
  const { addresses, code } = await systemGate(() => askSystem(name, limit, host))
  return found(addresses, code, view === null ? [] : [view])
}

/** Names that no DNS server is asked for. Source: RFC 6761 section 6.3. */
const isLocalhost = (name: string) => /(^|\.)localhost$/i.test(name)

/** Resolves a name for the next step of a redirect or the fetch of a certificate. */
export async function lookUp(
  name: string,
  inside: readonly string[] | null,
  limitMs: number,
  host: Host,
): Promise<LookedUp> {
  if (isIP(name) !== 0) return { addresses: [name], code: null, ms: 0 }
  const limit = Math.min(limitMs, patienceMs)
  if (inside === null || isLocalhost(name)) return askSystem(name, limit, host)
  const views = await Promise.all(inside.slice(0, mostServers).map((server) => askResolver(server, name, limit, host)))
  return {
    addresses: firstAddresses(views),
    code: views[0]?.a.code ?? null,
    ms: Math.max(0, ...views.map(({ ms }) => ms)),
  }
}

async function askSystem(name: string, limitMs: number, host: Host): Promise<LookedUp> {
  const started = host.monotonic()
  const outcome = await within(dns.lookup(name, { all: true }), limitMs, host)
  const ms = host.monotonic() - started
  if ('code' in outcome) return { addresses: [], code: outcome.code, ms }
  return { addresses: [...new Set(outcome.value.map(({ address }) => address))], code: null, ms }
}

const firstAddresses = (views: readonly ResolverView[]) => {
  const first = views.find((view) => addressesOf(view).length > 0)
  return first ? addressesOf(first) : []
}

/** A view that is not there in time becomes one of a server that did not answer. */
async function orSilent(
  view: Promise<ResolverView>,
  resolver: string,
  patience: number,
  host: Host,
): Promise<ResolverView> {
  const outcome = await within(view, patience, host)
  if ('value' in outcome) return outcome.value
  const silent = { values: [], code: outcome.code === 'ETIMEDOUT' ? 'ETIMEOUT' : outcome.code }
  return { resolver, a: silent, aaaa: silent, aliases: [], aliasesLoop: false, ms: patience }
}
