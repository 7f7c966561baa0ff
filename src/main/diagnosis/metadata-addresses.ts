import type { ProfileId } from '../../shared/guidance/causes-products'

/** An address where a product publishes its metadata. */
export interface MetadataAddress {
  url: string
}

/** Where each product publishes metadata unless somebody moved it, the usual place first. */
const places: Readonly<Record<ProfileId, readonly string[]>> = {
  adfs: ['/FederationMetadata/2007-06/FederationMetadata.xml'],
  shibboleth: ['/idp/shibboleth'],
  simplesamlphp: [
    '/simplesaml/module.php/saml/idp/metadata',
    '/simplesaml/saml2/idp/metadata.php',
    '/saml2/idp/metadata.php',
  ],
  keycloak: ['/realms/master/protocol/saml/descriptor', '/auth/realms/master/protocol/saml/descriptor'],
  cas: ['/cas/idp/metadata', '/idp/metadata'],
  pingfederate: ['/pf/federation_metadata.ping'],
}

/** Ports that are not 443 by default. */
const ports: Readonly<Partial<Record<ProfileId, number>>> = { pingfederate: 9031 }

/**
 * The addresses at which a product on this host publishes its metadata. The host may be a bare name, a name with a port, or a
 * whole address, whose path is taken as it is where it has one. Null when it is none of these.
 */
export function metadataAddresses(profile: ProfileId, host: string): MetadataAddress[] | null {
  const text = host.trim()
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.pathname !== '/') return [{ url: url.href }]
  const port = ports[profile]
  if (url.port === '' && port !== undefined) url.port = String(port)
  return places[profile].map((place) => ({ url: `${url.origin}${place}` }))
}
