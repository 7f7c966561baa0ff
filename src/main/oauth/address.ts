import { BlockList, isIP } from 'node:net'

/** An issuer as somebody gave it: the issuer itself, and whether it was given as the address of its discovery document. */
export interface IssuerReading {
  given: string
  /** Without what only the discovery document's address has. Null when it cannot be used. */
  issuer: string | null
  discoveryUrl: string | null
  /** Whether a slash at the issuer's end was lost with the path of the document. */
  fromDiscoveryUrl: boolean
  /** Whether it is what is known of a provider, and nobody gave it. */
  isKnown: boolean
  problem: 'empty' | 'not-an-address' | 'scheme-missing' | 'plain-http' | 'credentials' | 'query' | null
}

const wellKnown = /\/\.well-known\/(openid-configuration|openid_configuration|oauth-authorization-server)\/?$/i

/** Reads an issuer. Source: OpenID Connect Discovery 1.0 section 4 */
export function readIssuer(text: string): IssuerReading {
  const trimmed = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim()
  const refuse = (problem: IssuerReading['problem'], given = trimmed): IssuerReading => ({
    given: given.slice(0, 300),
    issuer: null,
    discoveryUrl: null,
    fromDiscoveryUrl: false,
    isKnown: false,
    problem,
  })
  if (trimmed === '') return refuse('empty')
  if (/^[^:/?#\s]+\.[^:/?#\s]+(:\d+)?([/?#]|$)/.test(trimmed)) return refuse('scheme-missing')
  if (/\s/.test(trimmed) || !URL.canParse(trimmed)) return refuse('not-an-address')
  const url = new URL(trimmed)
  if (!/^https?:$/.test(url.protocol)) return refuse('not-an-address', `${url.protocol}…`)
  if (url.username !== '' || url.password !== '') return refuse('credentials', `${url.origin}${url.pathname}`)
  if (url.protocol === 'http:' && !isThisMachine(url.hostname)) return refuse('plain-http')
  const fromDiscoveryUrl = wellKnown.test(url.pathname)
  if ((url.search !== '' || url.hash !== '') && !fromDiscoveryUrl) return refuse('query')
  if (fromDiscoveryUrl) {
    const issuer = trimmed.replace(/[?#].*$/, '').replace(wellKnown, '')
    return { given: trimmed, issuer, discoveryUrl: trimmed, fromDiscoveryUrl, isKnown: false, problem: null }
  }
  return {
    given: trimmed,
    issuer: trimmed,
    discoveryUrl: `${trimmed.replace(/\/$/, '')}/.well-known/openid-configuration`,
    fromDiscoveryUrl,
    isKnown: false,
    problem: null,
  }
}

/** Other places the discovery document of an issuer is found at, for when it is not where it should be. */
export function nearbyDocuments(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/$/, '')
  const segments = path.split('/').slice(1)
  const below =
    path === '' ? ['/adfs', '/oauth2/default', '/v2.0', '/oidc', '/oauth2', '/auth', '/realms/master'] : ['/v2.0']
  const documents = [
    `${path}/.well-known/openid-configuration/`,
    ...(path === '' ? [] : [`/.well-known/openid-configuration${path}`]),
    `${path}/.well-known/oauth-authorization-server`,
    ...(path === '' ? [] : [`/.well-known/oauth-authorization-server${path}`]),
    ...segments
      .map(
        (_, index) =>
          `${segments
            .slice(0, index)
            .map((one) => `/${one}`)
            .join('')}/.well-known/openid-configuration`,
      )
      .reverse(),
    ...below.map((one) => `${path}${one}/.well-known/openid-configuration`),
  ]
  return [...new Set(documents)].slice(0, 9).map((one) => `${origin}${one}`)
}

/** Whether a host name is this machine itself. */
export function isThisMachine(hostname: string): boolean {
  const plain = hostname.replace(/^\[|\]$/g, '')
  return /^(localhost|.*\.localhost)$/i.test(plain) || /^127\.\d+\.\d+\.\d+$/.test(plain) || plain === '::1'
}

const inner = new BlockList()
for (const [prefix, length] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inner.addSubnet(prefix, length, 'ipv4')
for (const [prefix, length] of [
  ['::1', 128],
  ['::', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inner.addSubnet(prefix, length, 'ipv6')

/** Whether a host name or address cannot be one of the Internet: private, this machine, or a name of one part. */
export function isInner(hostname: string): boolean {
  const plain = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const family = isIP(plain)
  // URL writes a mapped IPv4 address as ::ffff:7f00:1.
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(plain)
  if (mapped) {
    const [high, low] = [Number.parseInt(mapped[1] ?? '0', 16), Number.parseInt(mapped[2] ?? '0', 16)]
    return isInner([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  if (family !== 0) return inner.check(plain, family === 6 ? 'ipv6' : 'ipv4')
  return !plain.includes('.') || /\.(local|localhost|internal|intranet|corp|lan|home|home\.arpa)$/i.test(plain)
}

export type Refusal = 'not-an-address' | 'other-scheme' | 'downgrade' | 'inner' | 'credentials'

/**
 * Why an address that a document or redirect names is not asked, or null when it may be: another scheme than http, no TLS
 * where there was, and from a provider on the Internet to an address inside.
 */
export function refusalOf(address: string, from: string): Refusal | null {
  if (!URL.canParse(address)) return 'not-an-address'
  const target = new URL(address)
  const source = new URL(from)
  if (!/^https?:$/.test(target.protocol)) return 'other-scheme'
  if (target.username !== '' || target.password !== '') return 'credentials'
  if (target.protocol === 'http:' && (source.protocol === 'https:' || !isThisMachine(target.hostname)))
    return 'downgrade'
  if (isInner(target.hostname) && !isInner(source.hostname)) return 'inner'
  return null
}
