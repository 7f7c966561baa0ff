import type { HtmlBody } from './observation'

type Mark = readonly [pattern: RegExp, product: string | null, page: HtmlBody['page']]

/** What gives a page away by itself (quantifiers are bounded: the pages are a stranger's), strongest first: the marks products leave in the source of their pages. */
const marks: readonly Mark[] = [
  [
    /<title>\s{0,20}Just a moment|cf-browser-verification|_cf_chl_opt|challenges\.cloudflare\.com/i,
    'Cloudflare',
    'bot-check',
  ],
  [/_Incapsula_Resource/i, 'Imperva', 'bot-check'],
  [/sucuri_cloudproxy|Sucuri WebSite Firewall/i, 'Sucuri', 'bot-check'],
  [/errors\.edgesuite\.net|AkamaiGHost/i, 'Akamai', 'bot-check'],
  [/<input[^>]{1,300}name=["']?SAML(?:Response|Request)\b/i, null, 'sso-hop'],
  [/<input[^>]{1,300}name=["']?wresult\b/i, null, 'sso-hop'],
  [/\/adfs\/portal\/|["'=]\/adfs\/ls\/?[?"']/i, 'AD FS', 'sign-in'],
  [/kc-form-login|kc-page-title/i, 'Keycloak', 'sign-in'],
  [/ConvergedSignIn|ConvergedLogin|aadcdn\.ms(?:auth|ft)/i, 'Microsoft', 'sign-in'],
  [/identifierId|accounts\.google\.com\/(?:v3\/signin|ServiceLogin)/i, 'Google', 'sign-in'],
  [/["']pf\.(?:username|pass|ok)["']/i, 'PingFederate', 'sign-in'],
  [/\/my\.policy/i, 'F5 BIG-IP', 'sign-in'],
  [/Ecom_User_ID|Ecom_Password/i, 'NetIQ Access Manager', 'sign-in'],
  [/okta-sign-in|okta-signin-container/i, 'Okta', 'sign-in'],
  [/name=["']?j_username\b/i, 'Shibboleth', 'sign-in'],
  [/module\.php\/core\/login/i, 'SimpleSAMLphp', 'sign-in'],
  [/\/vpn\/index\.html|\/logon\/LogonPoint/i, 'Citrix Gateway', 'sign-in'],
  [/<input[^>]{1,300}type=["']?password\b/i, null, 'sign-in'],
  [
    /captive.?portal|fortigate|fgtauth|<title>[^<]{0,200}(?:hotspot|network login|wi-?fi|guest (?:network|access))/i,
    null,
    'captive-portal',
  ],
  [
    /<title>[^<]{0,200}(?:\b40\d\b|\b50\d\b|not found|forbidden|unauthori[sz]ed|access denied|bad gateway|unavailable|server error|blocked)/i,
    null,
    'error',
  ],
  [
    /<title>[^<]{0,200}\b(?:sign.?in|log.?in|log.?on|anmelde\w*|anmeldung|connexion|iniciar sesi[oó]n)\b/i,
    null,
    'sign-in',
  ],
]

/** Products that are named when the page is known to be a sign-in page by something else. */
const products: ReadonlyArray<readonly [RegExp, string]> = [
  [/BIG-IP|F5 Networks/i, 'F5 BIG-IP'],
  [/\/nidp\//i, 'NetIQ Access Manager'],
  [/oktacdn\.com/i, 'Okta'],
  [/\/idp\/profile\//i, 'Shibboleth'],
  [/simplesaml/i, 'SimpleSAMLphp'],
  [/\/cas\/login|apereo/i, 'CAS'],
  [/\.onelogin\.com/i, 'OneLogin'],
  [/NetScaler|Citrix Gateway/i, 'Citrix Gateway'],
]

/** Tells what kind of page HTML is, from its source. */
export function recognisePage(html: string): HtmlBody {
  const [, product = null, page = 'page'] = marks.find(([pattern]) => pattern.test(html)) ?? []
  const named = product ?? (page === 'sign-in' ? products.find(([pattern]) => pattern.test(html))?.[1] : null)
  return { kind: 'html', page, product: named ?? null, title: titleOf(html) }
}

function titleOf(html: string): string | null {
  const title = /<title[^>]{0,100}>([^<]{0,300})/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim() ?? ''
  return title === '' ? null : decodeReferences(title).slice(0, 120)
}

const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decodeReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(references, name) ? (references[name] ?? whole) : whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
