import { z } from 'zod'
import { documentSourceSchema } from './document'

export const clockSourceSchema = z.object({
  source: z.string(),
  kind: z.enum(['ntp', 'http-date', 'message']),
  /** Positive: that clock is ahead of this machine's. */
  offsetMs: z.number(),
  errorMs: z.number(),
})

export type ClockSource = z.infer<typeof clockSourceSchema>

export const clockCheckInput = z.object({
  servers: z.array(z.string().max(300)).max(32),
  urls: z.array(z.string().max(4096)).max(32),
  /** A captured response whose times are read. */
  response: documentSourceSchema.optional(),
  /** When that response arrived, where no capture tells; ISO 8601. */
  arrivedAt: z.iso.datetime({ offset: true }).optional(),
  /** Seconds of skew that are allowed. */
  skew: z.number().min(0).max(86_400).default(180),
})
export type ClockCheckInput = z.infer<typeof clockCheckInput>
/** The clocks read so far. */
export const clockCheckProgress = z.object({ sources: z.array(clockSourceSchema) })
export const clockCheckResult = z.object({ sources: z.array(clockSourceSchema) })
export type ClockCheckResult = z.infer<typeof clockCheckResult>
