import type { Sight } from './kinds'

interface CredentialForm {
  sight: Sight
  form: RegExp
}

const credential = (form: RegExp, kind: Sight['kind'], product?: string, types: readonly string[] = []) => ({
  form,
  sight: { kind, product, connectionTypes: types },
})

const google = ['GoogleOAuth', 'GoogleOIDC', 'GoogleSAML']
const microsoft = ['EntraIdOIDC', 'MicrosoftOAuth', 'AzureSAML']

/** Credentials and ids that tell by their form alone what they are and whose. */
export const distinctive: readonly CredentialForm[] = [
  credential(/^sk_(test_|live_|prod_|staging_)?[A-Za-z0-9_-]{12,}$/, 'workos-api-key'),
  credential(/^client_[0-9A-Z]{10,40}$/i, 'workos-client-id'),
  credential(/^conn_[0-9A-Z]{10,40}$/i, 'workos-connection-id'),
  credential(/^org_[0-9A-Z]{10,40}$/i, 'workos-organization-id'),
  credential(/^directory_[0-9A-Z]{10,40}$/i, 'workos-directory-id'),
  credential(
    /^(prof|user|event|om|org_domain|conn_domain|directory_user|directory_grp|directory_group|role|invitation|session)_[0-9A-Z]{10,40}$/i,
    'workos-record-id',
  ),
  credential(/^se_[A-Za-z0-9_-]{8,}$/, 'scim-token'),

  credential(/^\d{6,15}-[a-z0-9]{20,40}\.apps\.googleusercontent\.com$/, 'client-id', 'Google', google),
  credential(/^GOCSPX-[A-Za-z0-9_-]{20,40}$/, 'client-secret', 'Google', google),
  credential(/^AIza[A-Za-z0-9_-]{35}$/, 'secret-key', 'Google'),
  credential(/^ya29\.[A-Za-z0-9_-]{20,}$/, 'access-token', 'Google'),

  credential(/^[A-Za-z0-9~_.-]{3}\dQ~[A-Za-z0-9~_.-]{31,34}$/, 'client-secret', 'Microsoft Entra ID', microsoft),

  credential(/^(Ov23li[A-Za-z0-9]{14}|Iv1\.[0-9a-f]{16}|Iv23li[A-Za-z0-9]{14})$/, 'client-id', 'GitHub', [
    'GitHubOAuth',
  ]),
  credential(/^(gh[opusr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})$/, 'access-token', 'GitHub'),
  credential(/^gloas-[0-9a-f]{64}$/, 'client-secret', 'GitLab', ['GitLabOAuth']),
  credential(/^(glpat|gldt|glrt|glptt)-[A-Za-z0-9_.-]{20,}$/, 'access-token', 'GitLab'),
  credential(/^\d{9,14}\.\d{9,15}$/, 'client-id', 'Slack', ['SlackOAuth']),
  credential(/^xox[abeoprs]-[A-Za-z0-9-]{10,}$/, 'access-token', 'Slack'),
  credential(/^3MVG9[A-Za-z0-9_.]{60,100}$/, 'client-id', 'Salesforce', ['SalesforceOAuth']),
  credential(/^0oa[A-Za-z0-9]{17}$/, 'client-id', 'Okta', ['OktaOIDC', 'OktaSAML']),
  credential(/^00[A-Za-z0-9_-]{40}$/, 'access-token', 'Okta'),
  credential(/^WPL_AP\d\.[A-Za-z0-9.+/=-]{16,}$/, 'client-secret', 'LinkedIn', ['LinkedInOAuth']),
  credential(/^cl_[A-Za-z0-9]{20,}$/, 'client-id', 'Vercel', ['VercelOAuth']),
  credential(/^oac_[A-Za-z0-9]{16,}$/, 'client-id', 'Vercel', ['VercelMarketplaceOAuth']),
  credential(/^(urn:gov:gsa:openidconnect)[A-Za-z0-9:._-]+$/, 'client-id', 'Login.gov', ['LoginGovOidc']),

  credential(/^sb_secret_[A-Za-z0-9_-]{10,}$/, 'supabase-secret-key', 'Supabase'),
  credential(/^sb_publishable_[A-Za-z0-9_-]{10,}$/, 'supabase-publishable-key', 'Supabase'),
  credential(/^AKIA[0-9A-Z]{16}$/, 'secret-key', 'Amazon Web Services'),
  credential(/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d{0,12}:\S+$/, 'aws-arn', 'Amazon Web Services'),
]

/** What a provider's client id and secret look like, where the two cannot be told apart without knowing the provider. */
export const providerForms: Readonly<Record<string, { id?: RegExp; secret?: RegExp; secretId?: string }>> = {
  EntraIdOIDC: { id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, secretId: 'Secret ID' },
  MicrosoftOAuth: { id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, secretId: 'Secret ID' },
  GoogleOIDC: { id: /\.apps\.googleusercontent\.com$/, secret: /^GOCSPX-|^[A-Za-z0-9_-]{24}$/ },
  GoogleOAuth: { id: /\.apps\.googleusercontent\.com$/, secret: /^GOCSPX-|^[A-Za-z0-9_-]{24}$/ },
  GitHubOAuth: { id: /^([0-9a-f]{20}|Ov23li\w{14}|Iv1\.[0-9a-f]{16}|Iv23li\w{14})$/, secret: /^[0-9a-f]{40}$/ },
  GitLabOAuth: { id: /^[0-9a-f]{64}$/, secret: /^(gloas-)?[0-9a-f]{64}$/ },
  SlackOAuth: { id: /^\d+\.\d+$/, secret: /^[0-9a-f]{32}$/ },
  OktaOIDC: { id: /^0oa[A-Za-z0-9]{17}$/, secret: /^[A-Za-z0-9_-]{40,64}$/ },
  SalesforceOAuth: { id: /^3MVG/, secret: /^([0-9A-F]{64}|\d{16,20})$/ },
  XeroOAuth: { id: /^[0-9A-F]{32}$/, secret: /^[A-Za-z0-9_-]{44,52}$/ },
  LinkedInOAuth: { id: /^[0-9a-z]{12,14}$/, secret: /^(WPL_AP\d\..+|[A-Za-z0-9]{16})$/ },
  IntuitOAuth: { id: /^AB[A-Za-z0-9]{48}$/, secret: /^[A-Za-z0-9]{40}$/ },
  CleverOIDC: { id: /^[0-9a-f]{20}$/, secret: /^[0-9a-f]{40}$/ },
  LoginGovOidc: { id: /^urn:/ },
}

export const guid = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i
