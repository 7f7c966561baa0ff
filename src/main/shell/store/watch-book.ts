import { join } from 'node:path'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import type { DamagedFile } from '../../../shared/setup'
import { emptyBook, type WatchBook, watchBookSchema } from '../../../shared/watch/book'
import { readJsonFile, writeJsonFile } from './json-file'

const schemaVersion = 1

/** What Watch keeps, in one file. Changes are carried out in the order they came, and written together where several wait. */
export class WatchBookStore {
  private queue: Promise<unknown> = Promise.resolve()
  private later: NodeJS.Timeout | null = null
  private writing = false
  private waiting: { change: (before: WatchBook) => WatchBook; done: (outcome: Outcome<void>) => void }[] = []

  private constructor(
    private readonly path: string,
    private current: WatchBook,
    /** The file as it was found, when it had to be put aside. */
    readonly damaged: DamagedFile | null,
    /** Why the file must not be written: it cannot be read, or a newer Signpost wrote it. */
    readonly refused: Problem | null,
    private readonly onChange: () => void,
  ) {}

  static async open(folder: string, now: Date, onChange: () => void): Promise<WatchBookStore> {
    const path = join(folder, 'watch.json')
    const reading = await readJsonFile(path, watchBookSchema, schemaVersion, [], now)
    return new WatchBookStore(
      path,
      reading.kind === 'read' ? reading.value : emptyBook,
      reading.kind === 'damaged' ? reading.report : null,
      reading.kind === 'refused' ? reading.problem : null,
      onChange,
    )
  }

  get(): WatchBook {
    return this.current
  }

  /** Changes the book by a pure function and writes it; on failure what was there before stays in force. */
  change(change: (before: WatchBook) => WatchBook): Promise<Outcome<void>> {
    if (this.refused) return Promise.resolve(failed(this.refused))
    return new Promise((done) => {
      this.waiting.push({ change, done })
      if (this.waiting.length === 1) this.queue = this.queue.then(() => this.write())
    })
  }

  /**
   * Takes in what was seen: at once in memory, on disk within a second, so that a check of many set-ups writes now and then and
   * not a thousand times. What is lost by a crash is seen again.
   */
  see(change: (before: WatchBook) => WatchBook): void {
    this.current = change(this.current)
    this.onChange()
    if (this.refused) return
    this.later ??= setTimeout(() => void this.flush(), laterMs)
  }

  /** Whether anything is not written yet. */
  isBusy(): boolean {
    return this.later !== null || this.waiting.length > 0 || this.writing
  }

  /** Writes what waits; resolves when nothing does any more. */
  async flush(): Promise<void> {
    if (this.later !== null) {
      clearTimeout(this.later)
      this.later = null
      await this.change((book) => ({ ...book }))
    }
    await this.queue
  }

  private async write(): Promise<void> {
    const turn = this.waiting
    this.waiting = []
    const before = this.current
    const after = turn.reduce((book, { change }) => change(book), before)
    this.writing = true
    const written: Outcome<void> = after === before ? succeeded(undefined) : await writeJsonFile(this.path, after)
    this.writing = false
    if (written.ok && after !== before) {
      // What was seen while the file was being written comes on top.
      this.current = this.current === before ? after : turn.reduce((book, { change }) => change(book), this.current)
      this.onChange()
    }
    for (const { done } of turn) done(written)
  }
}

const laterMs = 1000
