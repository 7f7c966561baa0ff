import type { CauseId } from '../../verdict'

/** A word, message or code by which a symptom is known, and the causes it points to, likeliest first. */
export interface SymptomRow {
  pattern: RegExp
  /** How it is called, with its code if it has one. */
  title: string
  meaning: string
  causes: readonly [CauseId, ...CauseId[]]
  /** What it looks like and is not, where people go wrong. */
  note?: string
}

/** A code as it stands in a text: not as a part of a longer word. */
const code = (...codes: readonly string[]) => new RegExp(`(?<![A-Za-z0-9_])(?:${codes.join('|')})(?![A-Za-z0-9_])`, 'i')

/**
 * Codes and messages of WorkOS, of identity providers and of OAuth providers, then plain words. Sources: the products’ own
 * documentation as named on the causes; Microsoft: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const symptomRows: readonly SymptomRow[] = [
  // WorkOS
  {
    pattern: code('organization_invalid'),
    title: 'organization_invalid',
    meaning: 'WorkOS knows no such organization in this environment, or it has no connection.',
    causes: ['organization.missing', 'organization.connection-not-linked'],
  },
  {
    pattern: code('connection_unlinked'),
    title: 'connection_unlinked',
    meaning: 'The connection is not linked: its set-up is unfinished, or it was switched off.',
    causes: ['organization.connection-not-linked', 'draft.metadata-not-uploaded'],
  },
  {
    pattern: code('connection_invalid', 'connection_domain_invalid', 'invalid_connection_selector'),
    title: 'connection_invalid',
    meaning: 'WorkOS knows no such connection in this environment.',
    causes: ['organization.connection-not-linked'],
  },
  {
    pattern: code('profile_not_allowed_outside_organization'),
    title: 'profile_not_allowed_outside_organization',
    meaning: 'The person’s e-mail domain is not among the verified domains of the organization.',
    causes: ['organization.domain-unverified'],
  },
  {
    pattern: code('domain_verification_period_expired', 'domain_verified_by_other_organization'),
    title: 'domain_verification_failed',
    meaning: 'The domain could not be verified.',
    causes: ['organization.domain-unverified'],
  },
  {
    pattern: code('oauth_failed'),
    title: 'oauth_failed',
    meaning: 'The OAuth exchange with the provider failed.',
    causes: ['oauth.invalid-client', 'oauth.redirect-uri-mismatch'],
  },
  {
    pattern: code('server_error'),
    title: 'server_error',
    meaning: 'WorkOS could not use what the identity provider sent. The event of the failed sign-in names the reason.',
    causes: [
      'saml.audience-mismatch',
      'saml.recipient-mismatch',
      'saml.signature-invalid',
      'saml.response-expired',
      'saml.nameid-missing',
    ],
  },

  // AD FS
  {
    pattern: code('MSIS3200'),
    title: 'MSIS3200',
    meaning: 'AD FS: no endpoint of the relying party trust fits the ACS URL of the request.',
    causes: ['validating.acs-url-typo'],
  },
  {
    pattern: code('MSIS7007'),
    title: 'MSIS7007',
    meaning: 'AD FS: no relying party trust has the SP entity ID as an identifier, or the person may not use it.',
    causes: ['validating.entity-id-mismatch'],
  },
  {
    pattern: code('MSIS1000'),
    title: 'MSIS1000',
    meaning: 'AD FS: the NameID asked for cannot be made from the claims (event 321).',
    causes: ['saml.nameid-missing'],
  },
  {
    pattern: code('MSIS0038', 'MSIS0037'),
    title: 'MSIS0038',
    meaning: 'AD FS: the signature of the message is wrong.',
    causes: ['saml.signature-invalid'],
  },
  {
    pattern: code('MSIS7085', 'MSIS7084'),
    title: 'MSIS7085',
    meaning: 'AD FS: it wants the request to be signed, and it is not.',
    causes: ['saml.signature-invalid'],
    note: 'The demand is AD FS’s: SignedSamlRequestsRequired of the relying party trust.',
  },
  {
    pattern: code('MSIS7065'),
    title: 'MSIS7065',
    meaning: 'AD FS: nothing listens on that path.',
    causes: ['validating.acs-url-typo'],
    note: 'On /adfs/ls/idpinitiatedsignon.aspx it only says that this page is switched off, which is usual.',
  },
  {
    pattern: code('MSIS7012', 'event 364', 'event id 364'),
    title: 'MSIS7012',
    meaning: 'AD FS: the request failed; the exception inside event 364 names the reason.',
    causes: ['validating.entity-id-mismatch', 'validating.acs-url-typo', 'saml.nameid-missing'],
  },
  {
    pattern: code('event 321', 'event id 321'),
    title: 'MSIS_321 (event 321)',
    meaning: 'AD FS: the NameID policy of the request could not be satisfied.',
    causes: ['saml.nameid-missing'],
  },

  // Entra ID and Microsoft
  {
    pattern: code('AADSTS50011', 'AADSTS900971'),
    title: 'AADSTS50011',
    meaning: 'Microsoft: the reply URL or redirect URI is not registered for the application.',
    causes: ['oauth.redirect-uri-mismatch', 'validating.acs-url-typo'],
  },
  {
    pattern: code('AADSTS700016', 'AADSTS650056', 'AADSTS50010'),
    title: 'AADSTS700016',
    meaning: 'Microsoft: the application of that identifier is not found in the tenant, or is set up wrongly.',
    causes: ['validating.entity-id-mismatch', 'oauth.invalid-client'],
  },
  {
    pattern: code('AADSTS75016'),
    title: 'AADSTS75016',
    meaning: 'Microsoft: the NameIDPolicy of the request is not valid.',
    causes: ['saml.nameid-missing'],
  },
  {
    pattern: code('AADSTS76026'),
    title: 'AADSTS76026',
    meaning: 'Microsoft: the issue time of the request has passed.',
    causes: ['saml.response-expired'],
  },
  {
    pattern: code('AADSTS76021', 'AADSTS50003'),
    title: 'AADSTS76021',
    meaning: 'Microsoft: the request must be signed, or there is no key to sign with.',
    causes: ['saml.signature-invalid'],
  },
  {
    pattern: code('AADSTS75008'),
    title: 'AADSTS75008',
    meaning: 'Microsoft: the request has an unexpected destination.',
    causes: ['validating.acs-url-typo'],
  },
  {
    pattern: code('AADSTS7000215', 'AADSTS7000222', 'AADSTS7000218', 'AADSTS70002', 'AADSTS50012'),
    title: 'AADSTS7000215',
    meaning: 'Microsoft: the client secret is wrong (often the Secret ID in place of the Value), missing or expired.',
    causes: ['oauth.invalid-client'],
  },
  {
    pattern: code('AADSTS65004', 'AADSTS65001', 'AADSTS90094', 'AADSTS50105', 'AADSTS53003', 'AADSTS90099'),
    title: 'AADSTS65004',
    meaning:
      'Microsoft: the person declined, an administrator has to consent, the person is not assigned, or a policy blocks.',
    causes: ['oauth.access-denied'],
  },
  {
    pattern: code('AADSTS70011', 'AADSTS65005', 'AADSTS650053'),
    title: 'AADSTS70011',
    meaning: 'Microsoft: a scope is not valid or not among the permissions of the application.',
    causes: ['oauth.scope-error'],
  },

  // SAML status codes
  {
    pattern: code('urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy', 'InvalidNameIDPolicy'),
    title: 'urn: InvalidNameIDPolicy',
    meaning: 'The identity provider cannot make a NameID of the format asked for.',
    causes: ['saml.nameid-missing'],
  },

  // Keycloak, Shibboleth, SimpleSAMLphp, CAS
  {
    pattern: code('client_not_found'),
    title: 'client_not_found',
    meaning: 'Keycloak: no client has the SP entity ID as its Client ID.',
    causes: ['validating.entity-id-mismatch'],
  },
  {
    pattern: code('invalid_redirect_uri'),
    title: 'invalid_redirect_uri',
    meaning: 'The ACS URL or redirect URI is not among those the client allows (Keycloak, GitLab).',
    causes: ['validating.acs-url-typo', 'oauth.redirect-uri-mismatch'],
  },
  {
    pattern: code('METADATANOTFOUND'),
    title: 'METADATA_NOT_FOUND',
    meaning: 'SimpleSAMLphp: it has no metadata of the SP entity ID.',
    causes: ['validating.entity-id-mismatch'],
  },
  {
    pattern: /unable to locate metadata for|no metadata returned for|unsupported request|unverifiedrelyingparty/i,
    title: 'The identity provider has no metadata of the service provider',
    meaning: 'Shibboleth, SimpleSAMLphp: the SP entity ID is not known there.',
    causes: ['validating.entity-id-mismatch'],
  },
  {
    pattern: /application not authorized to use cas/i,
    title: 'Application Not Authorized to Use CAS',
    meaning: 'CAS: no service entry matches the SP entity ID.',
    causes: ['validating.entity-id-mismatch'],
  },
  {
    pattern: /unable to determine endpoint|no peer endpoint available/i,
    title: 'No endpoint to answer to',
    meaning: 'Shibboleth: the ACS URL of the request is not in the metadata of the service provider.',
    causes: ['validating.acs-url-typo'],
  },

  // OAuth
  {
    pattern: code(
      'redirect_uri_mismatch',
      'bad_redirect_uri',
      'redirect_uri_invalid',
      'oauth_authorization_url_mismatch',
    ),
    title: 'redirect_uri_mismatch',
    meaning: 'The redirect URI is not registered at the provider.',
    causes: ['oauth.redirect-uri-mismatch'],
  },
  {
    pattern:
      /redirect.?ur[il]s?.{0,60}(did not match|does ?n[o’']t match|not valid|is invalid|not registered|mismatch)/i,
    title: 'The redirect URI is refused',
    meaning: 'The redirect URI is not registered at the provider.',
    causes: ['oauth.redirect-uri-mismatch'],
  },
  {
    pattern: code(
      'invalid_client',
      'invalid_client_id',
      'bad_client_secret',
      'incorrect_client_credentials',
      'unauthorized_client',
      'deleted_client',
    ),
    title: 'invalid_client',
    meaning: 'The provider does not know the client ID, or not with this secret.',
    causes: ['oauth.invalid-client'],
  },
  {
    pattern: code('access_denied', 'org_internal', 'admin_policy_enforced', 'consent_required', 'user_denied'),
    title: 'access_denied',
    meaning: 'The provider, or the person, declined.',
    causes: ['oauth.access-denied'],
  },
  {
    pattern: code('invalid_scope'),
    title: 'invalid_scope',
    meaning: 'The provider refuses a scope.',
    causes: ['oauth.scope-error'],
  },

  // Plain words: branch “stuck in Draft” first
  {
    pattern: /\bdraft\b|requires.type/i,
    title: 'Stuck in Draft',
    meaning: 'WorkOS does not have usable metadata of the identity provider.',
    causes: ['draft.metadata-not-uploaded', 'draft.metadata-invalid', 'draft.metadata-unreachable'],
  },
  {
    pattern:
      /metadata.{0,80}(unreachable|reach|timed? ?out|time.?out|refused|resolve|NXDOMAIN|private)|(cannot|can[’']?t|could not|unable to) (fetch|load|retrieve|download|reach|access).{0,40}metadata/i,
    title: 'Metadata cannot be fetched',
    meaning: 'WorkOS does not reach the metadata URL.',
    causes: ['draft.metadata-unreachable', 'draft.metadata-invalid'],
  },
  {
    pattern:
      /(invalid|malformed|not valid|broken|corrupt).{0,30}metadata|metadata.{0,40}(invalid|malformed|not valid|(cannot|could not) be (parsed|read)|html|sign.?in page|login page)/i,
    title: 'Metadata is not valid',
    meaning: 'What was given is not the metadata of an identity provider.',
    causes: ['draft.metadata-invalid'],
  },
  {
    pattern: /\bvalidating\b|pending validation/i,
    title: 'Stuck in Validating',
    meaning: 'No sign-in has succeeded yet.',
    causes: ['validating.certificate-expired', 'validating.acs-url-typo', 'validating.entity-id-mismatch'],
  },
  {
    pattern: /cert(ificate)?s?\b.{0,30}(expired|has ended|out of date|renew)|expired.{0,20}cert/i,
    title: 'Certificate expired',
    meaning: 'The signing certificate has ended.',
    causes: ['validating.certificate-expired'],
  },
  {
    pattern:
      /recipient|invalid destination|destination.{0,20}(mismatch|not match|invalid)|\bACS\b|assertion consumer|reply url/i,
    title: 'Recipient, Destination or ACS URL',
    meaning: 'The response is addressed to another URL than the ACS URL.',
    causes: ['saml.recipient-mismatch', 'validating.acs-url-typo'],
  },
  {
    pattern:
      /audience|entity.?id|(client|requester|application|service provider|relying party).{0,20}(not found|unknown|not registered)|(unknown|invalid) requester/i,
    title: 'Audience or entity ID',
    meaning: 'The assertion is made for another SP entity ID.',
    causes: ['saml.audience-mismatch', 'validating.entity-id-mismatch'],
  },
  {
    pattern: /signature|unsigned|not signed|fingerprint|digest.{0,20}(mismatch|invalid|not match)/i,
    title: 'Signature',
    meaning: 'The signature does not hold.',
    causes: ['saml.signature-invalid', 'validating.certificate-expired'],
  },
  {
    pattern:
      /(response|assertion|token|message|request).{0,30}(expired|stale|too old|not yet valid|future)|not.?on.?or.?after|not.?before|clock.?(skew|drift)|issued in the future|stale request|timing issues/i,
    title: 'Response expired',
    meaning: 'The response arrived outside its time.',
    causes: ['saml.response-expired'],
  },
  {
    pattern: /name.?id/i,
    title: 'NameID',
    meaning: 'The assertion names no user.',
    causes: ['saml.nameid-missing'],
  },
  {
    pattern: /(?<!\d)401(?!\d)|unauthori[sz]ed|invalid credentials|bearer token|quarantine/i,
    title: '401 Unauthorized',
    meaning: 'The SCIM endpoint does not accept the bearer token.',
    causes: ['scim.unauthorized'],
  },
  {
    pattern: /(?<!\d)404(?!\d)|base url|tenant url|scim.{0,40}not found|endpoint.{0,20}not found/i,
    title: '404 Not Found',
    meaning: 'The SCIM endpoint is a wrong address.',
    causes: ['scim.not-found'],
  },
  {
    pattern:
      /(missing|no|empty|without|lack).{0,30}(attribute|first.?name|last.?name|e-?mail|names\b)|(first|last).?name.{0,20}(empty|missing|blank)|attribute.{0,30}(missing|empty|mapping)|invalidValue/i,
    title: 'Attributes missing',
    meaning: 'Users arrive without e-mail address or names.',
    causes: ['scim.attributes-missing'],
  },
  {
    pattern:
      /(not|never|n[o’']t).{0,20}updat|updates?.{0,30}(not|never|missing|disabled)|changes?.{0,30}(not|never) (arrive|sync)|(old|former) (name|e-?mail|title|department)/i,
    title: 'Updates do not arrive',
    meaning: 'Users are created, and their changes do not arrive.',
    causes: ['scim.updates-disabled'],
  },
  {
    pattern:
      /(still|stays?|remains?|remain) (active|enabled)|(keep|still have|keeps) access|deactivat|deprovision|off-?board|not (removed|disabled)|suspend|(leavers?|former employees?|people who left).{0,40}(access|log.?in|sign.?in|active)/i,
    title: 'Users stay active',
    meaning: 'Deactivated users stay active in WorkOS.',
    causes: ['scim.deactivation-disabled'],
  },
  {
    pattern: /\bscope/i,
    title: 'Scopes',
    meaning: 'The provider refuses a scope.',
    causes: ['oauth.scope-error'],
  },
  {
    pattern: /(client.?secret|client.?id).{0,40}(invalid|wrong|expired|incorrect|unknown)|oauth client was not found/i,
    title: 'Client ID or secret',
    meaning: 'The provider does not know the client.',
    causes: ['oauth.invalid-client'],
  },
  {
    pattern: /access.{0,10}(denied|blocked)|(user|person|admin\w*) denied|consent|not assigned|declined/i,
    title: 'Access denied',
    meaning: 'The provider, or the person, declined.',
    causes: ['oauth.access-denied'],
  },
  {
    pattern: /organi[sz]ation.{0,30}(not found|unknown|missing|does not exist)|no such organi[sz]ation/i,
    title: 'Organization not found',
    meaning: 'WorkOS does not know the organization in this environment, or it has no usable connection.',
    causes: ['organization.missing', 'organization.connection-not-linked'],
  },
  {
    pattern: /no connection|connection.{0,20}(not linked|not found|inactive|switched off|deactivated)/i,
    title: 'No usable connection',
    meaning: 'No usable connection is linked to the organization.',
    causes: ['organization.connection-not-linked', 'organization.missing'],
  },
  {
    pattern: /domain.{0,40}(verif|pending|failed|not allowed)|TXT record|verif\w+.{0,20}domain/i,
    title: 'Domain not verified',
    meaning: 'The e-mail domain is not verified for the organization.',
    causes: ['organization.domain-unverified'],
  },
]

/** A branch by its name, for a description that nothing above fits: all its causes, in the order of the tree. */
export const branchRows: readonly SymptomRow[] = [
  {
    pattern: /\bscim\b|directory sync|provision|\bsync/i,
    title: 'SCIM',
    meaning: 'Users or their changes do not arrive.',
    causes: [
      'scim.unauthorized',
      'scim.not-found',
      'scim.attributes-missing',
      'scim.updates-disabled',
      'scim.deactivation-disabled',
    ],
  },
  {
    pattern: /\boauth\b|\boidc\b|openid|redirect|callback/i,
    title: 'OAuth',
    meaning: 'The provider shows an error, or sends one back, instead of signing people in.',
    causes: ['oauth.redirect-uri-mismatch', 'oauth.invalid-client', 'oauth.access-denied', 'oauth.scope-error'],
  },
  {
    pattern: /\bsaml\b|assertion|sign.?in|log.?in|\bsso\b/i,
    title: 'SAML sign-in',
    meaning: 'The identity provider signs people in, and WorkOS refuses what it sends.',
    causes: [
      'saml.recipient-mismatch',
      'saml.audience-mismatch',
      'saml.signature-invalid',
      'saml.response-expired',
      'saml.nameid-missing',
    ],
  },
]
