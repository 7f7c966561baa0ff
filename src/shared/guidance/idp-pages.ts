import type { Owner } from '../finding'

/** What the page means with which an identity provider stops a sign-in instead of sending a response. */
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
  /** The browser did not bring its cookie back. */
  | 'cookie-lost'
  /** It no longer knows the sign-in that the page belongs to. */
  | 'state-lost'
  /** It failed by itself, and says why in its log alone. */
  | 'own-fault'

/** What a page means, as it stands after “it shows, because”, and what to do about it. */
export const pageMeanings: Readonly<Record<PageMeaning, { it: string; fix: string; owner: Owner }>> = {
  'acs-unknown': {
    it: 'it knows the application, but not the ACS URL that WorkOS sends',
    fix: 'Copy the ACS URL from the WorkOS connection into the application at the identity provider.',
    owner: 'idp-admin',
  },
  'application-unknown': {
    it: 'it knows no application with the SP entity ID that WorkOS sends',
    fix: 'Copy the SP entity ID from the WorkOS connection into the application at the identity provider, or create the application there.',
    owner: 'idp-admin',
  },
  'nameid-refused': {
    it: 'it cannot make a NameID of the format that WorkOS asks for',
    fix: 'Let the identity provider send a NameID of that format for this application.',
    owner: 'idp-admin',
  },
  'person-refused': {
    it: 'it does not let this person use the application',
    fix: 'Assign the person, or a group of theirs, to the application.',
    owner: 'idp-admin',
  },
  'unsigned-request': {
    it: 'it wants the request of WorkOS to be signed, and it is not',
    fix: 'Have the identity provider accept unsigned requests, or switch on signed requests for the WorkOS connection.',
    owner: 'idp-admin',
  },
  'request-time': {
    it: 'it takes the request for too old: its clock, or the link, is out of date',
    fix: 'Start again from the application; if that changes nothing, compare the clock of the identity provider.',
    owner: 'idp-admin',
  },
  'cookie-lost': {
    it: 'the browser did not bring back the cookie that it had set a moment before',
    fix: 'Check the cookie settings of the identity provider: a Secure cookie needs HTTPS to the end, its domain and path have to be those of the sign-in page, and SameSite has to be None where a form is posted to it. If only one browser shows the page, allow cookies in it.',
    owner: 'idp-admin',
  },
  'state-lost': {
    it: 'it no longer knows the sign-in that the page belongs to: its session was lost, or the page was opened from a bookmark or by the Back button',
    fix: 'Start again from the application. If it happens again, let every server of the identity provider use the same session store, and check its session cookie.',
    owner: 'idp-admin',
  },
  'own-fault': {
    it: 'it failed by itself and keeps the reason in its own log',
    fix: 'Look up the tracking number of the page in the log of the identity provider.',
    owner: 'idp-admin',
  },
}

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
  // A line of its own: other products write of a missing cookie in the middle of a sentence.
  { pattern: /^\s*Missing cookie\s*$/m, shows: 'Missing cookie', product: 'SimpleSAMLphp', means: 'cookie-lost' },
  {
    pattern: /\bNOSTATE\b|State information lost\b/,
    shows: 'State information lost',
    product: 'SimpleSAMLphp',
    means: 'state-lost',
  },
  // ASP.NET Core says that one was thrown by the application.
  {
    pattern: /\bUNHANDLEDEXCEPTION\b|An unhandled exception was thrown\.\s*$/m,
    shows: 'Unhandled exception',
    product: 'SimpleSAMLphp',
    means: 'own-fault',
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
