/**
 * The address of a SCIM service as somebody pasted it, taken apart. An identity provider appends `/Users` and the like to it
 * as it stands, so what hangs on at its end matters. Source: RFC 7644 section 3.2
 */
export interface EndpointReading {
  /** As given, for showing: without a password and without the values of a query. */
  given: string
  /** What requests are built on: no query, no slash at the end, no resource name. Null when nothing can be asked there. */
  base: string | null
  /** What an identity provider would build on, when that is something else than `base`. */
  literal: string | null
  concerns: EndpointConcern[]
  /** What the host says, when it is one of WorkOS that serves no SCIM. */
  wrongHost: string | null
}

export type EndpointConcern =
  | 'empty'
  | 'not-an-address'
  | 'scheme-missing'
  | 'other-scheme'
  | 'plain-http'
  | 'credentials'
  | 'blanks'
  | 'fragment'
  | 'query'
  | 'entra-flag'
  | 'trailing-slash'
  | 'double-slash'
  | 'resource-name'

/** Concerns for which nothing is sent. */
const unusable: ReadonlySet<EndpointConcern> = new Set([
  'empty',
  'not-an-address',
  'scheme-missing',
  'other-scheme',
  'plain-http',
  'credentials',
])

const resourceName = /\/(Users|Groups|ServiceProviderConfigs?|ResourceTypes|Schemas|Me|Bulk|\.search)(\/.*)?$/i
/** Feature flags that Microsoft Entra ID reads from its Tenant URL and does not send. */
const entraFlags: ReadonlySet<string> = new Set(['aadOptscim062020', 'AzureAdScimPatch062020', 'AzureAdScimPatch2017'])

const wrongHosts: Readonly<Record<string, string>> = {
  'dashboard.workos.com': 'That is the address of the WorkOS Dashboard, not of a directory.',
  'auth.workos.com': 'That is the host browsers sign in through. Directories are on api.workos.com.',
  'setup.workos.com': 'That is the address of the Admin Portal, not of a directory.',
  'workos.com': 'That is the web site of WorkOS, not a directory.',
  'www.workos.com': 'That is the web site of WorkOS, not a directory.',
}

/** Reads an address; nothing is looked up. */
export function readEndpoint(text: string): EndpointReading {
  const trimmed = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim()
  const concerns: EndpointConcern[] = trimmed === text ? [] : ['blanks']
  const refuse = (concern: EndpointConcern, given = trimmed): EndpointReading => ({
    given: shorten(given),
    base: null,
    literal: null,
    concerns: [...concerns, concern],
    wrongHost: null,
  })
  if (trimmed === '') return refuse('empty')
  if (/^[^:/?#\s]+\.[^:/?#\s]+(:\d+)?([/?#]|$)/.test(trimmed)) return refuse('scheme-missing')
  if (/\s/.test(trimmed) || !URL.canParse(trimmed)) return refuse('not-an-address', trimmed.replace(/\?.*$/s, ''))

  const url = new URL(trimmed)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('other-scheme', `${url.protocol}…`)
  const shown = showAddress(url)
  if (url.username !== '' || url.password !== '') concerns.push('credentials')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) concerns.push('plain-http')
  if (url.hash !== '') concerns.push('fragment')
  if (url.search !== '') {
    const flagsOnly = [...url.searchParams.keys()].every((name) => entraFlags.has(name))
    concerns.push(flagsOnly ? 'entra-flag' : 'query')
  }
  const literalPath = url.pathname.replace(/\/$/, '')
  if (url.pathname !== '/' && url.pathname.endsWith('/')) concerns.push('trailing-slash')
  if (/\/\//.test(url.pathname)) concerns.push('double-slash')
  if (resourceName.test(literalPath)) concerns.push('resource-name')

  const cleanPath = literalPath
    .replace(resourceName, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
  const base = `${url.origin}${cleanPath}`
  const literal = `${url.origin}${literalPath}`
  return {
    given: shown,
    base: concerns.some((concern) => unusable.has(concern)) ? null : base,
    literal: literal === base ? null : literal,
    concerns,
    wrongHost: wrongHosts[url.hostname] ?? null,
  }
}

/** Whether a host name is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
}

function showAddress(url: URL): string {
  const names = [...url.searchParams.keys()]
  const query =
    url.search === '' ? '' : `?${names.map((name) => (entraFlags.has(name) ? name : `${name}=…`)).join('&')}`
  return shorten(`${url.origin}${url.pathname}${query}${url.hash === '' ? '' : '#…'}`)
}

const shorten = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

/**
 * Other addresses on the same host where the service might be, nearest first, for when nothing of SCIM answers at the given
 * one: each is a slip people make with a base URL.
 */
export function nearbyBases(reading: EndpointReading): string[] {
  if (reading.base === null) return []
  const { origin, pathname } = new URL(reading.base)
  const path = pathname.replace(/\/$/, '')
  const literal = reading.literal === null ? null : new URL(reading.literal).pathname.replace(/\/$/, '')
  const segments = path.split('/').slice(1)
  const half = segments.length / 2
  const doubled =
    segments.length > 1 &&
    Number.isInteger(half) &&
    segments.slice(0, half).join('/') === segments.slice(half).join('/')
  const paths = [
    path,
    ...(literal === null ? [] : [literal]),
    ...(doubled ? [`/${segments.slice(0, half).join('/')}`] : []),
    ...swapped(path, /\/v2\.0(?=\/|$)/i, '/v2'),
    ...swapped(path, /\/v2(?=\/|$)/i, '/v2.0'),
    ...swapped(path, /\/v1(\.\d)?(?=\/|$)/i, '/v2'),
    path.toLowerCase(),
    ...(/\/v\d/i.test(path) ? [] : [`${path}/v2`]),
    ...(/scim/i.test(path) ? [] : [`${path}/scim/v2`, `${path}/scim`]),
    ...(segments.length > 1 ? [`/${segments.slice(0, -1).join('/')}`] : []),
  ]
  return [...new Set(paths)]
    .map((one) => `${origin}${one}`)
    .filter((one) => one !== reading.base)
    .slice(0, 7)
}

function swapped(path: string, pattern: RegExp, replacement: string): string[] {
  return pattern.test(path) ? [path.replace(pattern, replacement)] : []
}
