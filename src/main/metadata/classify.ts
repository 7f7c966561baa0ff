import { detectEncoding, encodingHeadBytes } from '../xml/encoding'
import type { Body, JsonBody } from './observation'
import { recognisePage } from './pages'

/** How many bytes of the start `classifyBody` looks at. */
export const classifiedBytes = 256 * 1024

const fileSignatures: ReadonlyArray<readonly [bytes: readonly number[], form: string]> = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive'],
  [[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive'],
  [[0x1f, 0x8b], 'a gzip file'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'an RTF document'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
]

/** How much of a page is looked at for marks. */
const pageCharacters = 64 * 1024

const htmlStart =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|div|form|table|center|iframe|noscript|h1|p)[\s/>])/i

const metadataElement = /<\/?(?:[\w.-]+:)?(?:EntityDescriptor|EntitiesDescriptor|IDPSSODescriptor)[\s>]/

/** Says what the bytes of a document are, whatever its name or content type claims. Reads the start only. */
export function classifyBody(bytes: Uint8Array, total = bytes.length): Body {
  if (total === 0) return { kind: 'empty', how: 'nothing' }
  const signature = fileSignatures.find(([start]) => start.every((byte, index) => bytes[index] === byte))
  if (signature) return { kind: 'file', form: signature[1] }
  // UTF-32 and EBCDIC are known by their first bytes; what is written in them is XML, and refused as such.
  if (!detectEncoding(bytes.subarray(0, encodingHeadBytes)).ok && !startsWithTag(bytes)) return { kind: 'xml' }
  const text = readableStart(bytes)
  if (text === null) return binary(bytes)
  const trimmed = text.trimStart()
  if (trimmed === '') return { kind: 'empty', how: text === '' ? 'byte-order-mark' : 'blanks' }
  if (htmlStart.test(trimmed.slice(0, 8192))) return recognisePage(trimmed.slice(0, pageCharacters))
  if (trimmed.startsWith('<')) return { kind: 'xml' }
  // XML with something in front of it: the XML reader says what and where.
  if (metadataElement.test(trimmed)) return { kind: 'xml' }
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return classifyJson(trimmed, bytes.length >= total)
  return plainText(trimmed)
}

const startsWithTag = (bytes: Uint8Array) => /^\s*</.test(Buffer.from(bytes.subarray(0, 512)).toString('latin1'))

/** The start as text, leniently: it is only looked at, never kept. Null for bytes that are no text. */
function readableStart(bytes: Uint8Array): string | null {
  const detected = detectEncoding(bytes.subarray(0, encodingHeadBytes))
  if (!detected.ok) return new TextDecoder('latin1').decode(bytes)
  const { name, bomBytes } = detected.encoding
  const rest = bytes.subarray(bomBytes)
  if (name === 'UTF-16LE') return Buffer.from(rest).toString('utf16le')
  if (name === 'UTF-16BE') {
    return Buffer.from(rest.subarray(0, rest.length - (rest.length % 2)))
      .swap16()
      .toString('utf16le')
  }
  const head = rest.subarray(0, 512)
  const odd = head.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)).length
  const isMarkup = /^\s*</.test(Buffer.from(head).toString('latin1'))
  if (odd > 0 && !isMarkup) return null
  return Buffer.from(rest).toString('utf8')
}

function binary(bytes: Uint8Array): Body {
  return bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80
    ? { kind: 'certificate', form: 'a certificate, key or certificate bundle in DER form' }
    : { kind: 'binary' }
}

const pemForms: ReadonlyArray<readonly [RegExp, Body]> = [
  [/PRIVATE KEY/, { kind: 'private-key' }],
  [/PKCS ?7|CMS/, { kind: 'certificate', form: 'a PKCS #7 certificate bundle' }],
  [/CERTIFICATE REQUEST/, { kind: 'certificate', form: 'a certificate signing request' }],
  [/PUBLIC KEY/, { kind: 'certificate', form: 'a public key in PEM form' }],
  [/CERTIFICATE/, { kind: 'certificate', form: 'a certificate in PEM form' }],
]

function plainText(text: string): Body {
  const label = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text.slice(0, 65_536))?.[1]
  const pem = label === undefined ? undefined : pemForms.find(([pattern]) => pattern.test(label))
  if (pem) return pem[1]
  const line = text.trimEnd()
  if (/^https?:\/\/\S{1,4096}$/i.test(line)) return { kind: 'address', url: line }
  return encodedText(line) ?? { kind: 'text', start: line.replace(/\s+/g, ' ').slice(0, 120) }
}

/** Base64, or its URL-encoded form, of something this program knows. */
function encodedText(text: string): Body | null {
  const field = /^SAMLResponse=/i.test(text)
  const packed = text
    .replace(/^SAMLResponse=/i, '')
    .replace(/%2B/gi, '+')
    .replace(/%2F/gi, '/')
    .replace(/%3D/gi, '=')
  const head = packed.replace(/\s+/g, '').slice(0, 4096)
  if (!/^[A-Za-z0-9+/_-]{40,}=*/.test(head)) return null
  const decoded = Buffer.from(head, 'base64')
  const start = decoded
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
  if (start.startsWith('<')) {
    return { kind: 'encoded', what: /<(?:\w+:)?Response[\s>]/.test(start) ? 'saml-response' : 'xml' }
  }
  if (decoded[0] === 0x30 && (decoded[1] ?? 0) >= 0x80) {
    return { kind: 'certificate', form: 'a certificate or key in base64, without its PEM lines' }
  }
  return field ? { kind: 'encoded', what: 'saml-response' } : null
}

function classifyJson(text: string, whole: boolean): Body {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const looksLike = /^[[{]\s*(?:"|\{|\[|\]|\})/.test(text)
    if (!looksLike) return { kind: 'text', start: text.replace(/\s+/g, ' ').slice(0, 120) }
    return { kind: 'json', what: whole ? 'damaged' : 'other', issuer: null, error: null }
  }
  return describeJson(value)
}

function describeJson(value: unknown): JsonBody {
  const read = (name: string): string | null => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null
    const found: unknown = Reflect.get(value, name)
    return typeof found === 'string' ? found.slice(0, 300) : null
  }
  const has = (name: string) => typeof value === 'object' && value !== null && Object.hasOwn(value, name)
  const issuer = read('issuer')
  if (has('authorization_endpoint') || (issuer !== null && has('jwks_uri'))) {
    return { kind: 'json', what: 'oidc-discovery', issuer, error: null }
  }
  if (has('keys')) return { kind: 'json', what: 'key-set', issuer: null, error: null }
  const error = ['error_description', 'errorSummary', 'message', 'detail', 'title', 'error']
    .map(read)
    .find((one) => one !== null)
  const isError = error !== undefined || has('error') || has('errors') || has('errorCode') || has('status')
  return { kind: 'json', what: isError ? 'error' : 'other', issuer: null, error: error ?? null }
}
