import type { Product } from './product'

/** The realm of Keycloak where none is named. */
export const usualRealm = 'master'

/** Where a product is looked for. */
export interface ProfileTarget {
  /** Scheme and host, and the port where one was named. */
  origin: URL
  /** Where it may listen, the usual place first. */
  ports: readonly number[]
  /** What stands before the product's own paths: `` or `/folder`. */
  folder: string
  /** Of Keycloak. */
  realm: string
  /** An address given in full, which is tried for the metadata before all others. */
  given: string | null
}

/**
 * Reads what a person calls the host of a product: a name, a name with a port, or an address, of which a path the product is
 * known by is taken off. A realm that stands in the path is the one meant. Null when it is none of these.
 */
export function readTarget(text: string, product: Product, realm: string): ProfileTarget | null {
  const trimmed = text.trim()
  const whole = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  if (trimmed === '' || /\s/.test(whole) || !URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.hostname === '') return null
  const path = url.pathname.replace(/\/+$/, '')
  const origin = new URL(url.origin)
  const place = { origin, ports: portsOf(whole, url, product) }
  const known = knownPath(path, product)
  if (known) return { ...place, folder: '', realm: known.realm ?? realm, given: null }
  const before = pathBefore(path, product)
  if (before) return { ...place, folder: before.folder, realm: before.realm ?? realm, given: null }
  return { ...place, folder: path, realm, given: `${url.origin}${url.pathname}${url.search}` }
}

function portsOf(text: string, { port, protocol }: URL, { ports }: Product): readonly number[] {
  if (port !== '') return [Number(port)]
  if (protocol === 'http:') return [80]
  return /^https:\/\/[^/?#]*:443(?:[/?#]|$)/i.test(text) ? [443] : ports
}

/** A path that is one of the product's, or leads to one. */
function knownPath(path: string, { endpoints }: Product): { realm: string | null } | null {
  const wanted = path.split('/')
  for (const own of endpoints.flatMap(({ paths }) => paths)) {
    const parts = own.split('/')
    if (wanted.length > parts.length) continue
    if (wanted.every((part, index) => parts[index] === 'REALM' || same(part, parts[index])))
      return { realm: realmIn(wanted, parts) }
  }
  return null
}

/** One of the product's paths below a folder of somebody's own. */
function pathBefore(path: string, { endpoints }: Product): { folder: string; realm: string | null } | null {
  const wanted = path.split('/')
  for (const own of endpoints.flatMap(({ paths }) => paths)) {
    const parts = own.replace(/\/+$/, '').split('/')
    const start = wanted.length - parts.length + 1
    if (start < 1) continue
    const tail = ['', ...wanted.slice(start)]
    if (tail.every((part, index) => parts[index] === 'REALM' || same(part, parts[index])))
      return { folder: wanted.slice(0, start).join('/'), realm: realmIn(tail, parts) }
  }
  return null
}

const same = (one: string, other: string | undefined) => one.toLowerCase() === other?.toLowerCase()

function realmIn(path: readonly string[], parts: readonly string[]): string | null {
  const found = path[parts.indexOf('REALM')]
  if (found === undefined) return null
  try {
    return decodeURIComponent(found)
  } catch {
    return found
  }
}

/** The addresses at which one of the product's endpoints may lie, the usual one first. */
export function addressesAt({ origin, folder, realm }: ProfileTarget, paths: readonly string[]): string[] {
  return paths.map((path) => new URL(`${folder}${path.replace('REALM', () => encodeURIComponent(realm))}`, origin).href)
}
