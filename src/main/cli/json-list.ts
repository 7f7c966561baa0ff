import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Characters of a list that are kept in memory; what is longer goes to a file until it is printed. */
const keptInMemory = 1024 * 1024
const pieceBytes = 256 * 1024

/** A list that may be too long to hold, kept as the JSON it is printed as: items indented by `indent` blanks. */
export class JsonList<T> {
  private waiting: string[] = []
  private size = 0
  private file: { descriptor: number; folder: string } | null = null
  private count = 0

  constructor(private readonly indent: number) {}

  add(item: T): void {
    const blanks = ' '.repeat(this.indent)
    const text = JSON.stringify(item, null, 2).replaceAll('\n', `\n${blanks}`)
    const line = `${this.count === 0 ? '' : ','}\n${blanks}${text}`
    this.count++
    this.waiting.push(line)
    this.size += line.length
    if (this.size > keptInMemory) this.spill()
  }

  private spill(): void {
    this.file ??= openFile()
    writeSync(this.file.descriptor, this.waiting.join(''))
    this.waiting = []
    this.size = 0
  }

  /** The whole list as JSON, piece by piece. Can be taken once. */
  *pieces(): Generator<string> {
    yield '['
    if (this.file) yield* contentsOf(this.file.descriptor)
    yield this.waiting.join('')
    yield this.count === 0 ? ']' : `\n${' '.repeat(this.indent - 2)}]`
    this.close()
  }

  /** Removes the file, if there is one. */
  close(): void {
    if (!this.file) return
    closeSync(this.file.descriptor)
    rmSync(this.file.folder, { recursive: true, force: true })
    this.file = null
  }
}

function openFile(): { descriptor: number; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-'))
  // Ended early, by a signal or a fault: nothing is left behind.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return { descriptor: openSync(join(folder, 'list.json'), 'wx+', 0o600), folder }
}

function* contentsOf(descriptor: number): Generator<string> {
  const decoder = new TextDecoder()
  const buffer = Buffer.allocUnsafe(pieceBytes)
  for (let at = 0; ; ) {
    const count = readSync(descriptor, buffer, 0, buffer.length, at)
    if (count === 0) return
    at += count
    yield decoder.decode(buffer.subarray(0, count), { stream: true })
  }
}
