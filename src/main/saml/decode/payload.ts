import { unescapeHtml } from './parameters'
import { isGzip, isZlib, maxMessageBytes, startsLikeXml, startsLikeXmlBytes, unpack } from './unpack'

/** A message freed from its packing, or why it could not be. */
export type Payload =
  | { ok: true; xml: Uint8Array; packing: string[]; notes: string[] }
  | { ok: false; packing: string[]; reason: string }

/**
 * Frees a SAML message from what a form, a URL or a copy wrapped around it: quotes, percent-encoding (also twice), blanks that
 * a form decoder made of plus signs, line breaks, the URL-safe alphabet, base64 (also twice), DEFLATE, zlib, gzip.
 * Never yields more than `maxMessageBytes`.
 */
export function decodePayload(text: string): Payload {
  const packing: string[] = []
  const notes: string[] = []
  let packed = unquote(text.trim())
  if (packed.length > 2 * maxMessageBytes) return { ok: false, packing, reason: tooLarge }

  for (let round = 0; round < 2 && /%[0-9a-f]{2}/i.test(packed); round++) {
    const decoded = decodePercent(packed)
    if (decoded === null) return { ok: false, packing, reason: 'Its percent-encoding is damaged.' }
    packed = decoded
    packing.push('percent-encoding')
  }
  if (startsLikeXml(packed)) return { ok: true, xml: Buffer.from(packed, 'utf8'), packing, notes }

  for (let round = 0; round < 2; round++) {
    const decoded = decodeBase64(packed)
    if (!decoded.ok) return { ok: false, packing, reason: decoded.reason }
    packing.push(decoded.alphabet)
    notes.push(...decoded.notes)
    const opened = openBytes(decoded.bytes, packing)
    if (opened !== 'still-packed') return opened.ok ? { ...opened, notes } : opened
    packed = Buffer.from(decoded.bytes).toString('latin1').trim()
    if (!looksLikeBase64(packed)) break
  }
  return {
    ok: false,
    packing,
    reason:
      'What the base64 holds is neither XML nor compressed XML. It may be cut off at the front, or be something else.',
  }
}

const tooLarge = `It is larger than ${maxMessageBytes / 1024 / 1024} MB, which no SAML message is.`

type Opened = { ok: true; xml: Uint8Array; packing: string[] } | { ok: false; packing: string[]; reason: string }

function openBytes(bytes: Uint8Array, packing: string[]): Opened | 'still-packed' {
  if (bytes.length > maxMessageBytes) return { ok: false, packing, reason: tooLarge }
  if (startsLikeXmlBytes(bytes)) return { ok: true, xml: bytes, packing }
  const candidates = isGzip(bytes)
    ? (['gzip'] as const)
    : isZlib(bytes)
      ? (['zlib', 'deflate'] as const)
      : (['deflate'] as const)
  for (const candidate of candidates) {
    const unpacked = unpack(bytes, candidate)
    if (unpacked.ok && startsLikeXmlBytes(unpacked.bytes)) {
      return { ok: true, xml: unpacked.bytes, packing: [...packing, candidate] }
    }
    if (!unpacked.ok && unpacked.reason === 'too-large') {
      return {
        ok: false,
        packing: [...packing, candidate],
        reason: `It unpacks to more than ${maxMessageBytes / 1024 / 1024} MB: a decompression bomb, or no SAML message. Unpacking was stopped there.`,
      }
    }
  }
  return 'still-packed'
}

type Base64 = { ok: true; bytes: Uint8Array; alphabet: string; notes: string[] } | { ok: false; reason: string }

/** As such, or as a program or a log writes them. */
const lineBreak = /[\r\n]|\\[rnt]/

/** Decodes base64 of either alphabet strictly: a character outside it is named with its position. */
function decodeBase64(text: string): Base64 {
  const notes: string[] = []
  let packed = text
    .split(lineBreak)
    .map((line) => line.trim())
    .join('')
  if (packed === '') return { ok: false, reason: 'It is empty.' }
  if (packed.includes(' ')) {
    const restored = plusSigns(packed)
    if (restored) notes.push('Blanks stood where plus signs belong: a form decoder had replaced them.')
    packed = restored ?? packed.replace(/ /g, '')
  }
  const safe = /[-_]/.test(packed)
  const wrong = /[^A-Za-z0-9+/=_-]/u.exec(packed)
  if (wrong) {
    return {
      ok: false,
      reason: `It is neither XML nor base64: character ${wrong.index + 1} (${JSON.stringify(wrong[0])}) occurs in neither.`,
    }
  }
  const padding = packed.indexOf('=')
  if (padding >= 0 && /[^=]/.test(packed.slice(padding))) {
    return {
      ok: false,
      reason: `Its base64 goes on after the padding at character ${padding + 1}: two values run together.`,
    }
  }
  const bare = padding >= 0 ? packed.slice(0, padding) : packed
  if (bare.length % 4 === 1) notes.push('The base64 is cut off: its length is impossible.')
  const bytes = Buffer.from(bare.replace(/-/g, '+').replace(/_/g, '/'), 'base64')
  return { ok: true, bytes, alphabet: safe ? 'base64url' : 'base64', notes }
}

/**
 * Base64 whose plus signs a form decoder had turned into blanks, with them put back; null where the blanks are something else. One
 * at the very end, where every third message has a plus sign, was trimmed off by then.
 */
function plusSigns(text: string): string | null {
  if (/ {5}/.test(text)) return null
  const lines = text.split(' ')
  const isWrapped = lines.slice(0, -1).every(({ length }) => length === lines[0]?.length && length % 4 === 0)
  if (isWrapped && (lines[0]?.length ?? 0) >= 20) return null
  const restored = text.replace(/ /g, '+')
  const whole = restored.length % 4 === 3 && !restored.endsWith('=') ? `${restored}+` : restored
  return whole.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(whole) ? whole : null
}

const looksLikeBase64 = (text: string) => text.length > 16 && /^[A-Za-z0-9+/_\s-]+={0,2}$/.test(text)

function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Takes off the quotes of a copied string, with the escapes a JSON or program text has in it, and those of a page's source. */
function unquote(text: string): string {
  if (/^&(?:lt|#60|#x3c);/i.test(text)) return unescapeHtml(text)
  const match = /^(["'`])(.*)\1[,;]?$/s.exec(text)
  if (!match) return text
  return (match[2] ?? '').replace(/\\([rnt"'`/\\])/g, (_, character: string) => unescaped[character] ?? character)
}

const unescaped: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t' }
