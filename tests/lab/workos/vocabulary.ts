/** The words of the WorkOS API that the stand-in speaks. Source: https://workos.com/docs/reference */
export const connectionStates = ['requires_type', 'draft', 'active', 'validating', 'inactive', 'deleting'] as const
export type ConnectionState = (typeof connectionStates)[number]

export const directoryStates = ['linked', 'unlinked', 'validating', 'invalid_credentials', 'deleting'] as const
export type DirectoryState = (typeof directoryStates)[number]

/** What events call the same directory states. */
export const directoryEventStates = {
  linked: 'active',
  unlinked: 'inactive',
  validating: 'validating',
  invalid_credentials: 'invalid_credentials',
  deleting: 'deleting',
} as const satisfies Record<DirectoryState, string>

export const domainStates = ['pending', 'verified', 'failed', 'unverified', 'legacy_verified'] as const
export type DomainState = (typeof domainStates)[number]

export const domainFailureReasons = [
  'domain_verification_period_expired',
  'domain_verified_by_other_organization',
] as const
export type DomainFailureReason = (typeof domainFailureReasons)[number]

/** As responses spell them. */
export const connectionTypes = [
  'Pending',
  'ADFSSAML',
  'AdpOidc',
  'AppleOAuth',
  'Auth0Migration',
  'Auth0SAML',
  'AzureSAML',
  'BitbucketOAuth',
  'CasSAML',
  'ClassLinkSAML',
  'CleverOIDC',
  'CloudflareSAML',
  'CyberArkSAML',
  'DiscordOAuth',
  'DuoSAML',
  'EntraIdOIDC',
  'GenericOIDC',
  'GenericSAML',
  'GitHubOAuth',
  'GitLabOAuth',
  'GoogleOAuth',
  'GoogleOIDC',
  'GoogleSAML',
  'IntuitOAuth',
  'JumpCloudSAML',
  'KeycloakSAML',
  'LastPassSAML',
  'LinkedInOAuth',
  'LoginGovOidc',
  'MagicLink',
  'MicrosoftOAuth',
  'MiniOrangeSAML',
  'NetIqSAML',
  'OktaOIDC',
  'OktaSAML',
  'OneLoginSAML',
  'OracleSAML',
  'PingFederateSAML',
  'PingOneSAML',
  'RipplingSAML',
  'SalesforceSAML',
  'ShibbolethGenericSAML',
  'ShibbolethSAML',
  'SimpleSamlPhpSAML',
  'SalesforceOAuth',
  'SlackOAuth',
  'TestIdp',
  'VercelMarketplaceOAuth',
  'VercelOAuth',
  'VMwareSAML',
  'XeroOAuth',
] as const
export type ConnectionType = (typeof connectionTypes)[number]

const cannotBeFilteredOn: ReadonlySet<ConnectionType> = new Set(['Pending', 'Auth0Migration', 'TestIdp'])

/** What the `connection_type` filter accepts, by its own spelling: GitHub is written another way there. */
export const connectionTypeFilters: ReadonlyMap<string, ConnectionType> = new Map(
  connectionTypes
    .filter((type) => !cannotBeFilteredOn.has(type))
    .map((type) => [type === 'GitHubOAuth' ? 'GithubOAuth' : type, type]),
)

/** What `/sso/authorize?provider=` accepts. */
export const oauthProviders = [
  'AppleOAuth',
  'BitbucketOAuth',
  'GitHubOAuth',
  'GitLabOAuth',
  'GoogleOAuth',
  'IntuitOAuth',
  'LinkedInOAuth',
  'MicrosoftOAuth',
  'SalesforceOAuth',
  'SlackOAuth',
  'VercelMarketplaceOAuth',
  'VercelOAuth',
  'XeroOAuth',
] as const satisfies readonly ConnectionType[]

export type Protocol = 'saml' | 'oidc' | 'oauth' | 'none'

export function protocolOf(type: ConnectionType): Protocol {
  if (type.endsWith('SAML')) return 'saml'
  if (/oidc$/i.test(type)) return 'oidc'
  return type.endsWith('OAuth') ? 'oauth' : 'none'
}

export const directoryTypes = [
  'azure scim v2.0',
  'bamboohr',
  'breathe hr',
  'cezanne hr',
  'cyberark scim v2.0',
  'fourth hr',
  'generic scim v2.0',
  'gsuite directory',
  'hibob',
  'sailpoint scim v2.0',
  'jump cloud scim v2.0',
  'okta scim v2.0',
  'onelogin scim v2.0',
  'people hr',
  'personio',
  'pingfederate scim v2.0',
  'rippling scim v2.0',
  's3',
  'sftp',
  'sftp workday',
  'workday',
] as const
export type DirectoryType = (typeof directoryTypes)[number]

export const portalIntents = [
  'sso',
  'dsync',
  'audit_logs',
  'log_streams',
  'domain_verification',
  'certificate_renewal',
  'bring_your_own_key',
] as const
export type PortalIntent = (typeof portalIntents)[number]
