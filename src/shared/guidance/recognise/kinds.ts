import type { Side } from '../../catalog/terms'
import type { ValueName } from '../../catalog/values'

/** Where something recognised belongs: a value, and the side that has to give it where that decides. */
export interface Home {
  name: ValueName
  side?: Side
}

export interface KindWord {
  /** With its article, as it stands in a sentence: “This is …”. */
  is: string
  /** Must not be kept outside the vault, whatever field it was pasted into. */
  sensitive: boolean
  homes: readonly Home[]
}

const home = (name: ValueName | Home): Home => (typeof name === 'string' ? { name } : name)
const word = (is: string, ...homes: (ValueName | Home)[]): KindWord => ({
  is,
  sensitive: false,
  homes: homes.map(home),
})
const sensitive = (is: string, ...homes: (ValueName | Home)[]): KindWord => ({
  is,
  sensitive: true,
  homes: homes.map(home),
})
const fromWorkos = (name: ValueName): Home => ({ name, side: 'workos' })

/** Everything the paste boxes can tell apart. */
const kinds = {
  // Addresses of WorkOS
  'acs-url': word('an ACS URL of WorkOS', 'acs_url'),
  'sp-entity-id': word('an SP Entity ID of WorkOS', 'sp_entity_id'),
  'sp-metadata-url': word('an SP Metadata address of WorkOS', 'sp_metadata_url'),
  'workos-redirect-uri': word('a redirect URI of WorkOS', fromWorkos('redirect_uri')),
  'workos-logout-uri': word('the address of WorkOS for a logout that the provider starts'),
  'scim-endpoint': word('a SCIM endpoint', 'scim_endpoint'),
  'setup-link': sensitive('a setup link into the Admin Portal of WorkOS', 'setup_link'),
  'workos-issuer': word('the issuer of a WorkOS environment', 'issuer_url'),
  'workos-api': word('the base address of the WorkOS API', 'workos_url'),
  'workos-dashboard': word('the address of a page of the WorkOS Dashboard'),

  // Addresses of an identity provider
  'idp-metadata-url': word('a metadata address of an identity provider', 'idp_metadata_url'),
  'idp-sso-url': word('a sign-on address of an identity provider', 'idp_sso_url'),
  'idp-slo-url': word('a logout address of an identity provider'),
  'idp-initiated-url': word('an address that starts a sign-in at the identity provider', {
    name: 'login_initiation_url',
    side: 'provider',
  }),
  'idp-entity-id': word('the entity ID of an identity provider', 'idp_entity_id'),
  'idp-other-url': word('an address of the identity provider that no field here takes'),
  'discovery-endpoint': word('an OpenID discovery address', 'discovery_endpoint'),
  'oauth-endpoint': word('an authorization or token endpoint'),
  'jwks-url': word('the address of a key set (JWKS)'),
  'oidc-issuer': word('an OpenID issuer', 'discovery_endpoint'),
  'console-page': word('the address of a page of an admin console'),
  url: word('a web address'),
  'custom-scheme': word('an address with a scheme of an app', { name: 'redirect_uri', side: 'provider' }),
  urn: word('a URN', 'idp_entity_id'),

  // Documents
  'idp-metadata-xml': word('the metadata of an identity provider as XML', 'idp_metadata_xml'),
  'metadata-aggregate': word('a metadata document that describes several parties', 'idp_metadata_xml'),
  'sp-metadata-xml': word('the metadata of a service provider as XML'),
  'saml-message': word('a SAML message'),
  xml: word('an XML document that is no SAML metadata'),
  html: word('a web page (HTML)'),
  'discovery-json': word('the content of an OpenID discovery document'),
  'google-client-json': sensitive('the client file of a Google project, secret included', 'client_secret'),
  'jwks-json': word('a key set (JWKS)'),
  json: word('JSON', 'firebase_config'),
  csv: word('a table in CSV form', 'users_csv', 'user_groups_csv', 'groups_csv'),
  'image-data': word('an encoded picture'),

  // Keys and certificates
  certificate: word(
    'an X.509 certificate',
    'x509_certificate',
    { name: 'ssl_certificate' },
    { name: 'sp_public_certificate' },
  ),
  'private-key': sensitive('a private key', 'private_key', 'ssl_private_key'),
  pkcs12: sensitive('a key store (PKCS #12) with a private key in it'),
  'certificate-request': word('a request for a certificate (CSR)'),
  'public-key': word('a public key without a certificate'),
  pkcs7: word('a certificate bundle (PKCS #7)'),
  fingerprint: word('the fingerprint of a certificate'),
  'distinguished-name': word('the name of a certificate, not the certificate'),
  'ssh-public-key': word('an SSH public key', 'ssh_public_key'),

  // Credentials
  'workos-api-key': sensitive('an API key of WorkOS', fromWorkos('api_key')),
  'secret-key': sensitive('a secret API key'),
  'client-secret': sensitive('a client secret', 'client_secret'),
  'access-token': sensitive('an access token of a person', 'api_token'),
  'scim-token': sensitive('a SCIM bearer token', 'scim_bearer_token'),
  jwt: sensitive('a signed token (JWT)', 'scim_bearer_token'),
  'supabase-secret-key': sensitive('a secret key of a Supabase project'),

  // Identifiers
  'client-id': word('a client ID', { name: 'client_id', side: 'provider' }),
  'workos-client-id': word('the client ID of a WorkOS environment', fromWorkos('client_id')),
  'workos-connection-id': word('the ID of a WorkOS connection', 'connection_id'),
  'workos-organization-id': word('the ID of a WorkOS organization', fromWorkos('organization_id')),
  'workos-directory-id': word('the ID of a WorkOS directory'),
  'workos-record-id': word('the ID of a record in WorkOS'),
  'supabase-publishable-key': word('a publishable key of a Supabase project', 'supabase_key'),
  'aws-arn': word('an AWS resource name (ARN)', 'role_name', 'user_pool_id'),
  guid: word('a GUID'),
  email: word('an e-mail address', 'username'),
  domain: word('a host name', 'auth0_domain', 'service_id', 'domain'),
  'ip-address': word('an IP address'),
  number: word('a number'),

  // What stands for a value without being one
  'file-path': word('the path of a file, not what is in it'),
  command: word('a command line'),
  truncated: word('a value that was cut short for display'),
  masked: word('a value whose characters are hidden'),
  placeholder: word('a pattern with a placeholder in it'),
  several: word('several values at once'),
  opaque: word('a string that does not show what it is'),
  text: word('running text'),
} as const satisfies Record<string, KindWord>

export type PastedKind = keyof typeof kinds

export function kindWord(kind: PastedKind): KindWord {
  return kinds[kind]
}

/** What a text was recognised as. */
export interface Sight {
  kind: PastedKind
  /** The product whose form it has, by name. */
  product?: string
  /** WorkOS connection types of that product. */
  connectionTypes?: readonly string[]
  /** The opaque key or id in it. */
  key?: string
  /** A short remark on this very form, shown after the sentence. */
  remark?: string
}
