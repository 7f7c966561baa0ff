import { join } from 'node:path'
import { z } from 'zod'
import type { Finding } from '../../../shared/finding'
import { type OpenRehearsal, openRehearsalSchema } from '../../../shared/rehearsal'
import type { DamagedFile } from '../../../shared/setup'
import type { RunKeeper } from '../run-desk'
import { readJsonFile, writeJsonFile } from './json-file'

const schemaVersion = 1
const most = 50

const fileSchema = z.object({ schema: z.literal(schemaVersion), open: z.array(openRehearsalSchema) })

/**
 * The rehearsals that have not been seen to clean up, on disk from before the first of their users is made: however the program
 * ends, the next one knows where something may have been left.
 */
export class RehearsalStore {
  private queue: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private open: readonly OpenRehearsal[],
    private readonly now: () => Date,
    /** The file as it was found, when it had to be put aside. */
    readonly damaged: DamagedFile | null,
  ) {}

  static async open(folder: string, now: () => Date): Promise<RehearsalStore> {
    const path = join(folder, 'rehearsals.json')
    const reading = await readJsonFile(path, fileSchema, schemaVersion, [], now())
    const open = reading.kind === 'read' ? reading.value.open : []
    return new RehearsalStore(path, open, now, reading.kind === 'damaged' ? reading.report : null)
  }

  list(): readonly OpenRehearsal[] {
    return this.open
  }

  /** The endpoint is clean, or the person knows of it. */
  forget(url: string): Promise<void> {
    return this.change(this.open.filter((one) => one.url !== url))
  }

  /**
   * Follows a run that writes at this endpoint: it is open from now on, until a finding says that it came to its end and left
   * nothing that can be removed.
   */
  keep(url: string): RunKeeper {
    let clean = false
    return {
      begins: () => this.begin(url),
      found: async (findings: readonly Finding[]) => {
        clean ||= findings.some(({ id, status }) => id === 'scim.cleanup' && status !== 'fail' && status !== 'skipped')
      },
      stands: async () => {},
      ended: async () => {
        if (clean) await this.forget(url)
      },
    }
  }

  private begin(url: string): Promise<void> {
    const others = this.open.filter((one) => one.url !== url)
    return this.change([...others, { url, startedAt: this.now().toISOString() }].slice(-most))
  }

  /** What cannot be written still counts until the program ends. */
  private change(open: readonly OpenRehearsal[]): Promise<void> {
    this.open = open
    const turn = this.queue.then(async () => {
      await writeJsonFile(this.path, { schema: schemaVersion, open })
    })
    this.queue = turn
    return turn
  }
}
