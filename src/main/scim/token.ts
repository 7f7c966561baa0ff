import { isObject, member, parseJson } from '../json'

/** What copying left on a token, or what shows that it is something else. None of these holds any part of the token. */
export type TokenMark =
  | 'blanks-around'
  | 'line-break-around'
  | 'blanks-inside'
  | 'line-break-inside'
  | 'invisible-characters'
  | 'quotes'
  | 'angle-brackets'
  | 'bearer-prefix'
  | 'header-name'
  | 'assignment'
  | 'not-ascii'
  | 'masked'
  | 'address'
  | 'workos-api-key'
  | 'record-id'

/** A bearer token as somebody pasted it: what to send, and what is wrong with how it was given. */
export interface TokenReading {
  /** The token without what copying added. Empty when nothing is left. */
  value: string
  /** The text after `Bearer ` when the paste is sent as it stands; null when no header can carry it or it is `value`. */
  asGiven: string | null
  marks: TokenMark[]
  /** When a token that is a JWT says it ends, ISO 8601; null for all others. */
  expiresAt: string | null
}

interface Cleaning {
  mark: TokenMark
  clean(text: string): string
}

const pairs: ReadonlyArray<readonly [open: string, close: string]> = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
]

/** In the order in which they come off; tried again until nothing changes, because one may cover another. */
const cleanings: readonly Cleaning[] = [
  { mark: 'invisible-characters', clean: (text) => text.replace(/(?![\t\n\r])[\p{Cc}\p{Cf}]/gu, '') },
  {
    mark: 'line-break-around',
    clean: (text) => (/^\s*[\r\n]|[\r\n]\s*$/.test(text) ? text.replace(/^\s+|\s+$/g, '') : text),
  },
  { mark: 'blanks-around', clean: (text) => text.trim() },
  { mark: 'header-name', clean: (text) => text.replace(/^(proxy-)?authorization\s*:\s*/i, '') },
  { mark: 'bearer-prefix', clean: (text) => text.replace(/^bearer(\s*:\s*|\s+)(?=\S)/i, '') },
  { mark: 'quotes', clean: withoutQuotes },
  { mark: 'angle-brackets', clean: (text) => /^<([^<>]+)>$/.exec(text)?.[1] ?? text },
  { mark: 'assignment', clean: (text) => /^(?:export\s+)?[A-Z][A-Z0-9]*_[A-Z0-9_]*=(.{8,})$/s.exec(text)?.[1] ?? text },
  { mark: 'line-break-inside', clean: (text) => text.replace(/[ \t]*[\r\n]+[ \t]*/g, '') },
]

/** What a text shows that is not to be cleaned away, because it is not a token at all or not the whole of one. */
const looks: ReadonlyArray<readonly [TokenMark, RegExp]> = [
  ['blanks-inside', /\S\s+\S/],
  ['masked', /[•●∙…]|\*{3,}|^(x|X){6,}$/],
  ['not-ascii', /[^\x20-\x7e]/],
  ['address', /^https?:\/\//i],
  ['workos-api-key', /^sk_(test|live)?_?[A-Za-z0-9]{8,}/],
  ['record-id', /^(client|conn|org|directory|directory_user|directory_group|project|user|event)_[0-9A-Z]{10,}$/i],
]

/** Reads a token; what it says of itself stays here, only the marks leave. Sources: RFC 6750 section 2.1, RFC 7519. */
export function readToken(text: string): TokenReading {
  const marks = new Set<TokenMark>()
  let value = text
  for (let turn = 0; turn < 4; turn++) {
    const before = value
    for (const { mark, clean } of cleanings) {
      const next = clean(value)
      if (next === value) continue
      marks.add(mark)
      value = next
    }
    if (value === before) break
  }
  for (const [mark, pattern] of looks) if (pattern.test(value)) marks.add(mark)
  const sendable = isSendable(value) ? value : ''
  return {
    value: sendable,
    asGiven: text !== sendable && isSendable(text) ? text : null,
    marks: [...marks],
    expiresAt: expiryOf(value),
  }
}

/** Whether an HTTP header can carry the text: visible ASCII and blanks. Source: RFC 9110 section 5.5 */
function isSendable(text: string): boolean {
  return text.trim() !== '' && /^[\x20-\x7e\t]+$/.test(text)
}

function withoutQuotes(text: string): string {
  for (const [open, close] of pairs) {
    if (text.length > 2 && text.startsWith(open) && text.endsWith(close)) return text.slice(1, -1)
  }
  if (/^["'`“„‘«]/.test(text) && !/["'`”’»]$/.test(text)) return text.slice(1)
  if (/["'`”’»]$/.test(text) && !/^["'`“„‘«]/.test(text)) return text.slice(0, -1)
  return text
}

function expiryOf(token: string): string | null {
  const parts = token.split('.')
  if (parts.length !== 3 || !token.startsWith('eyJ')) return null
  const claims = parseJson(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'))
  const seconds = isObject(claims) ? member(claims, 'exp') : undefined
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return null
  return new Date(seconds * 1000).toISOString()
}

/**
 * The same token with one character changed, which a server that looks at tokens must refuse. The character stays of its
 * kind, and stands in the middle of the part that counts: the last character of a signature may hold bits nobody reads.
 */
export function alterToken(token: string): string {
  const from = token.startsWith('eyJ') && token.split('.').length === 3 ? token.lastIndexOf('.') + 1 : 0
  const middle = from + Math.floor((token.length - from) / 2)
  const index = nearestPlain(token, middle, from)
  return `${token.slice(0, index)}${otherOfItsKind(token[index] ?? '')}${token.slice(index + 1)}`
}

/** Punctuation is passed over: it may be what the token's form hangs on. */
function nearestPlain(token: string, middle: number, from: number): number {
  for (let distance = 0; distance < token.length; distance++) {
    for (const index of [middle + distance, middle - distance]) {
      if (index >= from && index < token.length && /[A-Za-z0-9]/.test(token[index] ?? '')) return index
    }
  }
  return Math.min(middle, token.length - 1)
}

function otherOfItsKind(character: string): string {
  if (/[0-9]/.test(character)) return String((Number(character) + 5) % 10)
  const kinds = ['abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ']
  const kind = kinds.find((letters) => letters.includes(character))
  if (kind === undefined) return character === 'x' ? 'y' : 'x'
  return kind[(kind.indexOf(character) + Math.floor(kind.length / 2)) % kind.length] ?? 'x'
}
