import { isThisMachine } from './address'

/** What can be said of a redirect URI by looking at it. */
export interface RedirectForm {
  /** What no provider and no sign-in of WorkOS bears. */
  faults: string[]
  /** What is unusual and may be right. */
  notes: string[]
  /** The form it nearly has; null when it has it, or has none of them. */
  corrected: string | null
  isWorkos: boolean
}

/** Hosts browsers come back to; a custom authentication domain takes their place. */
const workosHosts = new Set(['auth.workos.com', 'api.workos.com'])

/** Paths of redirect URIs that WorkOS shows. Sources: https://workos.com/docs/integrations/oidc, and the guides of social sign-in */
const workosPaths = [
  /^\/sso\/oidc\/[A-Za-z0-9]{10,60}\/callback$/,
  /^\/sso\/oauth\/[a-z0-9-]{2,40}\/[A-Za-z0-9_]{6,60}\/callback$/,
  /^\/sso\/oauth\/callback\/[A-Za-z0-9_]{6,60}$/,
]

/** Looks at a redirect URI. Source: RFC 6749 section 3.1.2 */
export function readRedirectUri(text: string): RedirectForm {
  const nothing: RedirectForm = { faults: [], notes: [], corrected: null, isWorkos: false }
  const trimmed = text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').trim()
  if (trimmed === '') return { ...nothing, faults: ['it is empty'] }
  if (!URL.canParse(trimmed) || /\s/.test(trimmed)) return { ...nothing, faults: ['it is not an address'] }
  const url = new URL(trimmed)
  const isWorkos = workosHosts.has(url.hostname)
  const faults = [
    ...(trimmed === text ? [] : ['it has blanks or invisible characters around or in it']),
    ...(url.hash === '' && !trimmed.endsWith('#') ? [] : ['it has a fragment (“#”), which no redirect URI may have']),
    ...(trimmed.includes('*') ? ['it has a wildcard, which WorkOS never sends'] : []),
    ...(url.username === '' && url.password === '' ? [] : ['it carries a user name or password']),
    ...(url.protocol === 'http:' && !isThisMachine(url.hostname) ? ['it begins with http:// instead of https://'] : []),
  ]
  if (!isWorkos) return { ...nothing, faults, notes: faults.length > 0 ? [] : [ofAnotherHost(url)] }
  if (faults.length === 0 && workosPaths.some((path) => path.test(url.pathname)) && url.search === '')
    return { ...nothing, isWorkos }
  const corrected = correct(url)
  return corrected === null || corrected === text
    ? { ...nothing, faults, notes: ['its path is not one that WorkOS is known to use'], isWorkos }
    : { ...nothing, faults: faults.length > 0 ? faults : ['its path is not the one WorkOS shows'], corrected, isWorkos }
}

function ofAnotherHost({ hostname, protocol }: URL): string {
  if (isThisMachine(hostname)) return 'it leads to this machine'
  if (!/^https?:$/.test(protocol)) return 'it is not an address of the web'
  return `its host ${hostname} is not WorkOS’s own, which is right only with a custom authentication domain`
}

/** The address without what people add or lose: a slash, a doubled one, capitals, http. */
function correct(url: URL): string | null {
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(/^\/SSO\/(OIDC|OAUTH)\//i, (part) => part.toLowerCase())
    .replace(/\/callback$/i, '/callback')
  return workosPaths.some((one) => one.test(path)) ? `https://${url.host}${path}` : null
}
