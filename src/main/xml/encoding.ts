import { encodingError, type XmlError } from './error'

export type EncodingName =
  | 'UTF-8'
  | 'UTF-16LE'
  | 'UTF-16BE'
  | 'ISO-8859-1'
  | 'ISO-8859-15'
  | 'windows-1252'
  | 'US-ASCII'

/** How the bytes of a document become text, and what said so. */
export interface XmlEncoding {
  name: EncodingName
  /** What the decision rests on, strongest first. `text`: the document came as text, not as bytes. */
  basis: 'text' | 'byte-order-mark' | 'bytes' | 'declaration' | 'transport' | 'default'
  /** Length of the byte-order mark in bytes; 0 without one. */
  bomBytes: 0 | 2 | 3
  /** The encoding named in the XML declaration, as written there. */
  declared: string | null
  /** The declaration names an encoding the bytes are not in; strict readers refuse that. */
  contradicted: boolean
}

/** A map, because a document may name its encoding `constructor`. */
const supported: ReadonlyMap<string, EncodingName | 'UTF-16'> = new Map([
  ['utf-8', 'UTF-8'],
  ['utf8', 'UTF-8'],
  ['utf-16', 'UTF-16'],
  ['utf16', 'UTF-16'],
  ['utf-16le', 'UTF-16LE'],
  ['utf-16be', 'UTF-16BE'],
  ['unicode', 'UTF-16'],
  ['iso-8859-1', 'ISO-8859-1'],
  ['iso_8859-1', 'ISO-8859-1'],
  ['iso8859-1', 'ISO-8859-1'],
  ['latin1', 'ISO-8859-1'],
  ['latin-1', 'ISO-8859-1'],
  ['l1', 'ISO-8859-1'],
  ['iso-8859-15', 'ISO-8859-15'],
  ['iso8859-15', 'ISO-8859-15'],
  ['latin-9', 'ISO-8859-15'],
  ['latin9', 'ISO-8859-15'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['us-ascii', 'US-ASCII'],
  ['ascii', 'US-ASCII'],
])

type Signature = {
  bytes: readonly number[]
  name: EncodingName | null
  refused?: string
  bomBytes: 0 | 2 | 3
  basis: 'byte-order-mark' | 'bytes'
}

/** XML 1.0, appendix F.1: how the first bytes tell the family of encodings. Longer signatures come first. */
const signatures: readonly Signature[] = [
  { bytes: [0x00, 0x00, 0xfe, 0xff], name: null, refused: 'UTF-32', bomBytes: 0, basis: 'byte-order-mark' },
  { bytes: [0xff, 0xfe, 0x00, 0x00], name: null, refused: 'UTF-32', bomBytes: 0, basis: 'byte-order-mark' },
  { bytes: [0x00, 0x00, 0x00, 0x3c], name: null, refused: 'UTF-32', bomBytes: 0, basis: 'bytes' },
  { bytes: [0x3c, 0x00, 0x00, 0x00], name: null, refused: 'UTF-32', bomBytes: 0, basis: 'bytes' },
  { bytes: [0x4c, 0x6f, 0xa7, 0x94], name: null, refused: 'EBCDIC', bomBytes: 0, basis: 'bytes' },
  { bytes: [0xef, 0xbb, 0xbf], name: 'UTF-8', bomBytes: 3, basis: 'byte-order-mark' },
  { bytes: [0xff, 0xfe], name: 'UTF-16LE', bomBytes: 2, basis: 'byte-order-mark' },
  { bytes: [0xfe, 0xff], name: 'UTF-16BE', bomBytes: 2, basis: 'byte-order-mark' },
  { bytes: [0x3c, 0x00], name: 'UTF-16LE', bomBytes: 0, basis: 'bytes' },
  { bytes: [0x00, 0x3c], name: 'UTF-16BE', bomBytes: 0, basis: 'bytes' },
]

export type EncodingOutcome = { ok: true; encoding: XmlEncoding } | { ok: false; error: XmlError }

/** How many bytes of the start `detectEncoding` looks at. */
export const encodingHeadBytes = 1024

/**
 * Decides how a document is encoded, from its first bytes, its XML declaration and the charset its transport named, in
 * that order of strength. An encoding that cannot be read is refused by name.
 * @see https://www.w3.org/TR/xml/#sec-guessing
 */
export function detectEncoding(head: Uint8Array, transportCharset: string | null = null): EncodingOutcome {
  const signature = signatures.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))
  if (signature?.refused) return refuse(signature.refused)
  const family = signature?.name ?? null
  const declared = declaredEncoding(head, family, signature?.bomBytes ?? 0)
  const known = declared === null ? null : (supported.get(declared.toLowerCase()) ?? null)

  if (family !== null && signature !== undefined) {
    const contradicted = declared !== null && !agrees(known, family)
    return {
      ok: true,
      encoding: { name: family, basis: signature.basis, bomBytes: signature.bomBytes, declared, contradicted },
    }
  }
  if (declared !== null) {
    if (known === null) return refuse(declared)
    // The declaration itself was readable one byte at a time, so the document cannot be in UTF-16.
    const contradicted = known.startsWith('UTF-16')
    const name = known.startsWith('UTF-16') || known === 'UTF-16' ? 'UTF-8' : known
    return {
      ok: true,
      encoding: { name, basis: contradicted ? 'bytes' : 'declaration', bomBytes: 0, declared, contradicted },
    }
  }
  const transport = transportCharset === null ? undefined : supported.get(transportCharset.trim().toLowerCase())
  if (transport !== undefined && !transport.startsWith('UTF-16') && transport !== 'UTF-16') {
    return {
      ok: true,
      encoding: { name: transport, basis: 'transport', bomBytes: 0, declared: null, contradicted: false },
    }
  }
  return {
    ok: true,
    encoding: { name: 'UTF-8', basis: 'default', bomBytes: 0, declared: null, contradicted: false },
  }
}

function agrees(declared: EncodingName | 'UTF-16' | null, actual: EncodingName): boolean {
  return declared === actual || (declared === 'UTF-16' && actual.startsWith('UTF-16'))
}

function declaredEncoding(head: Uint8Array, family: EncodingName | null, bomBytes: number): string | null {
  const bytes = head.subarray(bomBytes, encodingHeadBytes)
  const step = family?.startsWith('UTF-16') ? 2 : 1
  const first = family === 'UTF-16BE' ? 1 : 0
  let text = ''
  for (let index = first; index < bytes.length; index += step) text += String.fromCharCode(bytes[index] ?? 0)
  return /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]{1,64})["']/.exec(text)?.[1] ?? null
}

function refuse(name: string): EncodingOutcome {
  return {
    ok: false,
    error: encodingError(
      `The document is encoded in ${name.replace(/[^\w.:-]/g, '?')}, which SAML software does not read. Save it as UTF-8.`,
      0,
    ),
  }
}
