import type { Finding } from '../../../shared/finding'
import type { ProfileId } from '../../../shared/guidance/causes-products'
import type { Host } from '../../host/host'
import { makeGate } from '../gate'
import { lookUp } from '../gather-dns'
import { gatherHttp } from '../gather-http'
import { type Reached, type ReachWay, reach } from '../reach'
import { isThere, judgeEndpoint, mostTelling } from './judge-endpoint'
import { judgeBinding, judgeProduct } from './judge-product'
import type { EndpointObservation } from './observation'
import { type Product, type ProductEndpoint, profileProducts } from './products'

export interface ProfileTarget {
  product: ProfileId
  /** A name, a name with a port, or an https address whose path is taken as the place of the product. */
  host: string
  /** Of Keycloak. */
  realm: string
}

export interface ProfileReached {
  endpoints: EndpointObservation[]
  /** The look at the address of the metadata, layer by layer. */
  metadata: Reached
}

/** Two at a time are polite to a single server. */
const sideBySide = 2

/** The base address of a product's host, or null when the text names none. */
export function baseOf(text: string, product: Product): URL | null {
  const whole = /^https?:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`
  if (/\s/.test(whole) || !URL.canParse(whole)) return null
  const base = new URL(whole)
  if (base.port === '' && product.port !== 443 && base.protocol === 'https:') base.port = String(product.port)
  base.username = ''
  base.password = ''
  return base
}

/**
 * Looks for every endpoint a product has on a host, each at its usual places, and at the way to its metadata layer by layer.
 * Null when the host is none.
 */
export async function* reachProfile(
  { product: id, host: text, realm }: ProfileTarget,
  way: ReachWay,
  host: Host,
): AsyncGenerator<Finding, ProfileReached | null> {
  const product = profileProducts[id]
  const base = baseOf(text, product)
  if (base === null) return null
  const gate = makeGate(sideBySide)
  const looking = product.endpoints.map((endpoint) => gate(() => lookFor(id, endpoint, base, realm, way, host)))
  const found = await looking[0]
  const metadataUrl = (found && mostTelling('metadata', found.tried)?.url) ?? base.href
  const metadata = yield* reach(metadataUrl, way, host)
  const endpoints: EndpointObservation[] = []
  for (const look of looking) {
    const observation = await look
    endpoints.push(observation)
    yield judgeEndpoint(observation)
  }
  yield judgeProduct(id, endpoints)
  const tls = metadata.observations.find((one) => one.kind === 'tls')
  const binding = id === 'adfs' && tls?.kind === 'tls' ? judgeBinding(tls) : null
  if (binding !== null) yield binding
  return { endpoints, metadata }
}

async function lookFor(
  product: ProfileId,
  { role, name, paths, port, scheme }: ProductEndpoint,
  base: URL,
  realm: string,
  way: ReachWay,
  host: Host,
): Promise<EndpointObservation> {
  const at = new Date(host.now()).toISOString()
  const tried: EndpointObservation['tried'] = []
  // Where the host does not stand on its usual port, neither does what has a port of its own.
  const places = port !== undefined && base.port !== '' ? [] : paths
  for (const path of places) {
    const url = placeOf(base, path.replace('REALM', encodeURIComponent(realm)), port, scheme)
    const proxied = (await way.proxyFor(url)).proxy !== null
    const resolve = async (wanted: string) => (await lookUp(wanted, way.servers.inside, way.limitMs, host)).addresses
    const { observation } = await gatherHttp({ url, limitMs: way.limitMs, lookUp: proxied ? null : resolve }, host)
    tried.push({ url, http: observation })
    if (isThere(role, observation) || host.signal.aborted) break
  }
  return { kind: 'endpoint', product, role, name, tried, at }
}

function placeOf(base: URL, path: string, port: number | undefined, scheme: 'http' | undefined): string {
  const url = new URL(base.href)
  if (scheme !== undefined) url.protocol = `${scheme}:`
  if (port !== undefined) url.port = String(port)
  url.pathname = path
  url.search = ''
  url.hash = ''
  return url.href
}
