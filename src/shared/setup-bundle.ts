import { z } from 'zod'
import { setupSchema } from './setup'
import { noteSchema } from './watch/note'

/** A set-up as one file for another Signpost: without secrets, and not tied to this machine's environments. */
export const setupBundleSchema = z.object({
  signpost: z.literal('set-up'),
  schema: z.literal(1),
  exportedAt: z.string(),
  setup: setupSchema,
  /** When its secrets end, as far as that was noted. */
  notes: z.array(noteSchema).max(100).optional(),
})
export type SetupBundle = z.infer<typeof setupBundleSchema>

/** No set-up is larger than this, in bytes. */
export const largestBundle = 5 * 1024 * 1024
