import { z } from 'zod'

/** Longer than any key or token anybody is given. */
export const longestSecret = 100_000

/**
 * Where a run gets a secret from: typed for this run only, handed to main before and named by the ticket it gave out, or the one
 * main keeps for a set-up.
 */
export const secretSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed'), text: z.string().max(20_000) }),
  z.object({ kind: z.literal('held'), ticket: z.string().max(64) }),
  z.object({ kind: z.literal('setup'), setupId: z.string().max(64), name: z.string().max(100) }),
])
export type SecretSource = z.infer<typeof secretSourceSchema>
