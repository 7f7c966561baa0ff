import type { ProfileId } from '../../shared/guidance/causes/products'
import { profileProducts } from '../network/profiles/products'
import { addressesAt, readTarget, usualRealm } from '../network/profiles/target'

/** An address where a product publishes its metadata. */
export interface MetadataAddress {
  url: string
}

/**
 * The addresses at which a product on this host publishes its metadata unless somebody moved it. The host may be a bare name, a name
 * with a port, or an address. Null when it is none of these.
 */
export function metadataAddresses(profile: ProfileId, host: string): MetadataAddress[] | null {
  const product = profileProducts[profile]
  const target = readTarget(host, product, usualRealm)
  if (target === null) return null
  const [port] = target.ports
  if (port !== undefined) target.origin.port = String(port)
  const paths = product.endpoints.find(({ role }) => role === 'metadata')?.paths ?? []
  const usual = addressesAt(target, paths)
  return [...new Set(target.given === null ? usual : [target.given, ...usual])].map((url) => ({ url }))
}
