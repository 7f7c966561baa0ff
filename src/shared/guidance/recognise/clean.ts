import { nameCharacter } from '../../compare'
import { decoded, isHostName, queryValue, readAddress } from './address'

/**
 * How freely a paste may be cleaned: an address hardly anything may surround, a password nearly everything may be part of. What is
 * compared character by character loses only what surrounds it.
 */
export type Cleaning = 'address' | 'token' | 'exact' | 'free'

export interface Cleaned {
  text: string
  /** What was done, each as it stands after “Cleaned:”. */
  said: string[]
}

interface Rule {
  for: readonly Cleaning[]
  /** The text after the rule; the same text when there is nothing to do. */
  clean: (text: string, labels: readonly string[]) => string
  said: string | ((before: string, after: string) => string)
}

const everything: readonly Cleaning[] = ['address', 'token', 'exact', 'free']
const wrapped: readonly Cleaning[] = ['address', 'token', 'exact']
const tight: readonly Cleaning[] = ['address', 'token']
const addresses: readonly Cleaning[] = ['address']

const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu
const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '”': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
  '<': '>',
  '(': ')',
  '[': ']',
}
const buttonWords = /\s+(copy(\s+to\s+clipboard)?|copied!?|content_copy|kopieren|copier|copiar|show|hide|edit)$/i

const rules: readonly Rule[] = [
  {
    for: everything,
    clean: (text) => text.replace(invisible, ''),
    said: (before) => {
      const names = [...new Set(before.match(invisible) ?? [])].slice(0, 3).map(nameCharacter)
      return `${names.join(' and ')} removed, which cannot be seen`
    },
  },
  { for: everything, clean: (text) => text.trim(), said: saidOfBlanks },
  { for: tight, clean: (text) => text.replace(buttonWords, ''), said: 'the words of a button after it removed' },
  { for: tight, clean: (text, labels) => withoutLabel(text, labels), said: saidOfLabel },
  {
    for: ['token'],
    clean: (text) => text.replace(/^(authorization\s*:\s*)?bearer\s+/i, ''),
    said: '“Bearer” in front removed, which the other side adds by itself',
  },
  { for: wrapped, clean: unquoted, said: 'the quotation marks or brackets around it removed' },
  { for: wrapped, clean: (text) => text.trim(), said: saidOfBlanks },
  { for: addresses, clean: outOfMarkdown, said: 'the address taken out of a Markdown link' },
  { for: addresses, clean: outOfSafeLink, said: 'the address taken out of the link a mail filter wrapped around it' },
  { for: addresses, clean: joined, said: 'line breaks inside the address removed' },
  {
    for: addresses,
    clean: (text) => text.replace(/&amp;/g, '&'),
    said: '“&amp;” turned back into “&”',
  },
  {
    for: addresses,
    clean: (text) => (/^https?%3A%2F%2F/i.test(text) ? (decoded(text) ?? text) : text),
    said: 'percent-encoding of the whole address undone',
  },
  { for: tight, clean: halved, said: 'the second copy of the same value removed' },
  {
    for: addresses,
    clean: (text) => (/^https?:/i.test(text) ? text.replace(/(?<![.…])[.,;:!]$/, '') : text),
    said: 'the punctuation after it removed',
  },
  { for: addresses, clean: withScheme, said: '“https://” added in front' },
  { for: addresses, clean: withLowerHost, said: 'the scheme and host written in lower case' },
  {
    for: ['token'],
    clean: (text) => (/^\S+[,;]$/.test(text) && text.length > 8 ? text.slice(0, -1) : text),
    said: 'the punctuation after it removed',
  },
]

/** Takes off what copying adds to a value, and says each thing it took off. Passwords only lose what cannot be seen. */
export function clean(text: string, cleaning: Cleaning, labels: readonly string[]): Cleaned {
  const said: string[] = []
  let current = text
  for (const rule of rules) {
    if (!rule.for.includes(cleaning)) continue
    const next = rule.clean(current, labels)
    if (next === current || next === '') continue
    const sentence = typeof rule.said === 'string' ? rule.said : rule.said(current, next)
    if (!said.includes(sentence)) said.push(sentence)
    current = next
  }
  return { text: current, said }
}

function saidOfBlanks(before: string): string {
  const where = [/^\s/.test(before) ? 'in front' : '', /\s$/.test(before) ? 'at the end' : ''].filter(
    (one) => one !== '',
  )
  const what = /[\r\n]/.test(
    before.slice(0, before.length - before.trimStart().length) + before.slice(before.trimEnd().length),
  )
    ? 'blanks and line breaks'
    : 'blanks'
  return `${what} ${where.join(' and ')} removed`
}

function unquoted(text: string): string {
  let current = text.replace(/,$/, '')
  if (current !== text && !/["'”’`]$/.test(current)) current = text
  for (let turn = 0; turn < 3; turn++) {
    const closing = pairs[current[0] ?? '']
    if (closing === undefined || current.length < 3 || !current.endsWith(closing)) break
    current = current.slice(1, -1).trim()
  }
  const open = /^["'`“”„‘«<]/.test(current) && !/["'`“”’»>]$/.test(current)
  const close = /["'`”’»>]$/.test(current) && !/^["'`“”„‘«<]/.test(current)
  if (open && current.length > 3) return current.slice(1)
  if (close && current.length > 3) return current.slice(0, -1)
  return current
}

/** `Label: value`, `"key": "value",`, `NAME=value`, or the label on a line of its own above the value. */
function withoutLabel(text: string, labels: readonly string[]): string {
  for (const label of labels) {
    if (
      label.length < 2 ||
      text.length <= label.length ||
      text.slice(0, label.length).toLowerCase() !== label.toLowerCase()
    )
      continue
    const rest = text.slice(label.length)
    if (/^\s*[:=\t\r\n]|^\s+\S+$/.test(rest)) return rest.replace(/^\s*[:=]?\s*/, '')
  }
  const assigned = /^(?:export\s+)?["']?[A-Za-z][\w.-]{0,60}["']?\s*(?:=|:(?!\/\/))\s*(\S[^\r\n]*)$/.exec(text)
  if (assigned?.[1] !== undefined && !/^[a-z][\w.+-]*:\S*$/i.test(text.split(/\s/, 1)[0] ?? '')) return assigned[1]
  if (assigned?.[1] !== undefined && /^[A-Z][A-Z0-9_]{2,}=/.test(text)) return assigned[1]
  const named =
    /^[A-Za-z][^\r\n:]{0,80}[^\r\n:/][:\t]\s+(\S+)$/.exec(text) ??
    /^[A-Za-z][^\r\n:]{0,80}:?\s*\r?\n\s*(\S+)$/.exec(text)
  return named?.[1] ?? beforeAddress(text)
}

/** One address after at most a few words, and nothing behind it. */
function beforeAddress(text: string): string {
  return /^[^\r\n]{0,100}?[\s:=]["'“<(]?(https?:\/\/[^\s"'”>]+)["'”>)]?$/i.exec(text)?.[1] ?? text
}

function saidOfLabel(before: string, after: string): string {
  const label = before
    .slice(0, before.length - after.length)
    .replace(/[\s:="'“<(]+$/, '')
    .trim()
  return label === '' || label.length > 60 ? 'the label in front removed' : `the label “${label}” removed`
}

function outOfMarkdown(text: string): string {
  return /^\[[^\]]{0,300}\]\((https?:\/\/[^\s)]+)\)$/.exec(text)?.[1] ?? text
}

function outOfSafeLink(text: string): string {
  const address = readAddress(text)
  if (!address) return text
  if (address.host.endsWith('.safelinks.protection.outlook.com')) return queryValue(address, 'url') ?? text
  if (address.host === 'www.google.com' && address.path === '/url')
    return queryValue(address, 'q') ?? queryValue(address, 'url') ?? text
  if (address.host.endsWith('urldefense.com'))
    return /__(https?:\/\/?.*?)__;/.exec(text)?.[1]?.replace(/^(https?):\/(?!\/)/, '$1://') ?? text
  return text
}

/** An address broken over lines, as mail programs do; two addresses on two lines stay apart. */
function joined(text: string): string {
  if (!/^https?:\/\//i.test(text) || !/[\r\n]/.test(text)) return text
  const whole = text.replace(/[ \t]*[\r\n]+[ \t]*/g, '')
  return /\s/.test(whole) || /https?:\/\//i.test(whole.slice(8)) ? text : whole
}

function halved(text: string): string {
  const lines = text.split(/\s+/)
  if (lines.length > 1 && lines.every((line) => line === lines[0])) return lines[0] ?? text
  const half = text.length / 2
  return Number.isInteger(half) && /^https?:/i.test(text) && text.slice(0, half) === text.slice(half)
    ? text.slice(0, half)
    : text
}

function withScheme(text: string): string {
  if (/^\/\/[^/]/.test(text)) return isHostName(text.slice(2).split(/[/?#:]/, 1)[0] ?? '') ? `https:${text}` : text
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+:\d+\//.test(text)) return text
  if (/\s|@/.test(text) || !/[/]/.test(text)) return text
  return isHostName(text.split(/[/?#:]/, 1)[0] ?? '') ? `https://${text}` : text
}

function withLowerHost(text: string): string {
  const match = /^(https?):(\/\/)([^/?#]+)/i.exec(text)
  if (!match) return text
  return match[0].toLowerCase() + text.slice(match[0].length)
}
