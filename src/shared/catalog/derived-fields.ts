// Derived from integrations/*.json by build/catalog.mjs.
import type { ConsoleField } from './console-fields'

/** The fields of each console on which connections break, by slug. */
export const consoleFields: Readonly<Record<string, readonly ConsoleField[]>> = {
  'access-people-hr': [
    { value: 'api_key', field: 'API key', where: 'Settings > API > API Key Management > plus sign' },
  ],
  'adp-oidc': [
    {
      value: 'redirect_uri',
      field: 'App redirect URI',
      where: '(project) > Development API Credentials > End-User/SSO sub-tab, saved with “Update Redirect”',
    },
    { value: 'client_id', field: 'Client ID', where: '(project) > Development API Credentials > End-User/SSO' },
    {
      value: 'client_secret',
      field: 'Client Secret',
      where: '(project) > Development API Credentials > End-User/SSO (click to reveal)',
    },
    { value: 'ssl_certificate', field: 'SSL Certificate', where: '(project) > Certificate in the left navigation' },
  ],
  apple: [
    {
      value: 'redirect_uri',
      field: 'Return URLs',
      where: 'Identifiers > the Services ID > Sign in with Apple > Configure',
    },
  ],
  'auth0-directory-sync': [
    { value: 'client_id', field: 'Client ID', where: 'Applications > (application) > Settings > Basic Information' },
    {
      value: 'client_secret',
      field: 'Client Secret',
      where: 'Applications > (application) > Settings > Basic Information',
    },
  ],
  'auth0-enterprise-connection': [
    { value: 'client_id', field: 'Client ID', where: 'Applications > (application) > Settings > Basic Information' },
    {
      value: 'client_secret',
      field: 'Client Secret',
      where: 'Applications > (application) > Settings > Basic Information',
    },
  ],
  'auth0-saml': [
    {
      value: 'acs_url',
      field: 'Application Callback URL',
      where: 'Applications > Applications > [application] > Addons > SAML2 Web App > Settings',
    },
    {
      value: 'sp_entity_id',
      field: 'audience (key of the Settings JSON)',
      where: 'Applications > Applications > [application] > Addons > SAML2 Web App > Settings',
    },
    {
      value: 'idp_metadata_url',
      field: 'SAML Metadata URL',
      where: 'Applications > Applications > [application] > Settings > Advanced Settings > Endpoints',
    },
    { value: 'x509_certificate', field: 'Identity Provider Certificate', where: 'Addons > SAML2 Web App > Usage' },
  ],
  'aws-cognito': [{ value: 'redirect_uri', field: 'Cognito callback', where: 'domain of the user pool' }],
  bamboohr: [
    { value: 'api_key', field: 'API Key', where: 'own name at the top right > API Keys > Add New Key > Generate Key' },
  ],
  'breathe-hr': [{ value: 'api_key', field: 'production API key', where: 'Admin Settings > Integrations > API Setup' }],
  bubble: [
    {
      value: 'api_key',
      field: "API Key (SSO plugin: plain key; API plugin: 'Bearer ' + key)",
      where: 'Plugins > WorkOS SSO, Plugins > WorkOS API',
    },
    { value: 'client_id', field: 'App ID / client ID', where: 'Plugins > WorkOS SSO' },
    { value: 'redirect_uri', field: 'Redirect URI shown by the plugin', where: 'Plugins > WorkOS SSO' },
  ],
  'cas-saml': [
    {
      value: 'sp_entity_id',
      field: 'serviceId (regular expression)',
      where: 'Service registry entry of class org.apereo.cas.support.saml.services.SamlRegisteredService',
    },
    {
      value: 'acs_url',
      field: 'AssertionConsumerService in the SP metadata (no separate field)',
      where: 'Document named by metadataLocation',
    },
    { value: 'idp_metadata_url', field: 'CAS IdP metadata endpoint', where: '{casBase}/idp/metadata' },
    { value: 'x509_certificate', field: 'Signing certificate', where: '{casBase}/idp/metadata/signingCertificate' },
  ],
  cezanne: [
    { value: 'client_id', field: 'Client ID', where: 'issued by Cezanne HR Support' },
    { value: 'client_secret', field: 'Client Secret', where: 'issued by Cezanne HR Support' },
  ],
  'classlink-saml': [
    {
      value: 'acs_url',
      field: 'AssertionConsumerService in the SP metadata (no separate field)',
      where: 'Document named by Metadata URL',
    },
    {
      value: 'sp_entity_id',
      field: 'entityID of the SP metadata (no separate field)',
      where: 'Document named by Metadata URL',
    },
    { value: 'idp_metadata_url', field: 'IDP Metadata URL', where: 'CMC > Single Sign-On > SAML Console > [app]' },
  ],
  'clever-oidc': [
    {
      value: 'redirect_uri',
      field: 'REDIRECT URIS',
      where: 'Settings > Integration > OAuth Settings > Edit (dialog “Update OAuth Settings”)',
    },
    { value: 'client_id', field: 'CLIENT ID', where: 'Settings > General' },
    { value: 'client_secret', field: 'CLIENT SECRET', where: 'Settings > General' },
  ],
  'cloudflare-saml': [
    { value: 'sp_entity_id', field: 'Entity ID', where: 'Access > Applications > Add an application > SaaS > SAML' },
    {
      value: 'acs_url',
      field: 'Assertion Consumer Service URL',
      where: 'Access > Applications > Add an application > SaaS > SAML',
    },
    { value: 'x509_certificate', field: 'Public key', where: 'Access > Applications > [SaaS application]' },
    {
      value: 'idp_metadata_url',
      field: 'SAML metadata address (no field: SSO endpoint with /saml-metadata appended)',
      where: 'Access > Applications > [SaaS application], derived from SSO endpoint',
    },
  ],
  'cyberark-saml': [
    {
      value: 'sp_entity_id',
      field: 'SP Entity Id / Issuer / Audience',
      where: 'Apps & Widgets > Web Apps > [app] > Trust > Service Provider Configuration',
    },
    {
      value: 'acs_url',
      field: 'Assertion Consumer Service (ACS) URL',
      where: 'Apps & Widgets > Web Apps > [app] > Trust > Service Provider Configuration',
    },
    {
      value: 'idp_metadata_url',
      field: 'Metadata > Copy URL',
      where: 'Web Apps > [app] > Trust (CyberArk documentation: section Identity Provider Configuration > Metadata)',
    },
    {
      value: 'idp_metadata_xml',
      field: 'Download Metadata File',
      where: 'Web Apps > [app] > Trust > Identity Provider Configuration > Metadata',
    },
  ],
  'cyberark-scim': [
    {
      value: 'scim_endpoint',
      field: 'SCIM Service URL',
      where: 'the SAML app > Provisioning > Enable provisioning for this application',
    },
    { value: 'scim_bearer_token', field: 'Bearer Token', where: 'the SAML app > Provisioning' },
  ],
  'duo-saml': [
    {
      value: 'sp_entity_id',
      field: 'Entity ID',
      where: 'Applications > [Generic SAML Service Provider] > Service Provider',
    },
    {
      value: 'acs_url',
      field: 'Assertion Consumer Service (ACS) URL',
      where: 'Applications > [Generic SAML Service Provider] > Service Provider',
    },
    {
      value: 'idp_metadata_url',
      field: 'Metadata URL',
      where: 'Applications > [Generic SAML Service Provider] > Metadata',
    },
  ],
  'entra-id-oidc': [
    {
      value: 'redirect_uri',
      field: 'Redirect URI (platform Web)',
      where: 'Identity > Applications > App registrations > New registration (later: Authentication > Web)',
    },
    { value: 'client_id', field: 'Application (client) ID', where: 'App registration > Overview' },
    {
      value: 'client_secret',
      field: 'Value of the client secret',
      where: 'App registration > Certificates & secrets > New client secret',
    },
  ],
  'entra-id-saml': [
    {
      value: 'sp_entity_id',
      field: 'Identifier (Entity ID)',
      where: 'Enterprise applications > [app] > Single sign-on > SAML > 1 Basic SAML Configuration',
    },
    {
      value: 'acs_url',
      field: 'Reply URL (Assertion Consumer Service URL)',
      where: 'Enterprise applications > [app] > Single sign-on > SAML > 1 Basic SAML Configuration',
    },
    {
      value: 'idp_metadata_url',
      field: 'App Federation Metadata Url',
      where: 'Enterprise applications > [app] > Single sign-on > 3 SAML Certificates',
    },
    {
      value: 'x509_certificate',
      field: 'Certificate (Base64)',
      where: 'Enterprise applications > [app] > Single sign-on > 3 SAML Certificates',
    },
  ],
  'entra-id-scim': [
    {
      value: 'scim_endpoint',
      field: 'Tenant URL',
      where: 'Enterprise applications > the app > Provisioning > Admin Credentials',
    },
    {
      value: 'scim_bearer_token',
      field: 'Secret Token',
      where: 'Enterprise applications > the app > Provisioning > Admin Credentials',
    },
  ],
  firebase: [
    { value: 'client_id', field: 'Client ID', where: 'Authentication > Sign-in method > OpenID Connect' },
    {
      value: 'api_key',
      field: 'Client secret (the WorkOS API key)',
      where: 'Authentication > Sign-in method > OpenID Connect',
    },
    {
      value: 'redirect_uri',
      field: 'Callback URL',
      where: 'Authentication > Sign-in method > the provider, after Next',
    },
  ],
  fourth: [{ value: 'password', field: 'Password', where: "from the organization's Fourth administrator" }],
  'github-oauth': [
    {
      value: 'redirect_uri',
      field: 'Authorization callback URL (OAuth App) or Callback URL (GitHub App)',
      where: 'Settings > Developer settings > OAuth Apps or GitHub Apps > the app',
    },
    { value: 'client_id', field: 'Client ID', where: "the app's page" },
    { value: 'client_secret', field: 'Client secret', where: "the app's page > Generate a new client secret" },
  ],
  'gitlab-oauth': [
    {
      value: 'redirect_uri',
      field: 'Redirect URI',
      where: 'avatar > Edit profile > Applications > Add new application',
    },
    { value: 'client_id', field: 'Application ID', where: 'application page after Save application' },
    { value: 'client_secret', field: 'Secret', where: 'application page after Save application' },
  ],
  'google-oauth': [
    {
      value: 'redirect_uri',
      field: 'Authorized redirect URIs',
      where: 'APIs & Services > OAuth consent screen > Clients > Create client',
    },
    { value: 'client_id', field: 'Client ID', where: 'Clients > the client' },
    { value: 'client_secret', field: 'Client secret', where: 'dialog after Create; may not be readable later' },
  ],
  'google-oidc': [
    {
      value: 'redirect_uri',
      field: 'Authorized redirect URIs',
      where: 'Google Auth Platform > Clients > Create client > Web application',
    },
    { value: 'client_id', field: 'Client ID', where: 'Dialog “OAuth client created” (later: Clients > (client))' },
    { value: 'client_secret', field: 'Client Secret', where: 'Dialog “OAuth client created”' },
  ],
  'google-saml': [
    { value: 'acs_url', field: 'ACS URL', where: 'Apps > Web and mobile apps > [app] > Service provider details' },
    {
      value: 'sp_entity_id',
      field: 'Entity ID',
      where: 'Apps > Web and mobile apps > [app] > Service provider details',
    },
    {
      value: 'redirect_uri',
      field: 'Start URL (relay state, optional; write redirect_uri=<URI>)',
      where: 'Apps > Web and mobile apps > [app] > Service provider details',
    },
    {
      value: 'idp_metadata_xml',
      field: 'Download Metadata',
      where: 'Google Identity Provider details step, or [app] > Download Metadata',
    },
    {
      value: 'x509_certificate',
      field: 'Certificate',
      where: 'Google Identity Provider details; also Security > Authentication > SSO with SAML applications',
    },
  ],
  hibob: [
    { value: 'api_token', field: 'Token (API Token in WorkOS)', where: 'shown once when the service user is created' },
  ],
  'intuit-oauth': [
    {
      value: 'redirect_uri',
      field: 'Redirect URIs > Add URI',
      where: 'the app > Settings > Redirect URIs, Production tab',
    },
    { value: 'client_id', field: 'Client ID (production)', where: 'the app > production keys' },
    { value: 'client_secret', field: 'Client Secret (production)', where: 'the app > production keys' },
  ],
  'jumpcloud-saml': [
    { value: 'sp_entity_id', field: 'SP Entity ID', where: 'SSO Applications > [app] > SSO' },
    {
      value: 'sp_entity_id',
      field: 'IdP Entity ID',
      where: 'SSO Applications > [app] > SSO (the WorkOS page uses the same value as for SP Entity ID)',
    },
    { value: 'acs_url', field: 'ACS URL', where: 'SSO Applications > [app] > SSO' },
    {
      value: 'idp_metadata_xml',
      field: 'Export Metadata',
      where: 'SSO Applications > [app] > SSO > JumpCloud Metadata',
    },
    {
      value: 'idp_metadata_url',
      field: 'Copy Metadata URL',
      where: 'SSO Applications > [app] > SSO > JumpCloud Metadata',
    },
    { value: 'x509_certificate', field: 'IDP Certificate', where: 'SSO Applications > [app]' },
  ],
  'jumpcloud-scim': [
    {
      value: 'scim_endpoint',
      field: 'Base URL',
      where: 'SSO > the application > Identity Management > Configuration settings',
    },
    {
      value: 'scim_bearer_token',
      field: 'Token Key',
      where: 'SSO > the application > Identity Management > Configuration settings',
    },
  ],
  'keycloak-saml': [
    { value: 'sp_entity_id', field: 'Client ID', where: 'Clients > Create client > General settings' },
    { value: 'acs_url', field: 'Valid redirect URIs', where: 'Clients > [client] > Settings > Access settings' },
    { value: 'acs_url', field: 'Master SAML Processing URL', where: 'Clients > [client] > Settings > Access settings' },
    {
      value: 'idp_metadata_url',
      field: 'SAML 2.0 Identity Provider Metadata',
      where: 'Realm settings > General > Endpoints',
    },
    { value: 'x509_certificate', field: 'Certificate of the active RS256 key', where: 'Realm settings > Keys' },
  ],
  'lastpass-saml': [
    { value: 'acs_url', field: 'ACS', where: 'Applications > SSO apps > [app] > Set up LastPass' },
    {
      value: 'sp_entity_id',
      field: 'Entity ID',
      where: 'Applications > SSO apps > [app] > Set up LastPass > Advanced settings',
    },
    {
      value: 'idp_metadata_xml',
      field: 'Download metadata (XML)',
      where: 'Applications > SSO apps > [app] > Configure app > Set up app',
    },
    { value: 'x509_certificate', field: 'Certificate', where: 'Applications > SSO apps > [app] > Set up app' },
  ],
  'linkedin-oauth': [
    {
      value: 'redirect_uri',
      field: 'Authorized redirect URLs for your app',
      where: 'the app > Auth > OAuth 2.0 settings > pencil > Add redirect URL',
    },
    { value: 'client_id', field: 'Client ID', where: 'the app > Auth' },
    { value: 'client_secret', field: 'Primary Client Secret', where: 'the app > Auth' },
  ],
  'login-gov-oidc': [
    {
      value: 'redirect_uri',
      field: 'Redirect URIs',
      where: "Apps > (app) > Redirect URIs (together with the application's own redirect URI)",
    },
    { value: 'client_id', field: 'Issuer', where: 'Apps > (app); the administrator invents it' },
  ],
  'microsoft-ad-fs-saml': [
    {
      value: 'acs_url',
      field: 'SAML Assertion Consumer Endpoints',
      where: 'Relying Party Trusts > [trust] > Properties > Endpoints',
    },
    {
      value: 'sp_entity_id',
      field: 'Relying party identifiers',
      where: 'Relying Party Trusts > [trust] > Properties > Identifiers',
    },
    { value: 'idp_metadata_url', field: 'Federation metadata', where: 'AD FS > Service > Endpoints > Metadata' },
    {
      value: 'idp_metadata_xml',
      field: 'Federation metadata, saved as a file (federationmetadata.xml)',
      where: 'AD FS > Service > Endpoints > Metadata, opened in a browser on the federation server',
    },
    { value: 'x509_certificate', field: 'Token-signing certificate', where: 'AD FS > Service > Certificates' },
  ],
  'microsoft-oauth': [
    {
      value: 'redirect_uri',
      field: 'Redirect URIs, platform Web',
      where: 'App registrations > the app > Authentication',
    },
    { value: 'client_id', field: 'Application (client) ID', where: 'App registrations > the app > Overview' },
    {
      value: 'client_secret',
      field: 'Value of the client secret (not Secret ID)',
      where: 'Certificates & secrets > New client secret',
    },
  ],
  'miniorange-saml': [
    { value: 'sp_entity_id', field: 'SP Entity ID or Issuer', where: 'Apps > [app] > Basic Settings (manual entry)' },
    { value: 'acs_url', field: 'ACS URL', where: 'Apps > [app] > Basic Settings (manual entry)' },
    {
      value: 'idp_metadata_url',
      field: 'Metadata URL',
      where: 'Apps > [app] > Select > Metadata > Information required to set miniOrange as IdP',
    },
  ],
  'net-iq-saml': [
    {
      value: 'sp_entity_id',
      field: 'Provider ID',
      where: 'Devices > Identity Servers > Edit > SAML 2.0 > [Service Provider] > Metadata > Edit',
    },
    {
      value: 'acs_url',
      field: 'Post consumer URL',
      where: 'Devices > Identity Servers > Edit > SAML 2.0 > [Service Provider] > Metadata > Edit',
    },
    {
      value: 'idp_metadata_url',
      field: 'Identity Server SAML 2.0 metadata',
      where: 'Identity Server base URL with /saml2/metadata',
    },
    {
      value: 'x509_certificate',
      field: 'Signing certificate of the Identity Server',
      where: 'Identity Server SAML 2.0 metadata',
    },
  ],
  'next-auth': [
    { value: 'client_id', field: 'clientId (WORKOS_CLIENT_ID)', where: '.env and WorkOS provider options' },
    { value: 'api_key', field: 'clientSecret (WORKOS_API_KEY)', where: '.env and WorkOS provider options' },
    { value: 'redirect_uri', field: 'Callback URL', where: 'NextAuth route' },
  ],
  oidc: [
    {
      value: 'redirect_uri',
      field: 'login redirect URI (named Redirect URI, Callback URL or Sign-in redirect URI by providers)',
      where: 'Client or application settings of the provider',
    },
    { value: 'client_id', field: 'Client ID', where: 'Client settings of the provider' },
    { value: 'client_secret', field: 'Client Secret', where: 'Client settings or credentials page of the provider' },
  ],
  'okta-oidc': [
    {
      value: 'redirect_uri',
      field: 'Sign-in redirect URIs',
      where: 'Applications > Create App Integration > OIDC - OpenID Connect > Web Application',
    },
    { value: 'client_id', field: 'Client ID', where: 'Application > General' },
    { value: 'client_secret', field: 'Client secret', where: 'Application > General' },
  ],
  'okta-saml': [
    {
      value: 'acs_url',
      field: 'Single sign-on URL',
      where:
        'Applications > Applications > Create App Integration > SAML 2.0 > Configure SAML > SAML Settings > General (keep “Use this for Recipient URL and Destination URL” ticked)',
    },
    { value: 'sp_entity_id', field: 'Audience URI (SP Entity ID)', where: 'Configure SAML > SAML Settings > General' },
    {
      value: 'idp_metadata_url',
      field: 'View IdP metadata',
      where:
        'Application > Sign On tab > SAML Signing Certificates > Actions menu of the certificate in use; copy the address of the page that opens',
    },
    {
      value: 'x509_certificate',
      field: 'X.509 Certificate',
      where: 'Application > Sign On > SAML setup instructions > Download certificate',
    },
  ],
  'okta-scim': [
    {
      value: 'scim_endpoint',
      field: 'SCIM 2.0 Base URL',
      where: 'Applications > the app > Provisioning > Configure API Integration > Enable API Integration',
    },
    {
      value: 'scim_bearer_token',
      field: 'OAuth Bearer Token',
      where: 'Applications > the app > Provisioning > Configure API Integration > Enable API Integration',
    },
  ],
  'onelogin-saml': [
    { value: 'sp_entity_id', field: 'Audience (EntityID)', where: 'Applications > (app) > Configuration' },
    { value: 'acs_url', field: 'Recipient', where: 'Applications > (app) > Configuration' },
    { value: 'acs_url', field: 'ACS (Consumer) URL', where: 'Applications > (app) > Configuration' },
    {
      value: 'acs_url_validator',
      field: 'ACS (Consumer) URL Validator',
      where:
        'Applications > (app) > Configuration; a regular expression made from the ACS URL, e.g. ^https:\\/\\/auth\\.workos\\.com\\/sso\\/saml\\/acs\\/{id}$',
    },
    { value: 'idp_metadata_xml', field: 'SAML Metadata', where: 'Applications > (app) > SSO > More Actions' },
    {
      value: 'idp_metadata_url',
      field: 'Issuer URL (the address also answers with the metadata)',
      where: 'Applications > (app) > SSO',
    },
    { value: 'x509_certificate', field: 'X.509 Certificate', where: 'Applications > (app) > SSO > View Details' },
  ],
  'onelogin-scim': [
    { value: 'scim_endpoint', field: 'SCIM Base URL', where: 'Applications > the app > Configuration' },
    { value: 'scim_bearer_token', field: 'SCIM Bearer Token', where: 'Applications > the app > Configuration' },
  ],
  'oracle-saml': [
    {
      value: 'sp_entity_id',
      field: 'Entity ID',
      where: 'Identity domain > Applications > (SAML application) > SSO Configuration > General',
    },
    {
      value: 'acs_url',
      field: 'Assertion Consumer URL',
      where: 'Identity domain > Applications > (SAML application) > SSO Configuration > General',
    },
    {
      value: 'idp_metadata_url',
      field: 'Domain URL followed by /fed/v1/metadata',
      where: 'Identity & Security > Domains > (domain) > overview > Domain information > Domain URL',
    },
    {
      value: 'idp_metadata_xml',
      field: 'Download identity provider metadata',
      where: 'SSO configuration page of the SAML application',
    },
    {
      value: 'x509_certificate',
      field: 'Download signing certificate',
      where: 'SSO configuration page of the SAML application',
    },
  ],
  'pingfederate-saml': [
    {
      value: 'sp_entity_id',
      field: "Partner's Entity ID (Connection ID)",
      where: 'Applications > Integration > SP Connections > (connection) > General Info',
    },
    {
      value: 'acs_url',
      field: 'Endpoint URL',
      where:
        'SP connection > Browser SSO > Configure Browser SSO > Protocol Settings > Assertion Consumer Service URL (binding POST)',
    },
    {
      value: 'idp_metadata_xml',
      field: 'Export Metadata',
      where: 'Applications > Integration > SP Connections > Select Action menu of the connection',
    },
    { value: 'idp_metadata_url', field: 'Federation metadata endpoint', where: 'Runtime server' },
  ],
  'pingfederate-scim': [
    {
      value: 'scim_endpoint',
      field: 'SCIM URL',
      where: 'Applications > SP Connections > the connection > Outbound Provisioning > Configure Provisioning > Target',
    },
    { value: 'scim_bearer_token', field: 'Access Token', where: 'same Target page, section OAuth 2 Bearer Token' },
  ],
  'pingone-saml': [
    { value: 'acs_url', field: 'ACS URLs', where: 'Same page with “Manually Enter”, when the URL import is not used' },
    {
      value: 'sp_entity_id',
      field: 'Entity ID',
      where: 'Same page with “Manually Enter”, when the URL import is not used',
    },
    { value: 'idp_metadata_url', field: 'IdP Metadata URL', where: 'Applications > (app) > Configuration' },
    { value: 'idp_metadata_xml', field: 'Download Metadata', where: 'Applications > (app) > Configuration' },
  ],
  'react-native-expo': [
    { value: 'client_id', field: 'client_id parameter', where: 'authorization URL' },
    { value: 'api_key', field: 'client_secret of the token request, on your server only', where: 'backend' },
    {
      value: 'redirect_uri',
      field: 'URI returned by makeRedirectUri',
      where: 'app code; list it on the Redirects page',
    },
  ],
  'rippling-saml': [
    {
      value: 'acs_url',
      field: 'Assertion Consumer Service URL',
      where: 'IT Management > Custom App > (app) > SSO Setup Instructions',
    },
    {
      value: 'sp_entity_id',
      field: 'Service Provider Entity ID',
      where: 'IT Management > Custom App > (app) > SSO Setup Instructions',
    },
    { value: 'idp_metadata_xml', field: 'IdP Metadata XML', where: 'SSO Setup Instructions of the custom app' },
    { value: 'idp_metadata_url', field: 'IdP Metadata URL', where: 'SSO Setup Instructions of the custom app' },
  ],
  'rippling-scim': [
    {
      value: 'scim_endpoint',
      field: 'SCIM Base URL',
      where: 'Identity Management > Custom App > Create New App > SCIM settings',
    },
    { value: 'scim_bearer_token', field: 'Bearer Token', where: 'shown after Install now during the install flow' },
  ],
  'sailpoint-scim': [
    { value: 'scim_endpoint', field: 'Base URL', where: 'the SCIM 2.0 source > connection settings' },
    {
      value: 'scim_bearer_token',
      field: 'API Token',
      where: 'the SCIM 2.0 source > connection settings, authentication type token',
    },
  ],
  'salesforce-oauth': [
    {
      value: 'redirect_uri',
      field: 'Callback URL',
      where:
        'Setup > Apps > External Client Apps > External Client App Manager > the app > API (Enable OAuth Settings)',
    },
    {
      value: 'client_id',
      field: 'Consumer Key',
      where: 'the app > Settings > OAuth Settings > Consumer Key and Secret',
    },
    { value: 'client_secret', field: 'Consumer Secret', where: 'same place' },
  ],
  'salesforce-saml': [
    {
      value: 'sp_entity_id',
      field: 'Entity ID',
      where: 'Setup > App Manager > (connected app) > Web App Settings > Enable SAML',
    },
    {
      value: 'acs_url',
      field: 'ACS URL',
      where: 'Setup > App Manager > (connected app) > Web App Settings > Enable SAML',
    },
    { value: 'idp_metadata_url', field: 'Metadata URL', where: 'Setup > Identity Provider' },
    {
      value: 'idp_metadata_xml',
      field: 'Download Metadata',
      where: 'Setup > Manage Connected Apps > (app) > SAML Login Information',
    },
  ],
  saml: [
    {
      value: 'acs_url',
      field: 'ACS URL / Reply URL / Single sign-on URL / Recipient (wording differs)',
      where: 'service provider or application settings of the IdP',
    },
    {
      value: 'sp_entity_id',
      field: 'Entity ID / Audience URI / Identifier (wording differs)',
      where: 'service provider or application settings of the IdP',
    },
    {
      value: 'idp_metadata_url',
      field: 'IdP metadata URL (preferred)',
      where: 'application or federation settings of the IdP',
    },
    {
      value: 'x509_certificate',
      field: 'X.509 signing certificate',
      where: 'application or federation settings of the IdP',
    },
  ],
  scim: [
    {
      value: 'scim_endpoint',
      field: 'SCIM base URL (name differs by product)',
      where: 'provisioning settings of the SCIM client',
    },
    {
      value: 'scim_bearer_token',
      field: 'Bearer or API token (name differs by product)',
      where: 'provisioning settings of the SCIM client',
    },
    {
      value: 'oauth_client_credentials',
      field: 'OAuth 2.0 client credentials, when that method is selected for the directory',
      where: 'provisioning settings of the SCIM client',
    },
  ],
  'shibboleth-generic-saml': [
    {
      value: 'sp_entity_id',
      field: 'requester / relying party id',
      where: 'conf/attribute-filter.xml and conf/relying-party.xml',
    },
    { value: 'acs_url', field: 'AssertionConsumerService Location in the SP metadata', where: 'SP metadata file' },
    { value: 'idp_metadata_xml', field: 'IdP metadata file', where: '{idp.home}/metadata/idp-metadata.xml' },
    {
      value: 'idp_metadata_url',
      field: '/idp/shibboleth endpoint (serves the same static file)',
      where: 'IdP property idp.entityID.metadataFile',
    },
    { value: 'x509_certificate', field: 'signing KeyDescriptor', where: '{idp.home}/metadata/idp-metadata.xml' },
  ],
  'shibboleth-unsolicited-saml': [
    {
      value: 'sp_entity_id',
      field: 'requester / relying party id',
      where: 'conf/attribute-filter.xml and conf/relying-party.xml',
    },
    {
      value: 'acs_url',
      field: 'AssertionConsumerService Location in the SP metadata (shire parameter in unsolicited requests)',
      where: 'SP metadata file',
    },
    { value: 'idp_metadata_xml', field: 'IdP metadata file', where: '{idp.home}/metadata/idp-metadata.xml' },
    {
      value: 'idp_metadata_url',
      field: '/idp/shibboleth endpoint (serves the same static file)',
      where: 'IdP property idp.entityID.metadataFile',
    },
    { value: 'x509_certificate', field: 'signing KeyDescriptor', where: '{idp.home}/metadata/idp-metadata.xml' },
  ],
  'simple-saml-php': [
    { value: 'sp_entity_id', field: 'array key (entity ID) of the SP entry', where: 'metadata/saml20-sp-remote.php' },
    { value: 'acs_url', field: 'AssertionConsumerService', where: 'metadata/saml20-sp-remote.php' },
    { value: 'idp_metadata_url', field: 'IdP metadata', where: '{base}/saml2/idp/metadata.php' },
    { value: 'x509_certificate', field: 'certificate', where: 'metadata/saml20-idp-hosted.php, file in cert/' },
  ],
  'slack-oauth': [
    { value: 'redirect_uri', field: 'Redirect URLs', where: 'the app > OAuth & Permissions > Redirect URLs' },
    { value: 'client_id', field: 'Client ID', where: 'the app > Basic Information > App Credentials' },
    { value: 'client_secret', field: 'Client Secret', where: 'the app > Basic Information > App Credentials' },
  ],
  'supabase-authkit': [{ value: 'client_id', field: 'client id of the AuthKit client', where: 'app code' }],
  'supabase-sso': [
    { value: 'client_id', field: 'Client ID', where: 'Authentication > Providers > WorkOS' },
    { value: 'api_key', field: 'Secret (the WorkOS API key)', where: 'Authentication > Providers > WorkOS' },
    { value: 'redirect_uri', field: 'Redirect URL (callback)', where: 'Authentication > Providers > WorkOS' },
  ],
  'vercel-oauth': [
    { value: 'redirect_uri', field: 'Authorization Callback URLs', where: 'team Settings > Apps > the app > General' },
    { value: 'client_id', field: 'Client ID', where: 'the app > General > Details' },
    { value: 'client_secret', field: 'Client Secret', where: 'the app > Authentication > Client Secrets > Generate' },
  ],
  'vmware-saml': [
    {
      value: 'acs_url',
      field: 'Single Sign-On URL',
      where: 'Same page with configuration “Manual”; the same address also goes into “Recipient URL”',
    },
    { value: 'sp_entity_id', field: 'Application ID', where: 'Same page with configuration “Manual”' },
    {
      value: 'idp_metadata_url',
      field: 'Identity Provider (IdP) metadata',
      where: 'Resources (Catalog) > Web Apps > Settings > SAML Metadata > Copy URL',
    },
  ],
  workday: [
    { value: 'password', field: 'Password of the Integration System User', where: 'Create Integration System User' },
  ],
  'xero-oauth': [
    { value: 'redirect_uri', field: 'Redirect URI', where: 'New app form; later Configuration' },
    { value: 'client_id', field: 'Client ID', where: 'the app > Configuration' },
    { value: 'client_secret', field: 'Client secret 1', where: 'the app > Configuration > Generate a secret' },
  ],
}
