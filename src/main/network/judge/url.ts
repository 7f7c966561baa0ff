import type { Evidence, Finding } from '../../../shared/finding'
import type { UrlObservation, UrlParts } from '../observation'

const id = 'network.url'

/** Judges the address as it is written: scheme, host, port, credentials, fragment. */
export function judgeUrl({ text, parts }: UrlObservation): Finding {
  if (parts === null) {
    return {
      id,
      status: 'fail',
      summary: `This is not an address: ${whyUnreadable(text)}`,
      evidence: [{ label: 'Given', value: shorten(text), from: 'the address as given' }],
      fix: { action: 'Copy the whole address again, beginning with https://.', owner: 'idp-admin' },
    }
  }
  const evidence = evidenceOf(parts)
  const unusable = whyUnusable(parts)
  if (unusable !== null) {
    return {
      id,
      status: 'fail',
      summary: unusable,
      evidence,
      fix: { action: 'Use the https address that the identity provider publishes.', owner: 'idp-admin' },
    }
  }
  const concerns = concernsOf(text, parts)
  if (concerns.length === 0) return { id, status: 'pass', summary: 'The address is well written.', evidence }
  return {
    id,
    status: 'warn',
    summary: `The address can be used, but ${concerns.join('; ')}.`,
    evidence,
    fix: { action: 'Give WorkOS a plain https address with a host name.', owner: 'idp-admin' },
  }
}

/** Whether the layers below can be looked at. */
export const isUsable = (parts: UrlParts): boolean => whyUnusable(parts) === null

function whyUnusable({ scheme, port, host, href }: UrlParts): string | null {
  if (scheme.includes('.') || /^[^:/]+:\d/.test(href))
    return 'The address lacks the scheme; it should begin with https://.'
  if (scheme !== 'https' && scheme !== 'http')
    return `The address begins with ${shorten(scheme)}:, but metadata is fetched over https.`
  if (port === 0) return 'The address names port 0, on which no server can listen.'
  if (host === '') return 'The address names no host.'
  if (/^\.|\.\./.test(host)) return 'The host name has an empty part: two dots in a row, or one at its start.'
  if (host.length > 253 || host.split('.').some((label) => label.length > 63))
    return 'The host name is longer than DNS allows (63 characters a part, 253 in all).'
  return null
}

function concernsOf(text: string, parts: UrlParts): string[] {
  return [
    ...(parts.scheme === 'http' ? ['it uses http, so what is fetched could be replaced on the way'] : []),
    ...(parts.hasCredentials
      ? ['it carries a user name or password, which Signpost does not send and WorkOS should not be given']
      : []),
    ...(parts.hasFragment ? ['the part after “#” never reaches a server'] : []),
    ...(parts.isAddress ? ['it names an address instead of a host, which a certificate seldom covers'] : []),
    ...(parts.writtenHost === null
      ? []
      : [`its host is written ${shorten(parts.writtenHost)} and means ${parts.host}`]),
    ...(/[\t\r\n]/.test(text) ? ['it had tabs or line breaks in it, which were left out'] : []),
    ...(text.includes('\\') ? ['it has a backslash in it, which stands for a slash only in some programs'] : []),
    ...(parts.unicodeHost !== null && mixesScripts(parts.unicodeHost)
      ? [`its host ${parts.unicodeHost} mixes alphabets whose letters look alike`]
      : []),
  ]
}

const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u]

const mixesScripts = (host: string) =>
  host.split('.').some((label) => alphabets.filter((alphabet) => alphabet.test(label)).length > 1)

function evidenceOf({ host, unicodeHost, port }: UrlParts): Evidence[] {
  const from = 'the address'
  return [
    { label: 'Host', value: unicodeHost ? `${unicodeHost} (${host})` : host, from },
    { label: 'Port', value: String(port), from },
  ]
}

function whyUnreadable(text: string): string {
  if (text === '') return 'it is empty.'
  if (text.length >= 4096) return 'it is longer than 4096 characters.'
  if (/:\d{6,}|:(6553[6-9]|655[4-9]\d|65[6-9]\d\d|6[6-9]\d{3}|[7-9]\d{4})(?!\d)/.test(text))
    return 'its port is above 65535.'
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\[[^\]]*\]|[^:/?#\s]+):(?!\d*(?:[/?#]|$))/i.test(text))
    return 'its port is not a number.'
  if (/\s/.test(text)) return 'it has blanks or line breaks in the middle.'
  if (/^[^:/?#\s]+\.[^:/?#\s]+/.test(text)) return 'it lacks the scheme; it should begin with https://.'
  return 'it cannot be read as a URL.'
}

const shorten = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
