import { z } from 'zod'

export const clockSourceSchema = z.object({
  source: z.string(),
  kind: z.enum(['ntp', 'http-date', 'message']),
  /** Positive: that clock is ahead of this machine's. */
  offsetMs: z.number(),
  errorMs: z.number(),
})

export const clockCheckInput = z.object({
  servers: z.array(z.string().max(300)).max(32),
  urls: z.array(z.string().max(4096)).max(32),
  /** Seconds of skew that are allowed. */
  skew: z.number().min(1).max(86_400).default(180),
})
export const clockCheckResult = z.object({ sources: z.array(clockSourceSchema) })
