import type { ApiProblem } from './problems'

const patience = { rateLimited: 6, fault: 4, cut: 2, longestWaitMs: 60_000 } as const

/** How often each fault is worth another attempt. Whatever is not named here will not go away by asking again. */
const attempts: Readonly<Record<string, number>> = {
  'workos.rate-limited': patience.rateLimited,
  'workos.server-error': patience.fault,
  'workos.gateway': patience.fault,
  'workos.reset': patience.cut,
}

const again: ReadonlySet<number> = new Set([429, 500, 502, 503, 504])

/**
 * How long to wait before asking once more, milliseconds, or null when it is no use: what the server asks for, otherwise
 * 0.5 s doubling up to 8 s with half of it left to chance. A wait of more than a minute is not sat out but told.
 *
 * @param attempt how many attempts were made, from 1
 * @param random from 0 up to 1
 */
export function delayBeforeRetry(problem: ApiProblem, attempt: number, random: number): number | null {
  if (attempt >= (attempts[problem.code] ?? 1)) return null
  if (problem.status !== undefined && !again.has(problem.status)) return null
  const asked = problem.retryAfterMs
  if (asked !== undefined) return asked > patience.longestWaitMs ? null : asked + random * 250
  const step = Math.min(8000, 500 * 2 ** (attempt - 1))
  return step / 2 + (step / 2) * random
}
