import { z } from 'zod'

/** What the person chose for the program as a whole. */
export const settingsSchema = z.object({
  appearance: z.enum(['system', 'light', 'dark']),
  /** The environment that new set-ups start in. */
  environmentId: z.string().nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = { appearance: 'system', environmentId: null }
