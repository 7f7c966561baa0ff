import { maxMessageBytes } from './unpack'

/** A SAML parameter as it stands in a form body, an address, a copied request or a page, still packed. */
export interface SamlParameter {
  name: 'SAMLResponse' | 'SAMLRequest'
  value: string
  /** What it was found in. */
  place: 'form field of a page' | 'multipart body' | 'form body or address'
}

const mention = /SAML(?:Response|Request)(?![A-Za-z0-9_])/g
const valueCharacters = /[A-Za-z0-9+/=%_\\-]*/y
const maxMentions = 200

/**
 * Finds every SAMLResponse and SAMLRequest value in a text: form bodies, URLs, copied command lines, the form view of browser
 * tools, JSON objects, multipart bodies, and the hidden fields of an auto-posting page. Values stay packed.
 */
export function findParameters(text: string): SamlParameter[] {
  const found: SamlParameter[] = []
  let mentions = 0
  for (const match of text.matchAll(mention)) {
    if (++mentions > maxMentions) break
    const name = match[0] === 'SAMLRequest' ? 'SAMLRequest' : 'SAMLResponse'
    const after = match.index + match[0].length
    const parameter =
      inAssignment(text, after) ??
      inField(text, match.index, after) ??
      inMultipart(text, after) ??
      inTable(text, match.index, after)
    if (parameter && parameter.value !== '') found.push({ name, ...parameter })
  }
  return found.filter(
    (one, index) => found.findIndex((other) => other.name === one.name && other.value === one.value) === index,
  )
}

type Found = Omit<SamlParameter, 'name'>

/** `SAMLResponse=…`, `SAMLResponse: …`, `"SAMLResponse": "…"`. */
function inAssignment(text: string, after: number): Found | null {
  const lead = /^["']?\s{0,20}[:=]\s{0,20}["']?/.exec(text.slice(after, after + 60))
  if (!lead) return null
  const from = after + lead[0].length
  const value = takeBlanked(text, from) ?? takeValue(text, from)
  return value === '' ? null : { value: unescapeJson(value), place: 'form body or address' }
}

/** A value in which a form decoder turned the plus signs into blanks: it ends where the parameter, the string or the line does. */
function takeBlanked(text: string, from: number): string | null {
  const value = /^[A-Za-z0-9/]+(?: {1,4}[A-Za-z0-9/]+)+={0,2}(?= ?(?:[&"'<\r\n]|$))/.exec(
    text.slice(from, from + 2 * maxMessageBytes),
  )?.[0]
  return value !== undefined && [0, 3].includes(value.length % 4) ? value : null
}

/** A table of names and values as it is copied: the name alone in its line and the value in the next, or a tabulator between them. */
function inTable(text: string, start: number, after: number): Found | null {
  if (!/(?:^|[\r\n\t])[ ]{0,8}$/.test(text.slice(Math.max(0, start - 10), start))) return null
  const lead = /^[ ]{0,8}(?:\t|\r?\n)[ \t]{0,8}(?=[A-Za-z0-9+/=%_-]{40})/.exec(text.slice(after, after + 80))
  if (!lead) return null
  return { value: takeValue(text, after + lead[0].length), place: 'form body or address' }
}

/** The value goes on over line breaks as long as a line holds nothing but value characters and is no `Name: value` pair. */
function takeValue(text: string, from: number): string {
  const parts: string[] = []
  let at = from
  for (;;) {
    valueCharacters.lastIndex = at
    const run = valueCharacters.exec(text)?.[0].length ?? 0
    const end = Math.min(at + run, Math.max(at, from + 2 * maxMessageBytes + 1))
    parts.push(text.slice(at, end))
    const lineBreak = /^[ \t]{0,8}\r?\n[ \t]{0,8}/.exec(text.slice(end, end + 20))
    if (!lineBreak || parts.at(-1) === '') break
    const next = text.slice(end + lineBreak[0].length, end + lineBreak[0].length + 200)
    if (!/^[A-Za-z0-9+/=%_-]{20,}/.test(next) || /^[A-Za-z-]{1,60}\s?[:=][^=]/.test(next)) break
    at = end + lineBreak[0].length
  }
  return parts.join('')
}

/** A page's `<input name="SAMLResponse" value="…">`, attributes in any order. */
function inField(text: string, start: number, after: number): Found | null {
  const open = text.lastIndexOf('<', start)
  if (open < 0 || !/^<(input|textarea)\b/i.test(text.slice(open, open + 10))) return null
  const close = text.indexOf('>', after)
  if (close < 0) return null
  const tag = text.slice(open, close)
  const value = /^<textarea/i.test(tag)
    ? text.slice(close + 1, Math.max(close + 1, text.indexOf('</', close)))
    : (/\bvalue\s{0,4}=\s{0,4}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i
        .exec(tag)
        ?.slice(1)
        .find((one) => one !== undefined) ?? '')
  return { value: unescapeHtml(value.trim()), place: 'form field of a page' }
}

function inMultipart(text: string, after: number): Found | null {
  const lead = /^["'](?:\r?\n[^\r\n]{1,200}){0,3}\r?\n\r?\n/.exec(text.slice(after, after + 900))
  if (!lead) return null
  return { value: takeValue(text, after + lead[0].length), place: 'multipart body' }
}

function unescapeJson(value: string): string {
  if (!value.includes('\\')) return value
  return value
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[rn]/g, '\n')
    .replace(/\\(.?)/g, '$1')
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  plus: '+',
  equals: '=',
  sol: '/',
}

/** Resolves the character references a page writes in an attribute value. */
export function unescapeHtml(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal ?? '', 10)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
