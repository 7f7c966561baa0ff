import { z } from 'zod'
import { setupSchema } from './setup'

/** A set-up as one file for another Signpost: without secrets, and not tied to this machine's environments. */
export const setupBundleSchema = z.object({
  signpost: z.literal('set-up'),
  schema: z.literal(1),
  exportedAt: z.string(),
  setup: setupSchema,
})
export type SetupBundle = z.infer<typeof setupBundleSchema>

/** No set-up is larger than this, in bytes. */
export const largestBundle = 5 * 1024 * 1024
