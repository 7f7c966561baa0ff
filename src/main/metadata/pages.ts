import type { HtmlBody } from './observation'

type Mark = { pattern: RegExp; product: string | null; page: HtmlBody['page'] }

/** What gives a page away, strongest first: the marks products leave in the source of their pages. */
const marks: readonly Mark[] = [
  {
    pattern: /<title>\s*Just a moment|cf-browser-verification|_cf_chl_opt|challenges\.cloudflare\.com/i,
    product: 'Cloudflare',
    page: 'bot-check',
  },
  { pattern: /_Incapsula_Resource/i, product: 'Imperva', page: 'bot-check' },
  { pattern: /sucuri_cloudproxy|Sucuri WebSite Firewall/i, product: 'Sucuri', page: 'bot-check' },
  { pattern: /errors\.edgesuite\.net|AkamaiGHost/i, product: 'Akamai', page: 'bot-check' },
  { pattern: /<input[^>]+name=["']?SAML(Response|Request)\b/i, product: null, page: 'sso-hop' },
  { pattern: /<input[^>]+name=["']?(wresult|wsignin1\.0)\b/i, product: null, page: 'sso-hop' },
  {
    pattern: /\/adfs\/portal\/|id=["']loginForm["'][^>]*\/adfs\/|\/adfs\/ls\/?[?"']/i,
    product: 'AD FS',
    page: 'sign-in',
  },
  {
    pattern: /kc-form-login|kc-page-title|\/resources\/[^"']+\/login\/keycloak/i,
    product: 'Keycloak',
    page: 'sign-in',
  },
  { pattern: /ConvergedSignIn|ConvergedLogin|aadcdn\.ms(auth|ft)/i, product: 'Microsoft', page: 'sign-in' },
  {
    pattern: /identifierId|accounts\.google\.com\/v3\/signin|accounts\.google\.com\/ServiceLogin/i,
    product: 'Google',
    page: 'sign-in',
  },
  { pattern: /name=["']?pf\.(username|pass)\b|id=["']?pf\.ok\b/i, product: 'PingFederate', page: 'sign-in' },
  { pattern: /\/my\.policy|F5 Networks|BIG-IP/i, product: 'F5 BIG-IP', page: 'sign-in' },
  { pattern: /Ecom_User_ID|Ecom_Password|\/nidp\//i, product: 'NetIQ Access Manager', page: 'sign-in' },
  { pattern: /okta-sign-in|oktaData|okta-signin-container|\/oktacdn\.com/i, product: 'Okta', page: 'sign-in' },
  { pattern: /j_username|\/idp\/profile\/[^"']*execution=/i, product: 'Shibboleth', page: 'sign-in' },
  { pattern: /simplesaml|module\.php\/core\/login/i, product: 'SimpleSAMLphp', page: 'sign-in' },
  { pattern: /\/cas\/login|name=["']execution["'][^>]*value=["'][0-9a-f-]{36}_/i, product: 'CAS', page: 'sign-in' },
  { pattern: /\.onelogin\.com\/|onelogin-login/i, product: 'OneLogin', page: 'sign-in' },
  {
    pattern: /\/vpn\/index\.html|NetScaler|Citrix Gateway|\/logon\/LogonPoint/i,
    product: 'Citrix Gateway',
    page: 'sign-in',
  },
  { pattern: /<input[^>]+type=["']?password\b/i, product: null, page: 'sign-in' },
  {
    pattern: /captive.?portal|hotspot|network login|wi-?fi (login|access)|fortigate|fgtauth|guest (network|access)/i,
    product: null,
    page: 'captive-portal',
  },
  {
    pattern:
      /<title>[^<]*(40[0-9]|50[0-9]|not found|forbidden|unauthori[sz]ed|access denied|bad gateway|service unavailable|server error|blocked)/i,
    product: null,
    page: 'error',
  },
  { pattern: /<title>[^<]*(sign.?in|log.?in|log.?on|anmeld|connexion|iniciar sesi)/i, product: null, page: 'sign-in' },
]

/** Tells what kind of page HTML is, from its source. */
export function recognisePage(html: string): HtmlBody {
  const found = marks.find(({ pattern }) => pattern.test(html))
  return { kind: 'html', page: found?.page ?? 'page', product: found?.product ?? null, title: titleOf(html) }
}

function titleOf(html: string): string | null {
  const title = /<title[^>]*>([^<]{0,300})/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim() ?? ''
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
