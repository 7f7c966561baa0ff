import { type Address, isHostName, isIpAddress, queryValue, readAddress } from './address'
import { distinctive, guid } from './credentials'
import type { Sight } from './kinds'
import { commonAddresses, type Product, products } from './products'

/** What helps to tell one thing from another that has the same form. */
export interface Surroundings {
  /** The key in the ACS URL of this set-up. */
  acsKey: string | null
  acsHost: string | null
  /** The WorkOS connection type of the row: its product is asked first. */
  connectionType: string | null
}

const opaqueKey = '[A-Za-z0-9_-]{6,64}'
const acsPath = new RegExp(`^/sso/saml/acs/(${opaqueKey})/?$`)
const scimPath = new RegExp(
  `^/scim/v2(?:\\.0)?/(${opaqueKey})(/(?:Users|Groups|ServiceProviderConfig|Schemas|ResourceTypes))?/?$`,
  'i',
)
const entityPath = /^\/([A-Za-z0-9]{20,40})\/?$/

/** Tells what a cleaned, single value is. Never fails: what shows nothing of itself is opaque or running text. */
export function sightOf(text: string, around: Surroundings): Sight {
  const address = readAddress(text)
  if (address)
    return address.scheme === 'http' || address.scheme === 'https' ? webAddress(address, around) : otherAddress(address)
  return pretender(text) ?? credential(text) ?? plain(text)
}

function credential(text: string): Sight | null {
  const found = distinctive.find(({ form }) => form.test(text))
  if (found) return found.sight
  return /^eyJ[A-Za-z0-9_-]{5,}\.eyJ[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*$/.test(text) ? { kind: 'jwt' } : null
}

/** What stands for a value: cut short, hidden, a pattern, a path, a command. */
function pretender(text: string): Sight | null {
  if (/[•●∙*]{4,}|^[xX.]{8,}$/.test(text)) return { kind: 'masked' }
  if (/…|\.{3}$/.test(text) && !/\s/.test(text)) return { kind: 'truncated' }
  if (/^(curl|wget|openssl|Invoke-\w+|Set-\w+|Get-\w+|New-\w+|aws|az|gcloud|kubectl)\s+\S/i.test(text))
    return { kind: 'command' }
  if (/^([A-Za-z]:[\\/]|\\\\[^\\]|~?\/(home|Users|etc|opt|var|tmp|mnt|srv)\/)/.test(text)) return { kind: 'file-path' }
  if (hasPlaceholder(text)) return { kind: 'placeholder' }
  return null
}

function hasPlaceholder(text: string): boolean {
  return (
    /\{\{?[A-Za-z][\w .-]{0,40}\}?\}/.test(text) ||
    /<[A-Za-z][\w .-]{1,40}>/.test(text) ||
    /\[[A-Za-z][A-Za-z _-]{2,40}\]/.test(text) ||
    /\b(YOUR|MY)[_-][A-Z0-9_-]{2,40}\b/.test(text) ||
    /\byour-?(domain|tenant|company|org|subdomain|okta-?domain)\b/i.test(text)
  )
}

function plain(text: string): Sight {
  if (guid.test(text)) return { kind: 'guid' }
  if (/^[^\s@]{1,64}@[^\s@]{1,253}\.[^\s@.]{2,63}$/.test(text)) return { kind: 'email' }
  if (/^urn:\S+$/i.test(text)) return { kind: 'urn' }
  if (isIpAddress(text)) return { kind: 'ip-address' }
  if (/^(ssh-(ed25519|rsa|dss)|ecdsa-sha2-nistp\d{3}|sk-ssh-ed25519@openssh\.com)\s+\S{20,}/.test(text))
    return { kind: 'ssh-public-key' }
  if (/^-{4} BEGIN SSH2 PUBLIC KEY -{4}/.test(text)) return { kind: 'ssh-public-key', key: 'rfc4716' }
  if (/^([0-9A-F]{2}[: ]){15,31}[0-9A-F]{2}$/i.test(text)) return { kind: 'fingerprint' }
  if (/^(CN|OU|O|C|DC|E|EMAILADDRESS)\s?=\s?[^=]+(,|\/|$)/i.test(text)) return { kind: 'distinguished-name' }
  if (isHostName(text)) return { kind: 'domain' }
  if (/^[\d -]+$/.test(text)) return { kind: 'number' }
  if (/https?:\/\/\S+\s[\s\S]*https?:\/\/\S+/i.test(text)) return { kind: 'several' }
  return /\s/.test(text) ? { kind: 'text' } : { kind: 'opaque' }
}

function otherAddress(address: Address): Sight {
  if (address.scheme === 'file') return { kind: 'file-path' }
  return { kind: 'custom-scheme', key: address.scheme }
}

function webAddress(address: Address, around: Surroundings): Sight {
  if (/…|\.{3}|%E2%80%A6/i.test(address.text)) return { kind: 'truncated' }
  if (/[•●*]{4,}/.test(address.text)) return { kind: 'masked' }
  if (hasPlaceholder(address.text) || /%7B[a-z]+%7D/i.test(address.text)) return { kind: 'placeholder' }
  return ofWorkos(address, around) ?? ofProduct(address, around) ?? ofAnybody(address)
}

function ofWorkos(address: Address, around: Surroundings): Sight | null {
  const { host, path } = address
  const acs = acsPath.exec(path)
  if (acs) return { kind: 'acs-url', key: acs[1] }
  const scim = scimPath.exec(path)
  if (scim) return { kind: 'scim-endpoint', key: scim[1], product: scim[2] }
  if (/^\/sso\/oidc\/idp-logout\//.test(path)) return { kind: 'workos-logout-uri' }
  if (
    /^\/sso\/(oidc|oauth)\/([^/]+\/)?[^/]+\/callback\/?$/.test(path) ||
    /^\/sso\/oauth\/callback\/[^/]+\/?$/.test(path)
  )
    return { kind: 'workos-redirect-uri', product: /^\/sso\/oauth\//.test(path) ? 'oauth' : 'oidc' }
  if (host === 'setup.workos.com' || (queryValue(address, 'token') !== null && /\.workos\.com$/.test(host)))
    return { kind: 'setup-link' }
  if (host === 'dashboard.workos.com') return { kind: 'workos-dashboard', key: dashboardId(address) }
  if (/(^|\.)workos\.com$/.test(host)) {
    if (/^\/(sso|user_management)\/client_\w+\/?/.test(path)) return { kind: 'workos-issuer' }
    if (/metadata/i.test(path)) return { kind: 'sp-metadata-url' }
    if (/^\/directories\/[^/]+\/scim\/v2/.test(path))
      return { kind: 'scim-endpoint', remark: 'Addresses of this form appear in old guides only.' }
    if (host === 'api.workos.com' && path.length <= 1) return { kind: 'workos-api' }
    const entity = entityPath.exec(path)
    if (entity && /^(auth|api)\./.test(host)) return { kind: 'sp-entity-id', key: entity[1] }
  }
  const entity = entityPath.exec(path)
  if (entity && address.query === null && (entity[1] === around.acsKey || host === around.acsHost))
    return { kind: 'sp-entity-id', key: entity[1] }
  return null
}

function dashboardId(address: Address): string | undefined {
  return /\b(?:conn|org|directory)_[0-9A-Za-z]{10,40}\b/.exec(address.path)?.[0]
}

function ofProduct(address: Address, around: Surroundings): Sight | null {
  const own = (product: Product) => around.connectionType !== null && product.types.includes(around.connectionType)
  const ordered = [...products.filter(own), ...products.filter((product) => !own(product))]
  for (const product of ordered) {
    if (product.hosts && !product.hosts.test(address.host)) continue
    const found = product.addresses.find(({ path }) => path.test(address.path))
    if (found) return { kind: found.kind, product: product.name, connectionTypes: product.types, remark: found.remark }
  }
  return null
}

function ofAnybody(address: Address): Sight {
  if (queryValue(address, 'SAMLRequest') !== null) return { kind: 'idp-sso-url' }
  const found = commonAddresses.find(({ path }) => path.test(address.path))
  if (found) return { kind: found.kind, remark: found.remark }
  return /\/(jwks(\.json)?|certs|keys)\/?$/i.test(address.path) ? { kind: 'jwks-url' } : { kind: 'url' }
}
