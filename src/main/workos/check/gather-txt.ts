import { getServers, Resolver } from 'node:dns'
import { domainToASCII } from 'node:url'
import { promisify } from 'node:util'
import type { TxtView } from '../../../shared/runs/workos'
import type { OrganizationDomain } from '../../../shared/workos'
import type { Host } from '../../host/host'

/** What a name server says: values, or why there are none (`ENOTFOUND`, `ENODATA`, `ETIMEOUT`, …). */
export interface DnsAnswer {
  values: string[]
  code: string | null
}

/** Puts one question to one name server (`IP` or `IP:port`). Never throws. */
export type AskDns = (server: string, name: string, type: 'TXT' | 'NS' | 'A') => Promise<DnsAnswer>

const limitMs = 4000
const most = { values: 50, characters: 500, machineServers: 2, zoneServers: 2 } as const

/** Asks name servers by Node's own resolver, under the host's signal. */
export function askDns(host: Host): AskDns {
  return async (server, name, type) => {
    // Two tries, the second twice as long as the first, fit the limit.
    const resolver = new Resolver({ timeout: Math.floor(limitMs / 3.2), tries: 2 })
    const cancel = () => resolver.cancel()
    host.signal.addEventListener('abort', cancel, { once: true })
    try {
      if (host.signal.aborted) return { values: [], code: 'ECANCELLED' }
      resolver.setServers([server])
      if (type === 'TXT') {
        const records = await promisify(resolver.resolveTxt).call(resolver, name)
        // A long text is sent in several strings that belong together. RFC 7208 section 3.3
        return bounded(records.map((strings) => strings.join('')))
      }
      const resolve = type === 'NS' ? resolver.resolveNs : resolver.resolve4
      return bounded(await promisify<string, string[]>(resolve).call(resolver, name))
    } catch (error) {
      return { values: [], code: error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN' }
    } finally {
      host.signal.removeEventListener('abort', cancel)
    }
  }
}

function bounded(values: readonly string[]): DnsAnswer {
  const kept = values.slice(0, most.values).map((value) => value.slice(0, most.characters))
  return { values: kept, code: kept.length === 0 ? 'ENODATA' : null }
}

/**
 * Looks for the TXT record of a domain: on the domain itself as this machine's name servers and as the zone's own see it,
 * and where it lands when a DNS panel appends the zone a second time, or when the record's text was taken for its name.
 */
export async function lookUpTxt(
  domain: OrganizationDomain,
  ask: AskDns,
  machineServers: readonly string[] = getServers(),
): Promise<TxtView[]> {
  const name = domainToASCII(domain.domain.trim().replace(/\.$/, ''))
  if (name === '') return []
  const places: ReadonlyArray<readonly [TxtView['place'], string]> = [
    ['domain', name],
    ['zone-twice', `${name}.${name}`],
    ['challenge', `_acme-challenge.${name}`],
    ...(domain.verificationPrefix === null ? [] : [['prefix', `${domain.verificationPrefix}.${name}`] as const]),
  ]
  const [machine, zone] = await Promise.all([
    Promise.all(
      places.map(([place, asked]) => firstHeard(ask, machineServers, asked).then((view) => ({ place, ...view }))),
    ),
    zoneViews(ask, machineServers, name),
  ])
  return [...machine, ...zone]
}

type View = Omit<TxtView, 'place'>

/** The answer of the first name server of this machine that is heard at all. */
async function firstHeard(ask: AskDns, servers: readonly string[], name: string): Promise<View> {
  let view: View = { name, asked: 'machine', server: 'none', values: [], code: 'ENOSERVER' }
  for (const server of servers.slice(0, most.machineServers)) {
    view = { name, asked: 'machine', server, ...(await ask(server, name, 'TXT')) }
    if (isHeard(view.code)) return view
  }
  return view
}

/** Whether a name server said anything of the name: records, or that there are none. */
export const isHeard = (code: string | null) => code === null || code === 'ENOTFOUND' || code === 'ENODATA'

/** What the name servers that serve the zone say: they know a new record before any cache does. */
async function zoneViews(ask: AskDns, machineServers: readonly string[], name: string): Promise<TxtView[]> {
  const [resolver] = machineServers
  if (resolver === undefined) return []
  const names = await zoneServers(ask, resolver, name)
  const views = await Promise.all(
    names.slice(0, most.zoneServers).map(async (server): Promise<TxtView | null> => {
      const [address] = (await ask(resolver, server, 'A')).values
      if (address === undefined) return null
      return { place: 'domain', name, asked: 'zone', server, ...(await ask(address, name, 'TXT')) }
    }),
  )
  return views.filter((view) => view !== null)
}

/** The name servers of the zone a name is in: its own, or those of the nearest name above it that has some. */
async function zoneServers(ask: AskDns, resolver: string, name: string): Promise<string[]> {
  const labels = name.split('.')
  for (let from = 0; from < labels.length - 1 && from < 4; from++) {
    const { values, code } = await ask(resolver, labels.slice(from).join('.'), 'NS')
    if (values.length > 0) return values
    if (!isHeard(code)) return []
  }
  return []
}
