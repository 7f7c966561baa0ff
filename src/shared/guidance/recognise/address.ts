/** An address taken apart without changing a character of it, except that scheme and host are also given in lower case. */
export interface Address {
  text: string
  scheme: string
  host: string
  port: string | null
  /** With its leading slash; empty when there is none. */
  path: string
  /** Without the question mark; `null` when there is none. */
  query: string | null
  fragment: string | null
  hasUser: boolean
}

const form =
  /^([A-Za-z][A-Za-z0-9+.-]{0,40}):\/\/(?:([^/?#@]*)@)?(\[[0-9A-Fa-f:.]{2,45}\]|[^/?#:@]*)(?::(\d{0,5}))?(\/[^?#]*)?(?:\?([^#]*))?(?:#(.*))?$/

/** Takes an address with `scheme://` apart; `null` when the text is none. Reads in time proportional to the text. */
export function readAddress(text: string): Address | null {
  if (/\s/.test(text)) return null
  const match = form.exec(text)
  if (!match) return null
  return {
    text,
    scheme: (match[1] ?? '').toLowerCase(),
    host: (match[3] ?? '').toLowerCase(),
    port: match[4] ?? null,
    path: match[5] ?? '',
    query: match[6] ?? null,
    fragment: match[7] ?? null,
    hasUser: match[2] !== undefined,
  }
}

/** The value of a query parameter, decoded; `null` when it is absent or not decodable. Names are told apart by case. */
export function queryValue(address: Address, name: string): string | null {
  for (const pair of (address.query ?? '').split('&')) {
    const at = pair.indexOf('=')
    const key = at < 0 ? pair : pair.slice(0, at)
    if (key === name) return decoded(at < 0 ? '' : pair.slice(at + 1).replace(/\+/g, ' '))
  }
  return null
}

/** Percent-decoding that gives `null` where the text is not percent-encoded properly. */
export function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

export type Reach = 'public' | 'loopback' | 'private'

/** Whether a host can be reached from the Internet, as far as its name alone tells. */
export function reachOf(host: string): Reach {
  if (host === 'localhost' || host.endsWith('.localhost') || /^127\./.test(host) || host === '[::1]') return 'loopback'
  if (/^(10|192\.168|169\.254)\./.test(host) || /^172\.(1[6-9]|2\d|3[01])\./.test(host)) return 'private'
  if (/^\[f[cde]/.test(host)) return 'private'
  if (!host.includes('.') && !host.startsWith('[')) return 'private'
  return /\.(local|lan|internal|intranet|corp|home|localdomain|private|ad|arpa)$/.test(host) ? 'private' : 'public'
}

const hostForm = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+([a-z][a-z0-9-]{0,61}[a-z0-9])\.?$/i

/** True for a host name with at least one dot and a top-level domain of letters. */
export function isHostName(text: string): boolean {
  return hostForm.test(text)
}

export function isIpAddress(text: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(text) || /^\[?[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}\]?$/i.test(text)
}
