import type { PastedKind } from './kinds'

type AddressKind = Extract<
  PastedKind,
  | 'idp-metadata-url'
  | 'idp-sso-url'
  | 'idp-slo-url'
  | 'idp-initiated-url'
  | 'idp-entity-id'
  | 'idp-other-url'
  | 'discovery-endpoint'
  | 'oauth-endpoint'
  | 'oidc-issuer'
  | 'console-page'
  | 'sp-metadata-xml'
>

export interface ProductAddress {
  kind: AddressKind
  path: RegExp
  query?: RegExp
  /** Why this very address is not what it seems, or what to mind about it. */
  remark?: string
}

export interface Product {
  name: string
  /** The WorkOS connection types of its rows. */
  types: readonly string[]
  /** Hosts that are its own. Without: any host, because it is installed on premises or under a domain of the customer. */
  hosts?: RegExp
  addresses: readonly ProductAddress[]
}

const metadata = (path: RegExp, remark?: string): ProductAddress => ({ kind: 'idp-metadata-url', path, remark })
const sso = (path: RegExp, remark?: string): ProductAddress => ({ kind: 'idp-sso-url', path, remark })
const slo = (path: RegExp): ProductAddress => ({ kind: 'idp-slo-url', path })
const start = (path: RegExp, remark?: string): ProductAddress => ({ kind: 'idp-initiated-url', path, remark })
const entity = (path: RegExp, remark?: string): ProductAddress => ({ kind: 'idp-entity-id', path, remark })
const other = (path: RegExp, remark: string): ProductAddress => ({ kind: 'idp-other-url', path, remark })
const discovery = (path: RegExp): ProductAddress => ({ kind: 'discovery-endpoint', path })
const endpoint = (path: RegExp): ProductAddress => ({ kind: 'oauth-endpoint', path })
const issuer = (path: RegExp): ProductAddress => ({ kind: 'oidc-issuer', path })
const consolePage = (path = /^/): ProductAddress => ({ kind: 'console-page', path })

/**
 * The addresses of the products in the catalog, told by path, and by host where the product has hosts of its own.
 * Read from the guides of the catalog and the products' own documentation; order matters within a product and between
 * products that share a path.
 */
export const products: readonly Product[] = [
  {
    name: 'Microsoft Entra ID',
    types: ['AzureSAML', 'EntraIdOIDC', 'MicrosoftOAuth'],
    hosts:
      /^(login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|login\.microsoft\.com|login\.windows\.net|sts\.windows\.net)$/,
    addresses: [
      metadata(/^\/[^/]+\/federationmetadata\/2007-06\/federationmetadata\.xml$/i),
      entity(/^\/[0-9a-f-]{36}\/?$/i),
      sso(/^\/[^/]+\/saml2\/?$/i),
      discovery(/\/\.well-known\/openid-configuration$/i),
      endpoint(/\/oauth2\//i),
      issuer(/^\/[^/]+\/v2\.0\/?$/i),
      other(/^\/[^/]+\/wsfed$/i, 'It is the WS-Federation endpoint; SAML needs the Login URL, which ends in /saml2.'),
    ],
  },
  {
    name: 'Microsoft Entra ID',
    types: ['AzureSAML', 'EntraIdOIDC', 'MicrosoftOAuth'],
    hosts:
      /^(entra\.microsoft\.(com|us)|portal\.azure\.(com|us|cn)|[a-z0-9-]+\.portal\.azure\.com|aad\.portal\.azure\.com)$/,
    addresses: [consolePage()],
  },
  {
    name: 'Microsoft Entra ID',
    types: ['AzureSAML', 'EntraIdOIDC', 'MicrosoftOAuth'],
    hosts:
      /^(myapps\.microsoft\.com|launcher\.myapps\.microsoft\.com|account\.activedirectory\.windowsazure\.com|myapplications\.microsoft\.com)$/,
    addresses: [start(/^/, 'It is the User access URL that puts the application on the tile page.')],
  },
  {
    name: 'Google',
    types: ['GoogleSAML', 'GoogleOIDC', 'GoogleOAuth'],
    hosts: /^accounts\.google\.com$/,
    addresses: [
      start(/^\/o\/saml2\/initsso$/),
      sso(/^\/o\/saml2\/idp$/),
      entity(/^\/o\/saml2\/?$/),
      discovery(/^\/\.well-known\/openid-configuration$/),
      endpoint(/^\/o\/oauth2\//),
      issuer(/^\/?$/),
    ],
  },
  {
    name: 'Google',
    types: ['GoogleSAML', 'GoogleOIDC', 'GoogleOAuth'],
    hosts: /^(admin\.google\.com|console\.cloud\.google\.com|console\.developers\.google\.com)$/,
    addresses: [consolePage()],
  },
  {
    name: 'Okta',
    types: ['OktaSAML', 'OktaOIDC'],
    hosts: /-admin\.(okta|oktapreview|okta-emea|okta-gov)\.com$/,
    addresses: [
      metadata(
        /^\/app\/[^/]+\/sso\/saml\/metadata$/,
        'The host is that of the admin console; WorkOS needs the address without “-admin”.',
      ),
      other(
        /^\/api\/v1\/apps\/[^/]+\/sso\/saml\/metadata$/,
        'It answers only with an API token of Okta. Copy the Metadata URL of the Sign On tab, which ends in /sso/saml/metadata and starts with /app/.',
      ),
      consolePage(),
    ],
  },
  {
    name: 'Okta',
    types: ['OktaSAML', 'OktaOIDC'],
    hosts: /^www\.okta\.com$/,
    addresses: [entity(/^\/[a-z0-9]{20}$/i)],
  },
  {
    name: 'Okta',
    types: ['OktaSAML', 'OktaOIDC'],
    addresses: [
      metadata(/^\/app\/[^/]+\/sso\/saml\/metadata$/),
      other(
        /^\/api\/v1\/apps\/[^/]+\/sso\/saml\/metadata$/,
        'It answers only with an API token of Okta. Copy the Metadata URL of the Sign On tab, which ends in /sso/saml/metadata and starts with /app/.',
      ),
      sso(/^\/app\/[^/]+\/[^/]+\/sso\/saml$/),
      slo(/^\/app\/[^/]+\/[^/]+\/slo\/saml$/),
      start(/^\/home\/[^/]+\/[^/]+\/[^/]+$/, 'It is the embed link of the application.'),
      discovery(/^\/oauth2\/[^/]+\/\.well-known\/(openid-configuration|oauth-authorization-server)$/),
      endpoint(/^\/oauth2\/([^/]+\/)?v1\//),
      issuer(/^\/oauth2\/(default|aus[a-z0-9]+)\/?$/i),
    ],
  },
  {
    name: 'OneLogin',
    types: ['OneLoginSAML'],
    hosts: /(^|\.)onelogin\.com$/,
    addresses: [
      metadata(/^\/saml\/metadata\/[^/]+$/),
      slo(/^\/trust\/saml2\/http-(post|redirect)\/slo\//),
      sso(/^\/trust\/saml2\/http-(post|redirect)\/sso\//),
      start(/^\/(launch|client\/apps\/select)\//),
      discovery(/^\/oidc\/\d\/\.well-known\/openid-configuration$/),
      consolePage(/^\/(admin2?|apps|portal)(\/|$)/),
    ],
  },
  {
    name: 'JumpCloud',
    types: ['JumpCloudSAML'],
    hosts: /^sso\.(eu\.)?jumpcloud\.com$/,
    addresses: [metadata(/^\/saml2\/metadata\/[^/]+$/), sso(/^\/saml2\/[^/]+$/)],
  },
  {
    name: 'JumpCloud',
    types: ['JumpCloudSAML'],
    hosts: /^console\.(eu\.)?jumpcloud\.com$/,
    addresses: [consolePage()],
  },
  {
    name: 'Auth0',
    types: ['Auth0SAML'],
    hosts: /^manage\.auth0\.com$/,
    addresses: [consolePage()],
  },
  {
    name: 'Auth0',
    types: ['Auth0SAML'],
    addresses: [metadata(/^\/samlp\/metadata\/[^/]+$/), slo(/^\/samlp\/[^/]+\/logout$/), sso(/^\/samlp\/[^/]+$/)],
  },
  {
    name: 'Duo',
    types: ['DuoSAML'],
    hosts: /\.sso\.duosecurity\.com$/,
    addresses: [metadata(/\/metadata$/), slo(/\/slo$/), sso(/\/sso$/)],
  },
  { name: 'Duo', types: ['DuoSAML'], hosts: /^admin(-[^.]+)?\.duosecurity\.com$/, addresses: [consolePage()] },
  {
    name: 'PingOne',
    types: ['PingOneSAML'],
    hosts: /^auth\.pingone\.(com|eu|asia|ca|com\.au|sg)$/,
    addresses: [
      metadata(/^\/[^/]+\/saml20\/metadata\/[^/]+$/),
      slo(/^\/[^/]+\/saml20\/idp\/slo$/),
      start(/^\/[^/]+\/saml20\/idp\/startsso$/),
      sso(/^\/[^/]+\/saml20\/idp\/sso$/),
      discovery(/\/as\/\.well-known\/openid-configuration$/),
      endpoint(/\/as\/(authorize|token)/),
      entity(/^\/[0-9a-f-]{36}\/?$/i),
    ],
  },
  { name: 'PingOne', types: ['PingOneSAML'], hosts: /^console\.pingone\./, addresses: [consolePage()] },
  {
    name: 'PingFederate',
    types: ['PingFederateSAML'],
    addresses: [
      metadata(/^\/pf\/federation_metadata\.ping$/),
      sso(/^\/idp\/SSO\.saml2$/i),
      slo(/^\/idp\/SLO\.saml2$/i),
      start(/^\/idp\/startSSO\.ping$/i),
      other(/^\/pf\/heartbeat\.ping$/, 'It only tells that the server is up.'),
      consolePage(/^\/pingfederate\/app/),
    ],
  },
  {
    name: 'Cloudflare Access',
    types: ['CloudflareSAML'],
    hosts: /\.cloudflareaccess\.com$/,
    addresses: [
      metadata(/^\/cdn-cgi\/access\/sso\/saml\/[^/]+\/saml-metadata$/),
      sso(/^\/cdn-cgi\/access\/sso\/saml\/[^/]+\/?$/),
      discovery(/\/\.well-known\/openid-configuration$/),
    ],
  },
  {
    name: 'Cloudflare',
    types: ['CloudflareSAML'],
    hosts: /^(one\.)?dash\.cloudflare\.com$/,
    addresses: [consolePage()],
  },
  {
    name: 'CyberArk Identity',
    types: ['CyberArkSAML'],
    hosts: /\.(my\.idaptive\.app|id\.cyberark\.cloud|my\.centrify\.com|idaptive\.app)$/,
    addresses: [
      metadata(/^\/saasManage\/DownloadSAMLMetadataForApp$/i),
      sso(/^\/applogin\/appKey\//i),
      start(/^\/run$/i),
      slo(/^\/applogout/i),
      consolePage(/^\/(manage|admin|my)/i),
    ],
  },
  {
    name: 'Oracle Cloud',
    types: ['OracleSAML'],
    hosts: /\.identity\.oraclecloud\.com$/,
    addresses: [
      metadata(/^\/fed\/v1\/metadata$/),
      sso(/^\/fed\/v1\/idp\/sso$/),
      slo(/^\/fed\/v1\/idp\/slo$/),
      start(/^\/fed\/v1\/idp\/initiatesso$/),
      discovery(/^\/\.well-known\/openid-configuration\/?$/),
      consolePage(/^\/ui\//),
    ],
  },
  { name: 'Oracle Cloud', types: ['OracleSAML'], hosts: /^cloud\.oracle\.com$/, addresses: [consolePage()] },
  {
    name: 'Rippling',
    types: ['RipplingSAML'],
    hosts: /^(app|www)\.rippling\.com$/,
    addresses: [
      metadata(/^\/api\/platform\/sso\/idp-metadata\//),
      start(/^\/api\/platform\/sso\/idp-initiated/),
      sso(/^\/api\/platform\/sso\//),
      consolePage(),
    ],
  },
  {
    name: 'Salesforce',
    types: ['SalesforceSAML', 'SalesforceOAuth'],
    hosts: /(\.my|\.sandbox\.my)\.salesforce\.com$|^(login|test)\.salesforce\.com$/,
    addresses: [
      metadata(/^\/\.well-known\/samlidp(\/[^/]+)?(\.xml)?$/),
      sso(/^\/idp\/endpoint\/Http(Redirect|Post)$/i),
      start(/^\/idp\/login$/),
      slo(/^\/services\/auth\/idp\/saml2\/logout$/),
      discovery(/^\/\.well-known\/openid-configuration$/),
      endpoint(/^\/services\/oauth2\//),
    ],
  },
  {
    name: 'Salesforce',
    types: ['SalesforceSAML', 'SalesforceOAuth'],
    hosts: /\.(lightning\.force|salesforce-setup)\.com$/,
    addresses: [consolePage()],
  },
  {
    name: 'miniOrange',
    types: ['MiniOrangeSAML'],
    hosts: /(^|\.)(xecurify|miniorange)\.com$/,
    addresses: [
      metadata(/^\/moas\/metadata\/saml\//),
      slo(/^\/moas\/idp\/samllogout/),
      sso(/^\/moas\/idp\/samlsso/),
      consolePage(/^\/moas\/(admin|login)/),
    ],
  },
  {
    name: 'LastPass',
    types: ['LastPassSAML'],
    hosts: /^identity\.lastpass\.com$/,
    addresses: [sso(/^\/SAML\/SSOService$/i), slo(/^\/SAML\/SLOService$/i), start(/^\/redirect$/i), entity(/^\/?$/)],
  },
  { name: 'LastPass', types: ['LastPassSAML'], hosts: /^admin\.lastpass\.com$/, addresses: [consolePage()] },
  {
    name: 'ClassLink',
    types: ['ClassLinkSAML'],
    hosts: /(^|\.)classlink\.(com|io)$/,
    addresses: [metadata(/metadata/i), sso(/^\/sso\//), start(/^\/(launch|custom|login)/)],
  },
  {
    name: 'Workspace ONE Access',
    types: ['VMwareSAML'],
    addresses: [
      metadata(/^\/SAAS\/API\/1\.0\/GET\/metadata\/idp\.xml$/i),
      {
        kind: 'sp-metadata-xml',
        path: /^\/SAAS\/API\/1\.0\/GET\/metadata\/sp\.xml$/i,
        remark: 'It is the metadata of Workspace ONE as a service provider; take the identity provider’s, idp.xml.',
      },
      sso(/^\/SAAS\/auth\/federation\/sso$/i),
      slo(/^\/SAAS\/auth\/saml\/slo\/?/i),
      start(/^\/SAAS\/API\/1\.0\/GET\/apps\/launch\//i),
    ],
  },
  {
    name: 'NetIQ Access Manager',
    types: ['NetIqSAML'],
    addresses: [
      metadata(/^\/nidp\/saml2\/metadata$/),
      start(/^\/nidp\/saml2\/idpsend$/),
      slo(/^\/nidp\/saml2\/(slo|spslo)/),
      sso(/^\/nidp\/saml2\/sso$/),
      other(/^\/nidp\/app/, 'It is the sign-in page of the Identity Server.'),
      consolePage(/^\/nps\//),
    ],
  },
  {
    name: 'AD FS',
    types: ['ADFSSAML'],
    addresses: [
      metadata(/^\/federationmetadata\/2007-06\/federationmetadata\.xml$/i),
      start(
        /^\/adfs\/ls\/idpinitiatedsignon(\.aspx|\.htm)?$/i,
        'It is the test page of AD FS; it is off by default since Windows Server 2016.',
      ),
      sso(/^\/adfs\/ls\/?$/i),
      entity(/^\/adfs\/services\/trust$/i),
      other(
        /^\/adfs\/services\/trust\/mex$/i,
        'It is the WS-Trust metadata exchange endpoint, which SAML does not use.',
      ),
      other(/^\/adfs\/services\/trust\/.+/i, 'It is a WS-Trust endpoint, which SAML does not use.'),
      other(/^\/adfs\/probe\/?$/i, 'It only tells a load balancer that the server is up.'),
      discovery(/^\/adfs\/\.well-known\/openid-configuration$/i),
      endpoint(/^\/adfs\/oauth2\//i),
      issuer(/^\/adfs\/?$/i),
    ],
  },
  {
    name: 'Keycloak',
    types: ['KeycloakSAML'],
    addresses: [
      metadata(/^(\/[^/]+)?\/realms\/[^/]+\/protocol\/saml\/descriptor\/?$/),
      start(/^(\/[^/]+)?\/realms\/[^/]+\/protocol\/saml\/clients\/[^/]+$/),
      sso(/^(\/[^/]+)?\/realms\/[^/]+\/protocol\/saml\/?$/),
      endpoint(/^(\/[^/]+)?\/realms\/[^/]+\/protocol\/openid-connect\//),
      discovery(/^(\/[^/]+)?\/realms\/[^/]+\/\.well-known\/openid-configuration$/),
      consolePage(/^(\/[^/]+)?\/admin\/[^/]+\/console/),
      other(/^(\/[^/]+)?\/realms\/[^/]+\/account/, 'It is the account page of a user.'),
      entity(/^(\/[^/]+)?\/realms\/[^/]+$/),
    ],
  },
  {
    name: 'SimpleSAMLphp',
    types: ['SimpleSamlPhpSAML'],
    addresses: [
      metadata(/\/saml2\/idp\/metadata\.php$/),
      metadata(/\/module\.php\/saml\/idp\/metadata\/?$/),
      {
        kind: 'sp-metadata-xml',
        path: /\/module\.php\/saml\/sp\/metadata/,
        remark: 'It is the metadata of SimpleSAMLphp as a service provider; take the identity provider’s.',
      },
      slo(/\/(saml2\/idp\/SingleLogoutService\.php|module\.php\/saml\/idp\/singleLogout)/),
      sso(/\/(saml2\/idp\/SSOService\.php|module\.php\/saml\/idp\/singleSignOnService)$/),
      consolePage(/\/module\.php\/(admin|core)\//),
    ],
  },
  {
    name: 'CAS',
    types: ['CasSAML'],
    addresses: [
      other(
        /\/idp\/metadata\/(signing|encryption)Certificate$/,
        'It answers with a certificate, not with the metadata; leave the last part of the path away.',
      ),
      metadata(/\/idp\/metadata\/?$/),
      sso(/^\/cas\/idp\/profile\/SAML2\/(Redirect|POST|POST-SimpleSign|Unsolicited)\/SSO$/),
      slo(/^\/cas\/idp\/profile\/SAML2\/(Redirect|POST)\/SLO$/),
      other(/^\/cas\/(login|logout)$/, 'It is the sign-in or sign-out page of CAS.'),
    ],
  },
  {
    name: 'Shibboleth',
    types: ['ShibbolethGenericSAML', 'ShibbolethSAML'],
    addresses: [
      metadata(/^\/idp\/shibboleth\/?$/),
      sso(/\/profile\/SAML2\/(Redirect|POST|POST-SimpleSign|Unsolicited)\/SSO$/),
      slo(/\/profile\/SAML2\/(Redirect|POST|POST-SimpleSign|SOAP)\/(SLO|LogoutRequest)$/),
      other(/\/profile\/SAML2\/SOAP\/ECP$/, 'It is the ECP endpoint, which browsers do not use.'),
      other(/^\/idp\/status$/, 'It is the status page of the IdP.'),
      other(/^\/Shibboleth\.sso\//, 'It belongs to a Shibboleth service provider, not to the identity provider.'),
    ],
  },
]

/** Addresses told by their path alone, when no product claims them. */
export const commonAddresses: readonly ProductAddress[] = [
  discovery(/\/\.well-known\/(openid[-_]configuration|oauth-authorization-server)\/?$/),
  slo(/\/(slo|logout|signout|saml2?logout)(\/|\.\w+)?$/i),
  metadata(/(^|[/._-])(saml|idp|federation)?-?_?metadata(\.xml|\.php)?\/?$/i),
  metadata(/(^|[/._-])(idp|federation|metadata)\.xml$/i),
  sso(/\/(sso|saml2?\/(sso|login|idp)|singlesignon(service)?|idp\/sso)(\/|\.\w+)?$/i),
  endpoint(/\/(oauth2?|oidc|connect)(\/[^/]+)*\/(authorize|authorization|auth|token)\/?$/i),
]

/** Hosts that serve try-outs and tests, with the word their product has for it. */
export const trialHosts: ReadonlyArray<{ hosts: RegExp; called: string }> = [
  { hosts: /\.oktapreview\.com$/, called: 'Okta preview' },
  { hosts: /\.identitysandbox\.gov$/, called: 'the Login.gov sandbox' },
  { hosts: /^test\.salesforce\.com$|\.sandbox\.my\.salesforce\.com$/, called: 'a Salesforce sandbox' },
  { hosts: /^sandbox(-[a-z0-9]+)?\./, called: 'a sandbox' },
  { hosts: /(^|[.-])(staging|stage|dev|test|uat|qa)([.-]|$)/, called: 'a test system, going by its name' },
]
