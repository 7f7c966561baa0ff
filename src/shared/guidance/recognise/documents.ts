import { base64Text } from './der'
import type { Sight } from './kinds'

/** Name of the root element without its prefix; `null` when the text is no XML. Looks at the beginning only. */
function rootElement(text: string): string | null {
  const head = text.slice(0, 20_000)
  let at = 0
  for (;;) {
    while (at < head.length && /[\s\ufeff]/.test(head[at] ?? '')) at++
    const closing = head.startsWith('<?', at)
      ? '?>'
      : head.startsWith('<!--', at)
        ? '-->'
        : head.startsWith('<!', at)
          ? '>'
          : null
    if (closing === null) break
    const end = head.indexOf(closing, at)
    if (end < 0) return null
    if (closing === '>' && /^<!doctype\s+html/i.test(head.slice(at, at + 40))) return 'html'
    at = end + closing.length
  }
  return /^<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])/.exec(head.slice(at, at + 140))?.[1] ?? null
}

const samlMessages = new Set([
  'Response',
  'Assertion',
  'EncryptedAssertion',
  'AuthnRequest',
  'LogoutRequest',
  'LogoutResponse',
])

/** Recognises a pasted document: XML, HTML, JSON, CSV, a picture. `null` when it is none. */
export function readDocument(text: string): Sight | null {
  const head = text.slice(0, 400).trimStart()
  if (/^data:image\//i.test(head) || /^(iVBORw0KGgo|\/9j\/4)/.test(head)) return { kind: 'image-data' }
  if (/^[\ufeff\s]*</.test(text.slice(0, 400))) return readXml(text)
  if (/^(PD94bWw|PHNhbWw|PE[A-Za-z0-9]{6}|PG1kOk)/.test(head)) return readEncodedXml(text)
  if (/^[[{]/.test(head)) return readJson(text)
  const firstLine = head.split(/\r?\n/, 1)[0] ?? ''
  if (/,/.test(firstLine) && /\b(user_id|group_name|first_name)\b/i.test(firstLine)) return { kind: 'csv' }
  return null
}

function readXml(text: string): Sight | null {
  const root = rootElement(text)
  if (root === null) return null
  if (root.toLowerCase() === 'html') return { kind: 'html' }
  if (root === 'EntityDescriptor') return metadataOf(text)
  if (root === 'EntitiesDescriptor') {
    const first = text.search(/<(?:[\w.-]{1,60}:)?EntityDescriptor[\s/>]/)
    const second = first < 0 ? -1 : text.slice(first + 1).search(/<(?:[\w.-]{1,60}:)?EntityDescriptor[\s/>]/)
    return second < 0 ? metadataOf(text) : { kind: 'metadata-aggregate' }
  }
  if (samlMessages.has(root)) return { kind: 'saml-message', key: root }
  return { kind: 'xml', key: root }
}

function metadataOf(text: string): Sight {
  const entityId = /\bentityID\s*=\s*["']([^"']{1,2048})["']/.exec(text.slice(0, 20_000))?.[1]
  const isIdp = /<(?:[\w.-]{1,60}:)?IDPSSODescriptor[\s/>]/.test(text)
  const isSp = /<(?:[\w.-]{1,60}:)?SPSSODescriptor[\s/>]/.test(text)
  if (isSp && !isIdp) return { kind: 'sp-metadata-xml', key: entityId }
  return { kind: isIdp ? 'idp-metadata-xml' : 'xml', key: isIdp ? entityId : 'EntityDescriptor' }
}

function readEncodedXml(text: string): Sight | null {
  const inner = base64Text(
    text
      .trim()
      .slice(0, 4000)
      .replace(/[^A-Za-z0-9+/]/g, '')
      .slice(0, 2000),
  )
  const root = inner === null ? null : rootElement(inner)
  if (root === null) return null
  return samlMessages.has(root)
    ? { kind: 'saml-message', key: root, remark: 'It is encoded as base64.' }
    : { kind: 'xml', key: root, remark: 'It is encoded as base64.' }
}

function readJson(text: string): Sight | null {
  if (text.length > 500_000) return { kind: 'json' }
  const value = parsed(text)
  if (value === null || typeof value !== 'object') return null
  if (Array.isArray(value)) return { kind: 'json' }
  const object: Record<string, unknown> = { ...value }
  const google = object.web ?? object.installed
  if (typeof google === 'object' && google !== null && 'client_id' in google) return { kind: 'google-client-json' }
  if (typeof object.issuer === 'string' && ('authorization_endpoint' in object || 'jwks_uri' in object))
    return { kind: 'discovery-json', key: object.issuer }
  if (Array.isArray(object.keys)) return { kind: 'jwks-json' }
  if (typeof object.private_key === 'string') return { kind: 'private-key' }
  return { kind: 'json' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The client id and secret in the file Google offers for download. */
export function googleClient(text: string): { client_id?: string; client_secret?: string } {
  const value = parsed(text)
  if (value === null || typeof value !== 'object') return {}
  const object: Record<string, unknown> = { ...value }
  const client = object.web ?? object.installed
  if (client === null || typeof client !== 'object') return {}
  const fields: Record<string, unknown> = { ...client }
  return {
    client_id: typeof fields.client_id === 'string' ? fields.client_id : undefined,
    client_secret: typeof fields.client_secret === 'string' ? fields.client_secret : undefined,
  }
}
