import type { Problem } from '../../shared/problem'

/** A document as the inspector receives it: bytes already fetched, or a path it opens for reading itself. */
export type InspectedDocument =
  | { kind: 'bytes'; bytes: Uint8Array; name: string; contentType?: string }
  | { kind: 'path'; path: string; name: string }

const reasons: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  ENOENT: ['There is no such file.', 'Check the name and the folder.'],
  EACCES: ['Reading it is not allowed.', 'Ask for the right to read it, or copy it to a folder of your own.'],
  EPERM: ['Reading it is not allowed.', 'Ask for the right to read it, or copy it to a folder of your own.'],
  EISDIR: ['It is a folder.', 'Name the file inside it.'],
  ENOTFILE: ['It is not a regular file.', 'Name a file.'],
}

/** Says why the system would not open a file. */
export function unreadableFile(name: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
  const [detail, remedy] = reasons[code] ?? [`The system answers ${code}.`, 'Try a copy of the file.']
  return { code: 'file.unreadable', title: `The file ${name} cannot be read.`, detail, remedy }
}
