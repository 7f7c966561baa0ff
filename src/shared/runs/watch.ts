import { z } from 'zod'
import { sweepParts, sweptItemSchema, sweptSchema } from '../watch/overview'

/** Checks set-ups again: all, or those named. */
export const watchSweepInput = z.object({
  setupIds: z.array(z.string().max(64)).max(10_000).nullable(),
  parts: z.array(z.enum(sweepParts)).min(1),
})
export type WatchSweepInput = z.infer<typeof watchSweepInput>

/** How far a sweep is, in set-ups, and the first of what needs a look. */
export const watchSweepProgress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  troubled: z.array(sweptItemSchema),
})
export type WatchSweepProgress = z.infer<typeof watchSweepProgress>
export const watchSweepResult = sweptSchema
