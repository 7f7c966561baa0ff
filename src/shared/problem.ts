import { z } from 'zod'

/** A failure that was to be expected, said so that a person can act on it: what happened, why, what to do. */
export const problemSchema = z.object({
  /** Stable, dotted, for code to switch on (`workos.unauthorized`, `file.unreadable`). */
  code: z.string(),
  /** What happened, one short sentence. */
  title: z.string(),
  /** Why, as far as it is known. */
  detail: z.string(),
  /** What to do about it. */
  remedy: z.string(),
})
export type Problem = z.infer<typeof problemSchema>

/** Expected failures are values; exceptions are bugs. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem }

export const succeeded = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem })
