import type { Side } from '../../catalog/terms'
import type { ValueName } from '../../catalog/values'
import type { Cleaning } from './clean'
import type { PastedKind } from './kinds'

/** What the paste box of a value takes. */
export interface Slot {
  /** `document`: taken as it is, apart from what its own reader mends. */
  cleaning: Cleaning | 'document'
  accepts: readonly PastedKind[] | 'anything'
  /** What an accepted value has to look like besides, and the sentence when it does not. */
  form?: { test: RegExp; wants: string }
  /** What is said of an address that is not https. `any`: http is as good, because it is a name and not called. */
  http?: 'refused' | 'warned' | 'any'
}

const address = (...accepts: PastedKind[]): Slot => ({ cleaning: 'address', accepts, http: 'refused' })
const token = (accepts: PastedKind[], form?: Slot['form']): Slot => ({ cleaning: 'token', accepts, form })
const free = (...accepts: PastedKind[]): Slot => ({ cleaning: 'free', accepts })
const document = (...accepts: PastedKind[]): Slot => ({ cleaning: 'document', accepts })
const wants = (test: RegExp, sentence: string): Slot['form'] => ({ test, wants: sentence })

const csv = (head: RegExp, columns: string): Slot => ({
  cleaning: 'document',
  accepts: ['csv'],
  form: { test: head, wants: `Its first line has to name the columns ${columns}.` },
})

const anyIdentifier: PastedKind[] = ['client-id', 'opaque', 'guid', 'number', 'urn', 'domain']
const anySecret: PastedKind[] = ['client-secret', 'opaque', 'guid', 'number', 'jwt', 'secret-key', 'scim-token']
const anyText: PastedKind[] = ['opaque', 'text', 'email', 'domain', 'guid', 'number', 'client-id']
const ownAddress = address(
  'workos-redirect-uri',
  'url',
  'idp-sso-url',
  'idp-initiated-url',
  'custom-scheme',
  'oidc-issuer',
  'idp-metadata-url',
)
const apple = wants(/^[A-Z0-9]{10}$/, 'Apple writes it as ten capital letters and digits.')

const slots: Readonly<Record<ValueName, Slot | Partial<Record<Side, Slot>>>> = {
  acs_url: address('acs-url'),
  acs_url_validator: {
    cleaning: 'free',
    accepts: ['opaque', 'text', 'url', 'placeholder', 'truncated'],
    form: wants(/^\^.*\$$/, 'It is a regular expression that begins with ^ and ends with $.'),
  },
  sp_entity_id: { cleaning: 'address', accepts: ['sp-entity-id'], http: 'any' },
  sp_metadata_url: address('sp-metadata-url'),
  sp_public_certificate: document('certificate'),

  idp_metadata_url: { cleaning: 'address', accepts: ['idp-metadata-url', 'url', 'idp-entity-id'], http: 'warned' },
  idp_metadata_xml: document('idp-metadata-xml', 'metadata-aggregate'),
  idp_entity_id: {
    cleaning: 'address',
    accepts: ['idp-entity-id', 'idp-metadata-url', 'url', 'urn', 'oidc-issuer', 'domain', 'opaque', 'custom-scheme'],
    http: 'any',
  },
  idp_sso_url: { cleaning: 'address', accepts: ['idp-sso-url', 'url'], http: 'warned' },
  x509_certificate: document('certificate'),
  login_initiation_url: {
    provider: address('idp-initiated-url', 'idp-sso-url', 'url'),
    workos: address('url', 'custom-scheme'),
  },

  redirect_uri: {
    workos: address('workos-redirect-uri'),
    provider: { ...ownAddress, http: 'warned' },
    environment: { ...ownAddress, http: 'warned' },
  },
  client_id: {
    provider: token(anyIdentifier),
    workos: token(['workos-client-id']),
  },
  client_secret: token(anySecret),
  discovery_endpoint: address('discovery-endpoint'),
  issuer_url: address('workos-issuer'),
  workos_url: address('workos-api', 'url'),
  ssl_certificate: document('certificate'),
  ssl_private_key: document('private-key'),

  scim_endpoint: address('scim-endpoint'),
  scim_bearer_token: token(['scim-token', 'opaque', 'jwt', 'guid']),
  oauth_client_credentials: free('opaque', 'text', 'client-secret', 'several', 'client-id'),
  setup_link: address('setup-link'),
  oauth_consent: free(),
  api_key: {
    provider: token(['opaque', 'guid', 'jwt', 'secret-key', 'client-secret', 'number', 'access-token']),
    workos: token(['workos-api-key']),
  },
  api_token: token(['opaque', 'guid', 'jwt', 'secret-key', 'access-token', 'client-secret']),
  service_user_id: token(['opaque', 'guid', 'number', 'client-id', 'email']),
  subdomain: token(
    ['opaque', 'number'],
    wants(
      /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i,
      'It is one word of letters, digits and hyphens: the first part of the host name.',
    ),
  ),
  username: free(...anyText),
  password: { cleaning: 'free', accepts: 'anything' },
  user_report_url: address('url'),
  group_report_url: address('url'),

  sftp_host: token(['domain']),
  sftp_username: token(['opaque', 'workos-directory-id', 'workos-record-id']),
  ssh_public_key: { cleaning: 'document', accepts: ['ssh-public-key'] },
  users_csv: csv(
    /^(?=.*\buser_id\b)(?=.*\bfirst_name\b)(?=.*\blast_name\b)(?=.*\bemail\b)/,
    'user_id, first_name, last_name and email',
  ),
  user_groups_csv: csv(/^(?=.*\bgroup_name\b)(?=.*\buser_id\b)/, 'group_name and user_id'),
  groups_csv: csv(/^(?=.*\bgroup_name\b)/, 'group_name'),

  team_id: token(['opaque', 'number'], apple),
  service_id: token(
    ['domain', 'opaque'],
    wants(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, 'It is a name in reverse domain form, such as com.example.signin.'),
  ),
  private_key: document('private-key'),
  private_key_id: token(['opaque', 'number'], apple),
  domain: token(['domain']),
  outbound_email_domains: free('domain', 'text', 'opaque', 'email'),
  cname_target: token(['domain']),

  auth0_domain: token(['domain']),
  workos_aws_account_id: token(['number'], wants(/^\d{12}$/, 'An AWS account has twelve digits.')),
  aws_account_id: token(['number'], wants(/^\d{12}$/, 'An AWS account has twelve digits.')),
  external_id: token(['opaque', 'guid', 'number', 'workos-record-id', 'workos-organization-id']),
  role_name: token(
    ['opaque', 'domain'],
    wants(/^[\w+=,.@-]{1,64}$/, 'A role has a name of letters, digits and + = , . @ - _, without a path.'),
  ),
  user_pool_id: token(
    ['opaque'],
    wants(
      /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$/,
      'It is the region, an underscore and the pool’s own id, such as eu-west-1_AbCdEf123.',
    ),
  ),
  provider_id: token(['opaque', 'domain'], wants(/^oidc\.[\w.-]+$/, 'Firebase starts it with “oidc.”.')),
  firebase_config: document('json', 'text'),
  supabase_url: address('url'),
  supabase_key: token(['supabase-publishable-key', 'jwt']),
  webhook_url: address('url'),
  webhook_secret: token(['opaque', 'guid']),

  organization_id: {
    workos: token(['workos-organization-id']),
    provider: token(['opaque', 'guid', 'number', 'text']),
  },
  connection_id: token(['workos-connection-id']),
}

/** Kinds that are right for one product alone. */
const exceptions: Readonly<Record<string, Partial<Record<ValueName, readonly PastedKind[]>>>> = {
  // The Access Entity ID of Cloudflare is the SSO endpoint.
  CloudflareSAML: { idp_entity_id: ['idp-sso-url'] },
}

/** Whether the field of a row of this WorkOS connection type takes the kind. */
export function accepts(slot: Slot, name: ValueName, kind: PastedKind, connectionType: string | null): boolean {
  if (slot.accepts === 'anything') return kind !== 'masked'
  if (slot.accepts.includes(kind)) return true
  return connectionType !== null && (exceptions[connectionType]?.[name]?.includes(kind) ?? false)
}

/** What the box of this value takes when `side` gives the value. */
export function slotFor(name: ValueName, side: Side): Slot {
  const found = slots[name]
  if (isSlot(found)) return found
  const exact = found[side] ?? found.workos ?? found.provider ?? found.environment
  return exact ?? free(...anyText)
}

function isSlot(slot: Slot | Partial<Record<Side, Slot>>): slot is Slot {
  return 'cleaning' in slot
}
