import { join } from 'node:path'
import { z } from 'zod'
import { environmentSchema } from '../../../shared/environment'
import type { Outcome } from '../../../shared/problem'
import { defaultSettings, settingsSchema } from '../../../shared/settings'
import type { DamagedFile } from '../../../shared/setup'
import { readJsonFile, writeJsonFile } from './json-file'

const schemaVersion = 1

const windowPlaceSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof windowPlaceSchema>

const preferencesSchema = z.object({
  schema: z.literal(schemaVersion),
  settings: settingsSchema,
  environments: z.array(environmentSchema),
  window: windowPlaceSchema.nullable(),
})
export type Preferences = z.infer<typeof preferencesSchema>

const fresh: Preferences = { schema: schemaVersion, settings: defaultSettings, environments: [], window: null }

/** Settings, environments and the place of the window, in one file. */
export class PreferenceStore {
  private queue: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private current: Preferences,
    /** The file as it was found, when it had to be put aside. */
    readonly damaged: DamagedFile | null,
  ) {}

  static async open(folder: string, now: Date): Promise<PreferenceStore> {
    const path = join(folder, 'preferences.json')
    const reading = await readJsonFile(path, preferencesSchema, schemaVersion, [], now)
    const current = reading.kind === 'read' ? reading.value : fresh
    return new PreferenceStore(path, current, reading.kind === 'damaged' ? reading.report : null)
  }

  get(): Preferences {
    return this.current
  }

  /** Changes the preferences and writes them; on failure what was there before stays in force. */
  change(change: (before: Preferences) => Preferences): Promise<Outcome<void>> {
    const turn = this.queue.then(async () => {
      const after = change(this.current)
      const written = await writeJsonFile(this.path, after)
      if (written.ok) this.current = after
      return written
    })
    this.queue = turn
    return turn
  }
}
