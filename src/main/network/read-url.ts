import { isIP } from 'node:net'
import { domainToUnicode } from 'node:url'
import type { UrlObservation, UrlParts } from './observation'

/** Reads an address into its parts; nothing is looked up. A user name and password in it are left out from here on. */
export function readUrl(text: string): UrlObservation {
  const trimmed = text.trim()
  const shown = hideCredentials(trimmed).slice(0, 4096)
  if (trimmed.length > 4096 || !URL.canParse(trimmed)) return { kind: 'url', text: shown, parts: null }
  const url = new URL(trimmed)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const unicode = domainToUnicode(host)
  const parts: UrlParts = {
    href: plainUrl(url.href),
    scheme: url.protocol.slice(0, -1),
    host,
    unicodeHost: unicode !== '' && unicode !== host ? unicode : null,
    port: url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port),
    hasCredentials: url.username !== '' || url.password !== '',
    hasFragment: url.hash !== '',
    isAddress: isIP(host) !== 0,
    writtenHost: hostAsWritten(trimmed, host, unicode),
  }
  return { kind: 'url', text: shown, parts }
}

/** An address as it may be fetched and shown: without user name, password and fragment. */
export function plainUrl(text: string): string {
  const url = new URL(text)
  url.username = ''
  url.password = ''
  url.hash = ''
  return url.href
}

/** Takes the user name and password out of a text that need not be an address. */
export function hideCredentials(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:[\\/]*|[\\/]{2,})[^/?#\\]*@/i, '$1')
}

/** Parts of a query that carry messages, codes or secrets. */
const confidential =
  /^(SAMLRequest|SAMLResponse|SAMLart|RelayState|wresult|wctx|code|state|nonce|ticket|id_token|access_token|refresh_token|token|key|sig|signature|session\w*|password|client_secret|assertion|execution)$/i

/** An address as it may be kept: what a query carries of messages, codes and secrets is cut to its first characters. */
export function discreet(url: string): string {
  return url.replace(/([?&#;])([^=&#;]{1,60})=([^&#;]*)/g, (whole, mark, name, value) =>
    value.length > 12 && (confidential.test(name) || value.length > 200)
      ? `${mark}${name}=${value.slice(0, 8)}…`
      : whole,
  )
}

/** The host as it stands in the text, when reading it changed more than letter case: `0x7f.1` is read as 127.0.0.1. */
function hostAsWritten(text: string, host: string, unicode: string): string | null {
  const written = /^[a-z][a-z0-9+.-]*:[\\/]*(?:[^/?#\\]*@)?(\[[^\]]*\]|[^/?#\\:]*)/i.exec(text)?.[1]
  if (written === undefined || written === '') return null
  const plain = written
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  return plain === host || plain === unicode.toLowerCase() ? null : written
}
