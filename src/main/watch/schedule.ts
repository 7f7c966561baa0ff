import type { Setup } from '../../shared/setup'
import type { WatchBook } from '../../shared/watch/book'
import type { WatchOverview } from '../../shared/watch/overview'
import { realTimers, type Timers } from '../workos/timers'
import { metadataAddress } from './addresses'

const hourMs = 3_600_000
/** An identity provider changes its metadata every few months; four looks a day find it out soon enough. */
export const usualGapMs = 6 * hourMs
const longestGapMs = 48 * hourMs

/** When the metadata of a set-up is to be looked at next, milliseconds since 1970. After each failure twice as much later, up to two days. */
export function nextLookAt(setup: Setup, book: WatchBook, now: number): number {
  const look = book.metadata[setup.id]
  if (look === undefined || look.url !== metadataAddress(setup)) return now
  const last = Date.parse(look.at)
  // By a clock that was set back, the last look lies ahead: nothing is known of when it really was.
  if (!(last <= now)) return now
  return last + Math.min(longestGapMs, usualGapMs * 2 ** look.failures)
}

/**
 * Who is to be looked at next, and when; null where nobody has an address. Of several that are due, the one that waits longest.
 * `looked`: when each was looked at, as far as that is not in the book.
 */
export function nextInTurn(
  setups: readonly Setup[],
  book: WatchBook,
  now: number,
  looked: ReadonlyMap<string, number> = new Map(),
): { setup: Setup; at: number } | null {
  let first: { setup: Setup; at: number } | null = null
  for (const setup of setups) {
    if (metadataAddress(setup) === null) continue
    const last = looked.get(setup.id) ?? Number.NEGATIVE_INFINITY
    const at = Math.max(nextLookAt(setup, book, now), last <= now ? last + usualGapMs : now)
    if (first === null || at < first.at) first = { setup, at }
  }
  return first
}

export interface ScheduleOptions {
  setups: () => readonly Setup[]
  book: () => WatchBook
  /** Looks at the metadata of one set-up and keeps what it saw. */
  look: (setup: Setup) => Promise<void>
  /** Told after every step. */
  report: (schedule: WatchOverview['schedule']) => void
  /** Wall clock, milliseconds since 1970. */
  now: () => number
  /** Ends it for good. */
  signal: AbortSignal
  timers?: Timers
}

export interface MetadataSchedule {
  /** Looks at nothing more, for example while the window is hidden. */
  pause(): void
  resume(): void
  /** Thinks again: set-ups came, went or were looked at by hand. */
  nudge(): void
  readonly ended: Promise<void>
}

const betweenLooksMs = 5_000
/** No wait is longer, so that a clock that was set and a machine that slept are noticed. */
const longestWaitMs = hourMs

/** Looks at the metadata of one set-up after the other, each when its turn has come. */
export function followSchedule({
  setups,
  book,
  look,
  report,
  now,
  signal,
  timers = realTimers,
}: ScheduleOptions): MetadataSchedule {
  let paused = false
  let wake = new AbortController()
  /** When each was looked at: also where that could not be kept, nobody is asked again before its time. */
  const looked = new Map<string, number>()

  const rest = async (ms: number) => {
    wake = new AbortController()
    await timers.wait(ms, AbortSignal.any([signal, wake.signal]))
  }
  const run = async () => {
    while (!signal.aborted) {
      const next = paused ? null : nextInTurn(setups(), book(), now(), looked)
      if (next === null) {
        report({ phase: 'resting', nextAt: null })
        await rest(Number.POSITIVE_INFINITY)
        continue
      }
      const wait = next.at - now()
      if (wait > 0) {
        report({ phase: 'waiting', nextAt: new Date(next.at).toISOString() })
        await rest(Math.min(wait, longestWaitMs))
        continue
      }
      report({ phase: 'reading', nextAt: null })
      looked.set(next.setup.id, now())
      await look(next.setup)
      // However it went, the next one is not asked in the same breath.
      await timers.wait(betweenLooksMs, signal)
    }
  }
  return {
    pause: () => {
      paused = true
      wake.abort()
    },
    resume: () => {
      paused = false
      wake.abort()
    },
    nudge: () => wake.abort(),
    ended: run(),
  }
}
