import type { Side } from './terms'

/** What a value looks like, which decides how it is pasted, judged and shown. `consent`: an act, there is nothing to copy. */
export const valueKinds = [
  'url',
  'entity-id',
  'host',
  'id',
  'text',
  'secret',
  'token',
  'pem',
  'xml',
  'file',
  'consent',
] as const
export type ValueKind = (typeof valueKinds)[number]

/** What a value is when one side gives it, with an example. */
export interface ValueMeaning {
  means: string
  example: string
}

export interface ValueWord {
  label: string
  kind: ValueKind
  /** Belongs into the vault: never shown again, never in evidence. */
  secret: boolean
  /** Every side that gives a value of this name in some row; the meaning may differ from side to side. */
  givenBy: Partial<Record<Side, ValueMeaning>>
}

const word = <G extends ValueWord['givenBy']>(label: string, kind: ValueKind, givenBy: G, secret = false) => ({
  label,
  kind,
  secret,
  givenBy,
})
const sensitive = <G extends ValueWord['givenBy']>(label: string, kind: ValueKind, givenBy: G) =>
  word(label, kind, givenBy, true)
const is = (means: string, example: string): ValueMeaning => ({ means, example })

/** Every value name that occurs in the catalog. */
export const values = {
  // SAML, given by WorkOS
  acs_url: word('ACS URL', 'url', {
    workos: is(
      'The Assertion Consumer Service: the address the identity provider posts its SAML response to.',
      'https://auth.workos.com/sso/saml/acs/Qk3vT8mZrWb2nXc7LpYd5HsJf',
    ),
  }),
  acs_url_validator: word('ACS URL validator', 'text', {
    workos: is(
      'The ACS URL as a regular expression, anchored at both ends, which OneLogin holds a requested ACS URL against.',
      '^https:\\/\\/auth\\.workos\\.com\\/sso\\/saml\\/acs\\/Qk3vT8mZrWb2nXc7LpYd5HsJf$',
    ),
  }),
  sp_entity_id: word('SP Entity ID', 'entity-id', {
    workos: is(
      'The name WorkOS goes by in SAML for this connection; the response has to name it as its audience, character by character.',
      'https://auth.workos.com/Qk3vT8mZrWb2nXc7LpYd5HsJf',
    ),
  }),
  sp_metadata_url: word('SP Metadata', 'url', {
    workos: is(
      'The address of an XML document that holds the ACS URL and the SP Entity ID of this connection, for providers that import it.',
      'the link named SP Metadata on the connection page',
    ),
  }),
  sp_public_certificate: word('Public certificate of WorkOS', 'pem', {
    workos: is(
      'The certificate that belongs to the key WorkOS signs its token requests with; it is downloaded from the connection page.',
      '-----BEGIN CERTIFICATE-----',
    ),
  }),

  // SAML, given by the provider
  idp_metadata_url: word('IdP metadata URL', 'url', {
    provider: is(
      'The address of the XML document in which the identity provider publishes its entity ID, sign-on address and signing certificates.',
      'https://idp.example.com/metadata.xml',
    ),
  }),
  idp_metadata_xml: word('IdP metadata file', 'xml', {
    provider: is(
      'The same document as a file, for providers whose metadata address WorkOS cannot reach; it is not refreshed by itself.',
      '<md:EntityDescriptor entityID="https://idp.example.com">',
    ),
  }),
  idp_entity_id: word('IdP entity ID', 'entity-id', {
    provider: is(
      'The name the identity provider goes by in SAML; its responses carry it as Issuer. WorkOS calls it IdP URI (Entity ID).',
      'https://idp.example.com/saml/metadata',
    ),
  }),
  idp_sso_url: word('IdP SSO URL', 'url', {
    provider: is(
      'The sign-on address of the identity provider, to which WorkOS redirects the browser with its request.',
      'https://idp.example.com/saml/sso',
    ),
  }),
  x509_certificate: word('X.509 signing certificate', 'pem', {
    provider: is(
      'The certificate with which the identity provider’s signatures are verified.',
      '-----BEGIN CERTIFICATE-----',
    ),
  }),
  login_initiation_url: word('Login initiation URL', 'url', {
    provider: is(
      'The provider’s own address that starts a sign-in from its side, used for the tile of the application.',
      'https://launchpad.example.com/saml/start',
    ),
    workos: is(
      'The login page of the product’s application, which starts a sign-in when a user presses the tile at the provider.',
      'https://app.example.com/login',
    ),
  }),

  // OIDC and OAuth
  redirect_uri: word('Redirect URI', 'url', {
    workos: is(
      'The address of WorkOS that the provider returns the browser to; it has to be registered with the provider exactly as shown.',
      'https://auth.workos.com/sso/oidc/Qk3vT8mZrWb2nXc7LpYd5HsJf/callback',
    ),
    provider: is(
      'The callback address of the framework or product in front of WorkOS; it has to be listed on the Redirects page of WorkOS.',
      'https://app.example.com/api/auth/callback/workos',
    ),
    environment: is(
      'The callback address of the product’s own application, listed on the Redirects page of the WorkOS environment.',
      'https://app.example.com/callback',
    ),
  }),
  client_id: word('Client ID', 'id', {
    provider: is(
      'The public name under which the provider knows the application.',
      '8c1f7a52-4f0b-4c7c-9a59-0f3f1f6f2d11',
    ),
    workos: is(
      'The public name of the WorkOS environment, sent with every authorization URL.',
      'client_01EHWNC0FCBHZ3BJ7',
    ),
  }),
  client_secret: sensitive('Client secret', 'secret', {
    provider: is(
      'The password of the application at the provider; often shown once, and it may expire.',
      'a string of 30 to 90 characters',
    ),
  }),
  discovery_endpoint: word('Discovery endpoint', 'url', {
    provider: is(
      'The address of the provider’s OpenID configuration: a JSON document that lists issuer, endpoints and keys.',
      'https://idp.example.com/.well-known/openid-configuration',
    ),
  }),
  issuer_url: word('Issuer', 'url', {
    workos: is(
      'The name WorkOS puts into the iss claim of its tokens; discovery starts from it.',
      'https://auth.workos.com/sso/client_01EHWNC0FCBHZ3BJ7',
    ),
  }),
  workos_url: word('WorkOS URL', 'url', {
    workos: is('The base address of the WorkOS API.', 'https://api.workos.com'),
  }),
  ssl_certificate: word('SSL certificate', 'pem', {
    provider: is(
      'The client certificate with which WorkOS identifies itself to the provider.',
      '-----BEGIN CERTIFICATE-----',
    ),
  }),
  ssl_private_key: sensitive('Private key of the SSL certificate', 'pem', {
    provider: is(
      'The private key that belongs to the client certificate; it is shown once, while the certificate is made.',
      '-----BEGIN PRIVATE KEY-----',
    ),
  }),

  // SCIM and native directories
  scim_endpoint: word('SCIM endpoint', 'url', {
    workos: is(
      'The base address of the directory; the provider appends /Users and /Groups to it.',
      'https://api.workos.com/scim/v2.0/Qk3vT8mZrWb2nXc7LpYd5HsJf',
    ),
  }),
  scim_bearer_token: sensitive('SCIM bearer token', 'token', {
    workos: is('The token the provider sends with every SCIM request.', 'se_…'),
  }),
  oauth_client_credentials: sensitive('OAuth client credentials of the directory', 'secret', {
    workos: is(
      'Client id and client secret, instead of a bearer token, when OAuth 2.0 is selected for the directory.',
      'two strings: client id and client secret',
    ),
  }),
  setup_link: sensitive('Setup link', 'url', {
    workos: is(
      'A short-lived link into the Admin Portal; whoever opens it may connect the directory.',
      'https://setup.workos.com?token=…',
    ),
  }),
  oauth_consent: word('Consent of the administrator', 'consent', {
    provider: is(
      'The permission an administrator gives on the provider’s consent screen; WorkOS keeps the authorization.',
      'Allow',
    ),
  }),
  api_key: sensitive('API key', 'secret', {
    provider: is('The key with which WorkOS reads the HR system.', 'a string of 30 to 60 characters'),
    workos: is('The secret key of the WorkOS environment; it belongs on a server only.', 'sk_test_…'),
  }),
  api_token: sensitive('API token', 'token', {
    provider: is(
      'The token of the service user with which WorkOS reads the HR system; shown once.',
      'a string of 30 to 60 characters',
    ),
  }),
  service_user_id: word('Service user ID', 'id', {
    provider: is('The id of the service user whose rights decide what WorkOS can read.', 'SERVICE-12345'),
  }),
  subdomain: word('Subdomain', 'text', {
    provider: is(
      'The first part of the company’s address at the provider, without https:// and without the rest.',
      'example',
    ),
  }),
  username: word('Username', 'text', {
    provider: is('The user name of the account with which WorkOS reads the provider.', 'ISU_WorkOS@tenant'),
  }),
  password: sensitive('Password', 'secret', {
    provider: is('The password of the account with which WorkOS reads the provider.', 'a string'),
  }),
  user_report_url: word('User report URL', 'url', {
    provider: is(
      'The JSON address of the Workday report that lists the users.',
      'https://services.example.com/ccx/service/customreport2/tenant/ISU/users?format=json',
    ),
  }),
  group_report_url: word('Group report URL', 'url', {
    provider: is(
      'The JSON address of the Workday report that lists the groups.',
      'https://services.example.com/ccx/service/customreport2/tenant/ISU/groups?format=json',
    ),
  }),

  // SFTP
  sftp_host: word('SFTP server', 'host', {
    workos: is('The server the files are uploaded to.', 'sftp.workos.com'),
  }),
  sftp_username: word('SFTP username', 'text', {
    workos: is(
      'The user name of this directory on the SFTP server, issued after the public key is saved.',
      'directory_01EHWN',
    ),
  }),
  ssh_public_key: word('SSH public key', 'text', {
    provider: is(
      'The public half of the key pair that signs in to the SFTP server, on one line; the private half stays where it was made.',
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5… upload@hr.example.com',
    ),
  }),
  users_csv: word('users.csv', 'file', {
    provider: is('The file that lists the users, one line each.', 'user_id,first_name,last_name,email'),
  }),
  user_groups_csv: word('user_groups.csv', 'file', {
    provider: is('The file that says which user is in which group.', 'group_name,user_id'),
  }),
  groups_csv: word('groups.csv', 'file', {
    provider: is('The file that describes the groups.', 'group_name'),
  }),

  // Sign in with Apple
  team_id: word('Team ID', 'id', {
    provider: is('The id of the Apple Developer team.', 'A1B2C3D4E5'),
  }),
  service_id: word('Apple Service ID', 'id', {
    provider: is('The identifier of the Services ID, which takes the place of a client id.', 'com.example.signin'),
  }),
  private_key: sensitive('Apple private key', 'pem', {
    provider: is(
      'The .p8 key with which client secrets for Apple are signed; it can be downloaded once.',
      '-----BEGIN PRIVATE KEY-----',
    ),
  }),
  private_key_id: word('Private key ID', 'id', {
    provider: is('The id of that key.', 'F6G7H8J9K0'),
  }),
  domain: word('Domain', 'host', {
    workos: is('The host sign-ins return to, entered without a scheme.', 'api.workos.com'),
  }),
  outbound_email_domains: word('Outbound email domains', 'text', {
    workos: is(
      'The domains mail to users comes from; Apple forwards mail to hidden addresses from registered domains only.',
      'example.com',
    ),
  }),
  cname_target: word('CNAME target', 'host', {
    workos: is('The host name a CNAME record of a custom sign-in domain points at.', 'cname.workosdns.com'),
  }),

  // Frameworks
  auth0_domain: word('Auth0 domain', 'host', {
    provider: is('The host name of the Auth0 tenant; WorkOS calls it API Domain.', 'example.eu.auth0.com'),
  }),
  workos_aws_account_id: word('AWS account of WorkOS', 'id', {
    workos: is('The AWS account the role has to trust.', '611361754156'),
  }),
  aws_account_id: word('Your AWS account ID', 'id', {
    provider: is('The AWS account that holds the user pool.', '123456789012'),
  }),
  external_id: word('External ID', 'id', {
    workos: is('The id WorkOS support issues for the role’s trust policy.', 'a string from WorkOS support'),
  }),
  role_name: word('Role name', 'text', {
    provider: is('The name of the IAM role that trusts WorkOS.', 'WorkOSCognito'),
  }),
  user_pool_id: word('User pool ID', 'id', {
    provider: is('The id of the Cognito user pool.', 'eu-west-1_AbCdEf123'),
  }),
  provider_id: word('Provider ID', 'id', {
    provider: is('The name Firebase gives to the OpenID Connect provider; it starts with oidc.', 'oidc.workos'),
  }),
  firebase_config: word('firebaseConfig', 'text', {
    provider: is('The settings object of the Firebase web app.', '{ apiKey: …, authDomain: … }'),
  }),
  supabase_url: word('Supabase project URL', 'url', {
    provider: is('The address of the Supabase project.', 'https://abcdefghijklm.supabase.co'),
  }),
  supabase_key: word('Supabase publishable key', 'text', {
    provider: is('The key of the Supabase project that may be shipped in an app.', 'sb_publishable_…'),
  }),
  webhook_url: word('Webhook URL', 'url', {
    provider: is('The address that receives the events of WorkOS.', 'https://example.bubbleapps.io/api/1.1/wf/workos'),
  }),
  webhook_secret: sensitive('Webhook secret', 'secret', {
    workos: is('The secret with which the signature of a webhook is verified.', 'a string from the Webhooks page'),
  }),

  // The WorkOS environment
  organization_id: word('Organization ID', 'id', {
    workos: is('The id of the customer organization in WorkOS.', 'org_01EHWNCE74X7JSDV0X3SZ3KJNY'),
    provider: is('The id under which the provider knows the company.', 'a string from the provider'),
  }),
  connection_id: word('Connection ID', 'id', {
    workos: is('The id of the SSO connection.', 'conn_01E4ZCR3C56J083X43JQXF3JK5'),
    environment: is('The id of the SSO connection that this set-up makes.', 'conn_01E4ZCR3C56J083X43JQXF3JK5'),
  }),
} satisfies Record<string, ValueWord>

export type ValueName = keyof typeof values

export function isValueName(name: unknown): name is ValueName {
  return typeof name === 'string' && Object.hasOwn(values, name)
}

/** The word for a value, as plain as its type. */
export function valueWord(name: ValueName): ValueWord {
  return values[name]
}

/** What the value means when `side` gives it; `undefined` when that side never does. */
export function valueMeaning(name: ValueName, side: Side): ValueMeaning | undefined {
  return valueWord(name).givenBy[side]
}
