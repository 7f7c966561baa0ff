const lookedAt = 256 * 1024

/** Marks of each kind, most telling first. Only looked at: what is in the file, the inspector reads. */
const marks: ReadonlyArray<readonly [pattern: RegExp, kind: FileKind]> = [
  [/^\s*\{\s*"tool"\s*:\s*"signpost"/, 'findings'],
  [/-----BEGIN CERTIFICATE-----/, 'certificate'],
  [/<[\w.:-]*Entit(?:y|ies)Descriptor[\s>]/, 'metadata'],
  [/^\s*\{\s*"log"\s*:/, 'response'],
  [/SAMLResponse/, 'response'],
  [/<[\w.:-]*(?:Response|Assertion)[\s>]/, 'response'],
  [/<html|<!doctype html/i, 'metadata'],
]

export type FileKind = 'metadata' | 'response' | 'certificate' | 'findings'

/** What a file that was given without a name for it most likely is; null when nothing tells. */
export function recogniseFile(bytes: Uint8Array): FileKind | null {
  const head = Buffer.from(bytes.subarray(0, lookedAt))
  if (head[0] === 0x30 && (head[1] ?? 0) >= 0x80) return 'certificate'
  const wide = head[0] === 0xff && head[1] === 0xfe ? head.toString('utf16le') : head.toString('latin1')
  const text = wide.replaceAll('\0', '').replace(/^\u00ef\u00bb\u00bf/, '')
  return kindOf(text) ?? kindOf(insideBase64(text))
}

const kindOf = (text: string) => marks.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** The beginning of the XML that base64 holds, as a form carries it or as it was copied; empty where it holds none. */
function insideBase64(text: string): string {
  const packed = /^[\s"']*([A-Za-z0-9+/_%\s-]{40,})/.exec(text.slice(0, lookedAt))?.[1] ?? ''
  const plain = packed
    .replace(/%2B/gi, '+')
    .replace(/%2F/gi, '/')
    .replace(/%0[AD]|\s/gi, '')
  const inner = Buffer.from(plain, 'base64').toString('latin1')
  return /^[\s\u00ef\u00bb\u00bf]*</.test(inner) ? inner : ''
}
