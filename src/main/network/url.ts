import { isIP } from 'node:net'
import { domainToUnicode } from 'node:url'
import type { Finding } from '../../shared/finding'
import type { UrlObservation, UrlParts } from './observation'

/** Reads an address into its parts; nothing is looked up. */
export function observeUrl(text: string): UrlObservation {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) return { kind: 'url', text, parts: null }
  const url = new URL(trimmed)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const unicode = domainToUnicode(url.hostname)
  const parts: UrlParts = {
    href: url.href,
    scheme: url.protocol.slice(0, -1),
    host,
    unicodeHost: unicode !== '' && unicode !== url.hostname ? unicode : null,
    port: url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port),
    hasCredentials: url.username !== '' || url.password !== '',
    hasFragment: url.hash !== '',
    isAddress: isIP(host) !== 0,
  }
  return { kind: 'url', text, parts }
}

/** Judges the address as it is written: scheme, port, credentials, fragment. */
export function judgeUrl({ text, parts }: UrlObservation): Finding {
  const id = 'network.url'
  if (parts === null) {
    return {
      id,
      status: 'fail',
      summary: `This is not an address: ${whyUnreadable(text)}`,
      evidence: [{ label: 'Given', value: shorten(text), from: 'input' }],
      fix: { action: 'Copy the whole address again, beginning with https://.', owner: 'idp-admin' },
    }
  }
  const evidence = [
    {
      label: 'Host',
      value: parts.unicodeHost ? `${parts.unicodeHost} (${parts.host})` : parts.host,
      from: 'the address',
    },
    { label: 'Port', value: String(parts.port), from: 'the address' },
  ]
  if (parts.scheme !== 'https' && parts.scheme !== 'http') {
    return {
      id,
      status: 'fail',
      summary: `The address begins with ${parts.scheme}:, but metadata is fetched over https.`,
      evidence,
      fix: { action: 'Use the https address that the identity provider publishes.', owner: 'idp-admin' },
    }
  }
  const concerns = [
    ...(parts.scheme === 'http' ? ['it uses http, so what is fetched could be replaced on the way'] : []),
    ...(parts.hasCredentials
      ? ['it carries a user name or password, which Signpost does not send and WorkOS should not be given']
      : []),
    ...(parts.hasFragment ? ['the part after “#” never reaches a server'] : []),
    ...(parts.isAddress ? ['it names an address instead of a host, which a certificate seldom covers'] : []),
  ]
  if (concerns.length === 0) return { id, status: 'pass', summary: 'The address is well written.', evidence }
  return {
    id,
    status: 'warn',
    summary: `The address can be used, but ${concerns.join('; ')}.`,
    evidence,
    fix: { action: 'Give WorkOS a plain https address with a host name.', owner: 'idp-admin' },
  }
}

function whyUnreadable(text: string): string {
  if (text.trim() === '') return 'it is empty.'
  if (/\s/.test(text.trim())) return 'it has blanks or line breaks in the middle.'
  if (/^[^:/?#]+\.[^:/?#]+/.test(text.trim())) return 'it lacks the scheme; it should begin with https://.'
  if (/:\d{6,}|:(6553[6-9]|655[4-9]\d|65[6-9]\d\d|6[6-9]\d{3}|[7-9]\d{4})(?!\d)/.test(text))
    return 'its port is above 65535.'
  return 'it cannot be read as a URL.'
}

const shorten = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
