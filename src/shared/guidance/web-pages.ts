/**
 * What an answer that is no metadata turns out to be, by marks in its headers and its source. The first that fits names it; all
 * the marks of an entry must be there. Every pattern takes time in proportion to the text, since pages come from anybody.
 */
export interface PageKind {
  name: string
  kind: 'sign-in' | 'sso-hop' | 'bot-challenge' | 'block-page' | 'captive-portal' | 'error-page'
  /** In the lines `name: value` of the headers. */
  header?: RegExp
  body?: readonly RegExp[]
}

export const pageKinds: readonly PageKind[] = [
  { name: 'a bot challenge of Cloudflare', kind: 'bot-challenge', header: /^cf-mitigated: /m },
  {
    name: 'a bot challenge of Cloudflare',
    kind: 'bot-challenge',
    body: [
      /<title>\s{0,20}Just a moment|cf-browser-verification|_cf_chl_opt|challenge-platform|challenges\.cloudflare\.com/i,
    ],
  },
  {
    name: 'a block page of Cloudflare',
    kind: 'block-page',
    header: /^server: cloudflare/m,
    body: [/cf-error-details|cf-wrapper/i],
  },
  { name: 'a challenge of Imperva', kind: 'bot-challenge', body: [/_Incapsula_Resource|Incapsula incident/i] },
  { name: 'a challenge of AWS WAF', kind: 'bot-challenge', header: /^x-amzn-waf-action: /m },
  {
    name: 'a challenge of DataDome',
    kind: 'bot-challenge',
    header: /^x-datadome: /m,
    body: [/captcha-delivery\.com/i],
  },
  { name: 'a challenge of PerimeterX', kind: 'bot-challenge', body: [/px-captcha|_pxAppId/i] },
  { name: 'a challenge of Sucuri', kind: 'bot-challenge', body: [/sucuri_cloudproxy_js/i] },
  { name: 'a block page of Sucuri', kind: 'block-page', header: /^x-sucuri-block: /m },
  { name: 'a block page of Sucuri', kind: 'block-page', body: [/Sucuri WebSite Firewall/i] },
  { name: 'a block page of Akamai', kind: 'block-page', body: [/errors\.edgesuite\.net/i] },
  {
    name: 'a block page of Akamai',
    kind: 'block-page',
    body: [/<title>Access Denied<\/title>/i, /Reference(?:&#32;)?&#35;/i],
  },
  {
    name: 'a block page of F5',
    kind: 'block-page',
    body: [/The requested URL was rejected\. Please consult with your administrator/i],
  },
  { name: 'a block page of ModSecurity', kind: 'block-page', body: [/mod_security|ModSecurity Action/i] },
  { name: 'a block page of Barracuda', kind: 'block-page', body: [/barracuda.{0,200}(?:blocked|denied)/i] },
  { name: 'a block page of Fortinet', kind: 'block-page', body: [/FortiGuard|fgtauth|Web Page Blocked/i] },
  {
    name: 'a block page of a web filter',
    kind: 'block-page',
    body: [/Zscaler|ZscalerTwo|bluecoat|websense|Forcepoint|Symantec Web Security|Cisco Umbrella/i],
  },
  { name: 'an error page of a Squid proxy', kind: 'block-page', header: /^x-squid-error: /m },
  {
    name: 'a captive portal',
    kind: 'captive-portal',
    body: [
      /captive.?portal|NetworkAuthenticationRequired|hotspot.?login|coova|nodogsplash|wispaccessgatewayparam|<loginurl>|guest (?:wi-?fi|network|access)|wi-?fi (?:login|access)|network login/i,
    ],
  },
  {
    name: 'a hop of a sign-in (a form that posts a SAML message)',
    kind: 'sso-hop',
    body: [/name=["']?SAML(?:Request|Response)\b/i],
  },
  {
    name: 'a hop of a sign-in (a form that posts a WS-Federation message)',
    kind: 'sso-hop',
    body: [/name=["']?wresult\b/i],
  },
  { name: 'the sign-in page of AD FS', kind: 'sign-in', body: [/\/adfs\/portal\//i] },
  { name: 'the sign-in page of AD FS', kind: 'sign-in', body: [/id=["']loginForm["']/i, /\/adfs\//i] },
  { name: 'the sign-in page of Keycloak', kind: 'sign-in', body: [/kc-form-login|kc-login|kc-page-title/i] },
  {
    name: 'the sign-in page of Microsoft Entra ID',
    kind: 'sign-in',
    body: [/ConvergedSignIn|ConvergedLogin|aadcdn\.ms(?:auth|ft)/i],
  },
  { name: 'the sign-in page of Microsoft Entra ID', kind: 'sign-in', body: [/urlPost/, /login\.microsoftonline/i] },
  {
    name: 'the sign-in page of Google',
    kind: 'sign-in',
    body: [/identifierId|accounts\.google\.com\/(?:v3\/signin|ServiceLogin)/i],
  },
  { name: 'the sign-in page of PingFederate', kind: 'sign-in', body: [/pf\.username|pf\.pass/i] },
  { name: 'the sign-in page of F5', kind: 'sign-in', body: [/\/my\.policy/i] },
  { name: 'the sign-in page of NetIQ', kind: 'sign-in', body: [/Ecom_User_ID|\/nidp\//i] },
  {
    name: 'the sign-in page of Citrix Gateway',
    kind: 'sign-in',
    body: [/\/vpn\/index\.html|NetScaler|\/logon\/LogonPoint/i],
  },
  { name: 'the sign-in page of Okta', kind: 'sign-in', body: [/okta-sign-in|OktaLogin|oktaData|oktacdn\.com/i] },
  { name: 'the sign-in page of OneLogin', kind: 'sign-in', body: [/\.onelogin\.com\/|onelogin-login/i] },
  {
    name: 'the sign-in page of SimpleSAMLphp',
    kind: 'sign-in',
    body: [/simplesaml|module\.php\/core\/login/i, /type=["']?password/i],
  },
  { name: 'the sign-in page of CAS', kind: 'sign-in', body: [/name=["']execution["']/i, /\bcas\b/i] },
  { name: 'the sign-in page of Shibboleth', kind: 'sign-in', body: [/j_username|_eventId_proceed/i] },
  { name: 'a sign-in page', kind: 'sign-in', body: [/<input[^>]{1,400}type=["']?password/i] },
]
