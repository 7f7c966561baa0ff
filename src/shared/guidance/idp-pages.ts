/** What the page means with which an identity provider refuses a SAML request before anybody signs in. */
export type PageMeaning =
  /** It knows the application, and not at the ACS URL of the request. */
  | 'acs-unknown'
  /** It knows no application by the SP entity ID of the request. */
  | 'application-unknown'
  /** It cannot make a NameID of the format asked for. */
  | 'nameid-refused'
  /** The person is not assigned to the application, or a policy keeps them out. */
  | 'person-refused'
  /** It wants the request to be signed. */
  | 'unsigned-request'
  /** It takes the request for too old, or for one from the future. */
  | 'request-time'

interface IdpPageRow {
  pattern: RegExp
  /** The code or the words as the product shows them. */
  shows: string
  product: string
  means: PageMeaning
}

/**
 * Pages of identity providers that prove something, by the words on them. Only words that the product shows in this one case;
 * what may mean several things is left out. Sources: Microsoft’s list of AADSTS codes, AD FS’s MSIS messages, the message
 * catalogs that SimpleSAMLphp, Keycloak, Shibboleth and CAS ship.
 */
export const idpPages: readonly IdpPageRow[] = [
  { pattern: /\bMSIS3200\b/, shows: 'MSIS3200', product: 'AD FS', means: 'acs-unknown' },
  { pattern: /\bMSIS7007\b/, shows: 'MSIS7007', product: 'AD FS', means: 'application-unknown' },
  { pattern: /\bMSIS1000\b/, shows: 'MSIS1000', product: 'AD FS', means: 'nameid-refused' },
  { pattern: /\bMSIS7085\b/, shows: 'MSIS7085', product: 'AD FS', means: 'unsigned-request' },
  { pattern: /\bMSIS5007\b/, shows: 'MSIS5007', product: 'AD FS', means: 'person-refused' },
  { pattern: /\bAADSTS50011\b/, shows: 'AADSTS50011', product: 'Entra ID', means: 'acs-unknown' },
  { pattern: /\bAADSTS(?:700016|650056)\b/, shows: 'AADSTS700016', product: 'Entra ID', means: 'application-unknown' },
  { pattern: /\bAADSTS50105\b/, shows: 'AADSTS50105', product: 'Entra ID', means: 'person-refused' },
  { pattern: /\bAADSTS75016\b/, shows: 'AADSTS75016', product: 'Entra ID', means: 'nameid-refused' },
  { pattern: /\bAADSTS76021\b/, shows: 'AADSTS76021', product: 'Entra ID', means: 'unsigned-request' },
  { pattern: /\bAADSTS76026\b/, shows: 'AADSTS76026', product: 'Entra ID', means: 'request-time' },
  {
    pattern: /\bMETADATANOTFOUND\b|Unable to locate metadata for\b/i,
    shows: 'Metadata not found',
    product: 'SimpleSAMLphp',
    means: 'application-unknown',
  },
  {
    pattern: /\bclient_not_found\b|Unknown login requester/i,
    shows: 'client_not_found',
    product: 'Keycloak',
    means: 'application-unknown',
  },
  {
    pattern: /\binvalid_redirect_uri\b|Invalid redirect uri\b/i,
    shows: 'Invalid redirect uri',
    product: 'Keycloak',
    means: 'acs-unknown',
  },
  {
    pattern:
      /Web Login Service - Unsupported Request|The application you have accessed is not registered for use with this service/i,
    shows: 'Unsupported Request',
    product: 'Shibboleth',
    means: 'application-unknown',
  },
  {
    pattern: /Application Not Authorized to Use CAS|not authorized to use CAS/i,
    shows: 'Application Not Authorized to Use CAS',
    product: 'CAS',
    means: 'application-unknown',
  },
]

/** What the text of an identity provider’s page proves; null when it is none of the known ones. */
export function readIdpPage(text: string): IdpPageRow | null {
  return idpPages.find(({ pattern }) => pattern.test(text)) ?? null
}
