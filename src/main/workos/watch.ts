import type { Outcome, Problem } from '../../shared/problem'
import type { WorkosClient } from './client'
import { getConnection } from './connections'
import { getDirectory } from './directories'
import type { ApiProblem } from './problems'
import { realTimers, type Timers } from './timers'

/** How the watch is doing; what `Watch` of the contract holds besides the set-up's id. Times are ISO 8601. */
export interface WatchReport {
  phase: 'reading' | 'waiting' | 'resting'
  /** The last state read; null before the first answer. */
  state: string | null
  readAt: string | null
  nextAt: string | null
  problem: Problem | null
}

export interface WatchOptions {
  /** Reads the state once; without repeating, because the watch asks again by itself. */
  read: () => Promise<Outcome<string> | { ok: false; problem: ApiProblem }>
  /** Told after every step. */
  report: (report: WatchReport) => void
  /** Wall clock, milliseconds; for what is shown only. */
  now: () => number
  /** Ends the watch for good. */
  signal: AbortSignal
  timers?: Timers
}

/** A running watch. */
export interface StateWatch {
  /** Stops asking, for example while the window is hidden. A reading under way is finished first. */
  pause(): void
  /** Goes on: reads at once, and starts again at the shortest wait. */
  resume(): void
  /** Resolves when the watch has ended. */
  readonly ended: Promise<void>
}

const shortestMs = 5_000
const longestMs = 60_000
const longestAskedMs = 15 * 60_000

/** Refusals that asking again cannot cure; the watch rests until the person does something and it is read again. */
const hopeless: ReadonlySet<string> = new Set([
  'workos.unauthorized',
  'workos.forbidden',
  'workos.not-found',
  'workos.id-malformed',
  'workos.key-malformed',
  'workos.key-missing',
  'workos.base-url',
])

/**
 * Reads a state again and again, gently: after 5 seconds at first, then half as long again each time up to a minute, and
 * from 5 seconds after each change. Waits are measured by timers alone, so a clock that jumps changes nothing and a machine
 * that slept reads once when it wakes. Waits at least as long as WorkOS asks.
 */
export function watchState({ read, report, now, signal, timers = realTimers }: WatchOptions): StateWatch {
  let current: WatchReport = { phase: 'waiting', state: null, readAt: null, nextAt: null, problem: null }
  let paused = false
  let gap = shortestMs
  let asked = false
  let nudge = new AbortController()

  const tell = (change: Partial<WatchReport>) => {
    current = { ...current, ...change }
    report(current)
  }
  const wake = () => {
    asked = true
    nudge.abort()
  }

  /** Waits, but no longer than until somebody nudges. */
  const rest = async (ms: number) => {
    if (asked) {
      asked = false
      return
    }
    nudge = new AbortController()
    await timers.wait(ms, AbortSignal.any([signal, nudge.signal]))
    asked = false
  }

  const run = async () => {
    while (!signal.aborted) {
      if (paused) {
        tell({ phase: 'resting', nextAt: null })
        await rest(Number.POSITIVE_INFINITY)
        continue
      }
      tell({ phase: 'reading', nextAt: null })
      const outcome = await read()
      if (signal.aborted) break
      const readAt = new Date(now()).toISOString()
      if (outcome.ok) {
        gap = outcome.value === current.state ? Math.min(longestMs, gap * 1.5) : shortestMs
        tell({ state: outcome.value, readAt, problem: null })
      } else {
        gap = Math.min(longestMs, Math.max(gap * 1.5, shortestMs * 2))
        tell({ problem: outcome.problem, readAt })
      }
      if (paused) continue
      if (!outcome.ok && hopeless.has(outcome.problem.code)) {
        tell({ phase: 'resting', nextAt: null })
        await rest(Number.POSITIVE_INFINITY)
        continue
      }
      const wait = Math.max(gap, outcome.ok ? 0 : Math.min(askedFor(outcome.problem), longestAskedMs))
      tell({ phase: 'waiting', nextAt: new Date(now() + wait).toISOString() })
      await rest(wait)
    }
    tell({ phase: 'resting', nextAt: null })
  }

  return {
    pause: () => {
      if (paused) return
      paused = true
      nudge.abort()
    },
    resume: () => {
      if (!paused) return
      paused = false
      gap = shortestMs
      wake()
    },
    ended: run(),
  }
}

function askedFor(problem: Problem | ApiProblem): number {
  return 'retryAfterMs' in problem ? (problem.retryAfterMs ?? 0) : 0
}

/** Reads the state of the directory or connection a set-up is tied to, in the REST API's own words. */
export async function readState(
  client: WorkosClient,
  link: { connectionId: string } | { directoryId: string },
): Promise<{ ok: true; value: string } | { ok: false; problem: ApiProblem }> {
  const outcome =
    'connectionId' in link
      ? await getConnection(client, link.connectionId)
      : await getDirectory(client, link.directoryId)
  return outcome.ok ? { ok: true, value: outcome.value.state } : outcome
}
