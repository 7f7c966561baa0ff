import type { ValueName } from '../../catalog/values'
import { isHostName, readAddress } from './address'
import { googleClient } from './documents'
import type { PastedKind, Sight } from './kinds'

/** Something else was pasted than the field takes, but what the field takes can be made from it without guessing. */
interface Adjustment {
  slots: readonly ValueName[]
  kinds: readonly PastedKind[]
  /** The value for the field, or `null` when this very text does not give one. */
  make: (text: string, sight: Sight) => string | null
  said: string
}

const hostFields: readonly ValueName[] = ['auth0_domain', 'domain', 'sftp_host', 'cname_target']
const webAddresses: readonly PastedKind[] = [
  'url',
  'oidc-issuer',
  'idp-entity-id',
  'console-page',
  'discovery-endpoint',
  'idp-sso-url',
  'oauth-endpoint',
  'workos-api',
  'sp-entity-id',
  'custom-scheme',
]

const adjustments: readonly Adjustment[] = [
  {
    slots: ['discovery_endpoint'],
    kinds: ['oidc-issuer', 'url', 'idp-entity-id', 'domain', 'idp-metadata-url'],
    make: (text) => {
      const address = readAddress(text)
      if (!address) return isHostName(text) ? `https://${text}${discoveryPath}` : null
      if (address.query !== null || address.fragment !== null || /\.\w{2,4}$|metadata/i.test(address.path)) return null
      return text.replace(/\/+$/, '') + discoveryPath
    },
    said: 'the issuer completed with /.well-known/openid-configuration',
  },
  {
    slots: ['discovery_endpoint'],
    kinds: ['discovery-json'],
    make: (_, { key }) => (key === undefined ? null : key.replace(/\/+$/, '') + discoveryPath),
    said: 'the address made from the issuer that the document names',
  },
  {
    slots: ['acs_url_validator'],
    kinds: ['acs-url'],
    make: (text) => `^${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`,
    said: 'the ACS URL turned into a regular expression that matches it alone',
  },
  {
    slots: ['acs_url'],
    kinds: ['acs-url'],
    make: (text) => (/\/$/.test(text) ? text.replace(/\/+$/, '') : null),
    said: 'the slash at the end removed, which the ACS URL does not have',
  },
  {
    slots: ['scim_endpoint'],
    kinds: ['scim-endpoint'],
    make: (text, { product }) => {
      const base = text.replace(/[?#].*$/, '').replace(/\/+$/, '')
      const cut = product === undefined ? base : base.slice(0, base.length - product.length)
      return cut === text || /[?&]aadOptscim/i.test(text) ? null : cut
    },
    said: 'everything after the key removed: the provider appends /Users and /Groups itself',
  },
  {
    slots: ['idp_sso_url'],
    kinds: ['idp-sso-url'],
    make: (text) => {
      const address = readAddress(text)
      if (!address?.query || !/(^|&)(SAMLRequest|RelayState|SigAlg|Signature)=/.test(address.query)) return null
      const kept = address.query.split('&').filter((pair) => !/^(SAMLRequest|RelayState|SigAlg|Signature)=/.test(pair))
      const bare = text.slice(0, text.indexOf('?'))
      return kept.length === 0 ? bare : `${bare}?${kept.join('&')}`
    },
    said: 'the SAML request in the address removed, which belongs to one sign-in only',
  },
  {
    slots: ['idp_metadata_url'],
    kinds: ['idp-metadata-url'],
    make: (text) => {
      const without = text.replace(
        /^(https:\/\/[a-z0-9-]+)-admin\.(okta|oktapreview|okta-emea|okta-gov)\.com\//i,
        '$1.$2.com/',
      )
      return without === text ? null : without
    },
    said: '“-admin” taken out of the host, which only administrators can read',
  },
  {
    slots: ['idp_metadata_url'],
    kinds: ['idp-sso-url'],
    make: (text, { product }) => (product === 'Cloudflare Access' ? `${text.replace(/\/+$/, '')}/saml-metadata` : null),
    said: 'the SSO endpoint completed with /saml-metadata, where Cloudflare publishes the metadata',
  },
  {
    slots: ['idp_metadata_url'],
    kinds: ['idp-entity-id'],
    make: (text, { product }) =>
      product === 'Keycloak' ? `${text.replace(/\/+$/, '')}/protocol/saml/descriptor` : null,
    said: 'the address of the realm completed with /protocol/saml/descriptor, where Keycloak publishes the metadata',
  },
  {
    slots: ['subdomain'],
    kinds: ['domain', 'url', 'console-page', 'idp-sso-url'],
    make: (text) => {
      const host = readAddress(text)?.host ?? text.toLowerCase()
      const [first, ...rest] = host.split('.')
      return first === undefined || rest.length < 2 || ['www', 'app', 'api', 'login', 'admin'].includes(first)
        ? null
        : first
    },
    said: 'only the first part of the host name kept',
  },
  {
    slots: hostFields,
    kinds: webAddresses,
    make: (text) => {
      const host = readAddress(text)?.host ?? ''
      return isHostName(host) && host !== 'manage.auth0.com' ? host : null
    },
    said: 'only the host name kept',
  },
  {
    slots: ['supabase_url'],
    kinds: ['url'],
    make: (text) => {
      const address = readAddress(text)
      const project = /^\/dashboard\/project\/([a-z0-9]{10,40})/.exec(address?.path ?? '')?.[1]
      if (address?.host === 'supabase.com' && project !== undefined) return `https://${project}.supabase.co`
      return address?.host.endsWith('.supabase.co') && address.path.length > 0 ? `https://${address.host}` : null
    },
    said: 'the address of the project taken out of it',
  },
  {
    slots: ['role_name'],
    kinds: ['aws-arn'],
    make: (text) => /:role\/(?:[^/]+\/)*([\w+=,.@-]+)$/.exec(text)?.[1] ?? null,
    said: 'the name taken out of the role’s ARN',
  },
  {
    slots: ['user_pool_id'],
    kinds: ['aws-arn'],
    make: (text) => /:userpool\/(\S+)$/.exec(text)?.[1] ?? null,
    said: 'the pool ID taken out of the ARN',
  },
  {
    slots: ['aws_account_id', 'workos_aws_account_id'],
    kinds: ['aws-arn', 'number'],
    make: (text) => {
      const digits = /^arn:[^:]+:[^:]*:[^:]*:(\d{12}):/.exec(text)?.[1] ?? text.replace(/[ -]/g, '')
      return digits !== text && /^\d{12}$/.test(digits) ? digits : null
    },
    said: 'the twelve digits of the account kept',
  },
  {
    slots: ['connection_id'],
    kinds: ['workos-dashboard'],
    make: (_, { key }) => (key?.startsWith('conn_') ? key : null),
    said: 'the connection ID taken out of the address of the Dashboard page',
  },
  {
    slots: ['organization_id'],
    kinds: ['workos-dashboard'],
    make: (_, { key }) => (key?.startsWith('org_') ? key : null),
    said: 'the organization ID taken out of the address of the Dashboard page',
  },
  {
    slots: ['client_id'],
    kinds: ['google-client-json'],
    make: (text) => googleClient(text).client_id ?? null,
    said: 'the client ID taken out of the file; the secret in it is left out',
  },
  {
    slots: ['client_secret'],
    kinds: ['google-client-json'],
    make: (text) => googleClient(text).client_secret ?? null,
    said: 'the client secret taken out of the file',
  },
  {
    slots: ['client_id', 'client_secret', 'service_user_id'],
    kinds: ['guid'],
    make: (text) => (/^\{.*\}$/.test(text) ? text.slice(1, -1) : null),
    said: 'the braces around it removed',
  },
  {
    slots: ['user_report_url', 'group_report_url'],
    kinds: ['url'],
    make: (text) => {
      if (/[?&]format=json(&|$)/.test(text) || !/\/ccx\/service\//.test(text)) return null
      if (/[?&]format=[^&]*/.test(text)) return text.replace(/([?&]format=)[^&]*/, '$1json')
      return `${text}${text.includes('?') ? '&' : '?'}format=json`
    },
    said: '“format=json” set, the form WorkOS reads',
  },
  {
    slots: ['users_csv', 'user_groups_csv', 'groups_csv'],
    kinds: ['csv'],
    make: (text) => text.split(/\r?\n/, 1)[0] ?? null,
    said: 'only the first line kept: the people in the file do not belong into a set-up',
  },
  {
    slots: ['outbound_email_domains'],
    kinds: ['email'],
    make: (text) => text.slice(text.lastIndexOf('@') + 1),
    said: 'only the domain of the e-mail address kept',
  },
]

const discoveryPath = '/.well-known/openid-configuration'

/** The value the field takes, made from what was pasted, and what was done to it; `null` when there is no sure way. */
export function adjusted(slot: ValueName, text: string, sight: Sight): { text: string; said: string } | null {
  for (const { slots, kinds, make, said } of adjustments) {
    if (!slots.includes(slot) || !kinds.includes(sight.kind)) continue
    const made = make(text, sight)
    if (made !== null && made !== text) return { text: made, said }
  }
  return null
}
