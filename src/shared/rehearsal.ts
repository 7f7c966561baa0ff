import { z } from 'zod'

/** A rehearsal that was begun at a SCIM endpoint and never seen to have cleaned up: what it made may still be there. */
export const openRehearsalSchema = z.object({
  url: z.string().max(4096),
  /** ISO 8601. */
  startedAt: z.string(),
})
export type OpenRehearsal = z.infer<typeof openRehearsalSchema>
