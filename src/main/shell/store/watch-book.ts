import { join } from 'node:path'
import { failed, type Outcome, type Problem } from '../../../shared/problem'
import type { DamagedFile } from '../../../shared/setup'
import { emptyBook, type WatchBook, watchBookSchema } from '../../../shared/watch/book'
import { readJsonFile, writeJsonFile } from './json-file'

const schemaVersion = 1

/** What Watch keeps, in one file. Changes are carried out in the order they came, and written together where several wait. */
export class WatchBookStore {
  private queue: Promise<unknown> = Promise.resolve()
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

  private async write(): Promise<void> {
    const turn = this.waiting
    this.waiting = []
    const after = turn.reduce((book, { change }) => change(book), this.current)
    const written =
      after === this.current ? ({ ok: true, value: undefined } as const) : await writeJsonFile(this.path, after)
    if (written.ok && after !== this.current) {
      this.current = after
      this.onChange()
    }
    for (const { done } of turn) done(written)
  }
}
