/** What an answer that is no metadata turns out to be, by marks in its headers and its text. The first that fits names it. */
export interface PageKind {
  name: string
  kind: 'sign-in' | 'sso-hop' | 'bot-challenge' | 'block-page' | 'captive-portal' | 'error-page'
  header?: RegExp
  body?: RegExp
}

export const pageKinds: readonly PageKind[] = [
  { name: 'a bot challenge of Cloudflare', kind: 'bot-challenge', header: /^cf-mitigated: /m },
  {
    name: 'a bot challenge of Cloudflare',
    kind: 'bot-challenge',
    body: /<title>Just a moment\.\.\.|cf-browser-verification|challenge-platform/i,
  },
  { name: 'a challenge of Imperva', kind: 'bot-challenge', body: /_Incapsula_Resource|Incapsula incident/i },
  { name: 'a challenge of Sucuri', kind: 'bot-challenge', body: /sucuri_cloudproxy_js/i },
  { name: 'a block page of Sucuri', kind: 'block-page', header: /^x-sucuri-block: /m },
  {
    name: 'a block page of Akamai',
    kind: 'block-page',
    body: /<title>Access Denied<\/title>[\s\S]*Reference(?:&#32;)?&#35;|errors\.edgesuite\.net/i,
  },
  {
    name: 'a block page of F5',
    kind: 'block-page',
    body: /The requested URL was rejected\. Please consult with your administrator/i,
  },
  { name: 'a block page of Fortinet', kind: 'block-page', body: /FortiGuard|fgtauth|Web Page Blocked/i },
  {
    name: 'a block page of a web filter',
    kind: 'block-page',
    body: /Zscaler|ZscalerTwo|bluecoat|websense|Forcepoint|Symantec Web Security/i,
  },
  {
    name: 'a captive portal',
    kind: 'captive-portal',
    body: /captive ?portal|NetworkAuthenticationRequired|hotspot login|coova|nodogsplash/i,
  },
  {
    name: 'a hop of a sign-in (a form that posts a SAML message)',
    kind: 'sso-hop',
    body: /name=["']SAML(?:Request|Response)["']/i,
  },
  { name: 'the sign-in page of AD FS', kind: 'sign-in', body: /\/adfs\/portal\/|id=["']loginForm["'][\s\S]*adfs/i },
  { name: 'the sign-in page of Keycloak', kind: 'sign-in', body: /kc-form-login|kc-login/i },
  {
    name: 'the sign-in page of Microsoft Entra ID',
    kind: 'sign-in',
    body: /ConvergedSignIn|urlPost[\s\S]*login\.microsoftonline/i,
  },
  { name: 'the sign-in page of Google', kind: 'sign-in', body: /identifierId|accounts\.google\.com\/v3\/signin/i },
  { name: 'the sign-in page of PingFederate', kind: 'sign-in', body: /pf\.username|pf\.pass/i },
  { name: 'the sign-in page of F5', kind: 'sign-in', body: /\/my\.policy/i },
  { name: 'the sign-in page of NetIQ', kind: 'sign-in', body: /Ecom_User_ID/i },
  { name: 'the sign-in page of Okta', kind: 'sign-in', body: /okta-sign-in|OktaLogin|oktaData/i },
  { name: 'the sign-in page of CAS', kind: 'sign-in', body: /name=["']execution["'][\s\S]*cas/i },
  { name: 'the sign-in page of Shibboleth', kind: 'sign-in', body: /j_username|_eventId_proceed/i },
  { name: 'a sign-in page', kind: 'sign-in', body: /<input[^>]+type=["']?password/i },
]
