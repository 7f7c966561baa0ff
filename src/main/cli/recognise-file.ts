const lookedAt = 256 * 1024

/** Marks of each kind, most telling first. Only looked at: what is in the file, the inspector reads. */
const marks: ReadonlyArray<readonly [pattern: RegExp, kind: FileKind]> = [
  [/^\s*\{\s*"tool"\s*:\s*"signpost"/, 'findings'],
  [/-----BEGIN CERTIFICATE-----/, 'certificate'],
  [/<[\w.:-]*Entit(?:y|ies)Descriptor[\s>]/, 'metadata'],
  [/^\s*\{\s*"log"\s*:/, 'response'],
  [/SAMLResponse/, 'response'],
  [/<[\w.:-]*(?:Response|Assertion)[\s>]/, 'response'],
  [/^\s*(?:PHNhbWxw|PD94bWwg|PFJlc3BvbnNl|PHNhbWwycDpSZXNwb25z)/, 'response'],
  [/<html|<!doctype html/i, 'metadata'],
]

export type FileKind = 'metadata' | 'response' | 'certificate' | 'findings'

/** What a file that was given without a name for it most likely is; null when nothing tells. */
export function recogniseFile(bytes: Uint8Array): FileKind | null {
  const head = Buffer.from(bytes.subarray(0, lookedAt))
  if (head[0] === 0x30 && (head[1] ?? 0) >= 0x80) return 'certificate'
  const wide = head[0] === 0xff && head[1] === 0xfe ? head.toString('utf16le') : head.toString('latin1')
  const text = wide.replaceAll('\0', '').replace(/^\u00ef\u00bb\u00bf/, '')
  return marks.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
