import type { Finding } from '../../../shared/finding'
import type { ProfileId } from '../../../shared/guidance/causes/products'
import type { Timings } from '../../../shared/runs/network'
import type { Host } from '../../host/host'
import { dial } from '../dial'
import { makeGate } from '../gate'
import { lookUp } from '../gather-dns'
import { gatherHttp } from '../gather-http'
import { chooseProxy } from '../gather-proxy'
import { type Reached, type ReachWay, reach } from '../reach'
import { mostTelling, stateOf } from './endpoint-state'
import { judgeBinding, judgeFront } from './judge-adfs'
import { judgeEndpoint } from './judge-endpoint'
import { judgeProduct } from './judge-product'
import type { EndpointObservation } from './observation'
import type { ProductEndpoint } from './product'
import { profileProducts } from './products'
import { addressesAt, type ProfileTarget, readTarget } from './target'

export interface ProfileWish {
  product: ProfileId
  /** A name, a name with a port, or an https address. */
  host: string
  /** Of Keycloak. */
  realm: string
}

/** A product being looked for. Nothing of it rejects. */
export interface ProfileFound {
  product: ProfileId
  /** Where it is looked for, the port and the realm included. */
  target: ProfileTarget
  /** Where its metadata lies, or most likely would. */
  metadataUrl: string
  endpoints: readonly Promise<EndpointObservation>[]
}

export interface ProfileReached {
  endpoints: EndpointObservation[]
  /** The look at the address of the metadata, layer by layer. */
  metadata: Reached
}

/** Who hears how far a look is. */
export interface ProfileTold {
  timings?: (timings: Timings) => void
  endpoint?: (observation: EndpointObservation) => void
}

/** Two at a time are polite to a single server. */
const sideBySide = 2
/** A port that does not answer by then is taken for closed while another one is open. */
const portLimitMs = 2000

/**
 * Starts looking for every endpoint a product has on a host, each at its usual places. Done when the place of the metadata is known.
 * Null when the host is none.
 */
export async function findProfile(
  { product: id, host: text, realm }: ProfileWish,
  way: ReachWay,
  host: Host,
): Promise<ProfileFound | null> {
  const product = profileProducts[id]
  const named = readTarget(text, product, realm)
  if (named === null) return null
  const target = { ...named, origin: await openOrigin(named, way, host) }
  const gate = makeGate(sideBySide)
  const endpoints = product.endpoints.map((endpoint) => gate(() => lookFor(id, endpoint, target, way, host)))
  const metadata = await endpoints[product.endpoints.findIndex(({ role }) => role === 'metadata')]
  const place = metadata && mostTelling(product, 'metadata', metadata.tried)
  return { product: id, target, endpoints, metadataUrl: place?.url ?? target.origin.href }
}

/** Looks at the way to the metadata layer by layer, then judges every endpoint, the product, and of AD FS what stands in front. */
export async function* reachProfile(
  { product, target, endpoints: looking, metadataUrl }: ProfileFound,
  way: ReachWay,
  host: Host,
  told: ProfileTold = {},
): AsyncGenerator<Finding, ProfileReached> {
  const metadata = yield* reach(metadataUrl, way, host, told.timings)
  const unreached = metadata.result.hops.every(({ status }) => status === null)
  const endpoints: EndpointObservation[] = []
  for (const look of looking) {
    const observation = await look
    endpoints.push(observation)
    told.endpoint?.(observation)
    yield judgeEndpoint(observation, unreached)
  }
  yield judgeProduct(product, endpoints)
  if (product === 'adfs') yield* judgeAdfs(endpoints, metadata, target)
  return { endpoints, metadata }
}

function* judgeAdfs(endpoints: readonly EndpointObservation[], { observations }: Reached, { origin }: ProfileTarget) {
  const front = judgeFront(endpoints, origin.hostname)
  if (front !== null) yield front
  const tls = observations.find((one) => one.kind === 'tls')
  const binding = tls === undefined ? null : judgeBinding(tls)
  if (binding !== null) yield binding
}

/** The origin at the first of the product's ports that is open; at the usual one when none is, or when a proxy connects. */
async function openOrigin({ origin, ports }: ProfileTarget, way: ReachWay, host: Host): Promise<URL> {
  const at = (port: number | undefined) => {
    const url = new URL(origin.href)
    if (port !== undefined) url.port = String(port)
    return url
  }
  const [usual] = ports
  if (ports.length < 2 || (await chooseProxy(way.proxyFor, at(usual).href, way.limitMs, host)).proxy !== null)
    return at(usual)
  const limitMs = Math.min(portLimitMs, way.limitMs)
  const { addresses } = await lookUp(origin.hostname.replace(/^\[|\]$/g, ''), way.servers.inside, limitMs, host)
  const [address] = addresses
  if (address === undefined) return at(usual)
  const open = await Promise.all(
    ports.map(async (port) => {
      const dialled = await dial(address, port, limitMs, host)
      if (dialled.ok) dialled.socket.destroy()
      return dialled.ok
    }),
  )
  return at(ports[open.indexOf(true)] ?? usual)
}

async function lookFor(
  product: ProfileId,
  endpoint: ProductEndpoint,
  target: ProfileTarget,
  way: ReachWay,
  host: Host,
): Promise<EndpointObservation> {
  const { role, name } = endpoint
  const at = new Date(host.now()).toISOString()
  const tried: EndpointObservation['tried'] = []
  const of = profileProducts[product]
  const resolve = async (wanted: string) => (await lookUp(wanted, way.servers.inside, way.limitMs, host)).addresses
  for (const url of placesOf(endpoint, target)) {
    const proxied = (await chooseProxy(way.proxyFor, url, way.limitMs, host)).proxy !== null
    const { observation } = await gatherHttp({ url, limitMs: way.limitMs, lookUp: proxied ? null : resolve }, host)
    tried.push({ url, http: observation })
    const state = stateOf(of, role, observation)
    // A host that does not answer at one path will not at the next.
    if (state === 'there' || state === 'off' || state === 'silent' || host.signal.aborted) break
  }
  return { kind: 'endpoint', product, role, name, tried, at }
}

function placesOf({ role, paths, port, scheme }: ProductEndpoint, target: ProfileTarget): string[] {
  // Where the host does not stand on its usual port, neither does what has a port of its own.
  if (port !== undefined && target.origin.port !== '') return []
  const usual = addressesAt(target, paths).map((address) => {
    const url = new URL(address)
    if (scheme !== undefined) url.protocol = `${scheme}:`
    if (port !== undefined) url.port = String(port)
    return url.href
  })
  return [...new Set(role === 'metadata' && target.given !== null ? [target.given, ...usual] : usual)]
}
