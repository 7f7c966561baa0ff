import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** A document that is read in pieces: a file, or bytes already there. */
export interface ByteSource {
  size: number
  /** What makes another look the same document: null for bytes, which come anew each time. */
  identity: string | null
  /** Fills the buffer from an offset; says how many bytes there were. */
  read(buffer: Uint8Array, offset: number): number
  close(): void
}

/** Opens a file. Throws what the file system throws. */
export function fileSource(path: string): ByteSource {
  const file = openSync(path, 'r')
  const stat = fstatSync(file)
  if (!stat.isFile()) {
    closeSync(file)
    throw Object.assign(new Error('not a file'), { code: stat.isDirectory() ? 'EISDIR' : 'ENOTFILE' })
  }
  return {
    size: stat.size,
    identity: `${path}\0${stat.dev}\0${stat.ino}\0${stat.size}\0${stat.mtimeMs}`,
    read: (buffer, offset) => readSync(file, buffer, 0, buffer.length, offset),
    close: () => closeSync(file),
  }
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    identity: null,
    read: (buffer, offset) => {
      const part = bytes.subarray(offset, offset + buffer.length)
      buffer.set(part)
      return part.length
    },
    close: () => {},
  }
}

/** Bytes of a source from an offset on, at most `length` of them. */
export function readRange(source: ByteSource, offset: number, length: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, source.size - offset)))
  let filled = 0
  while (filled < buffer.length) {
    const count = source.read(buffer.subarray(filled), offset + filled)
    if (count === 0) break
    filled += count
  }
  return buffer.subarray(0, filled)
}
