import { call, listen } from './bridge'
import { queryClient } from './query-client'
import { ReadingStore } from './reading-store'
import { unexpected } from './unexpected'

const gapMs = 100
/** When rows were shown last, and when a list's first rows were. */
const lastAt = { any: Number.NEGATIVE_INFINITY, first: Number.NEGATIVE_INFINITY }

/**
 * The first rows of a list are shown at once, those that stream in behind them ten times a second. Where two lists are begun
 * together, the first to come is painted before the other is shown.
 */
function soon(work: () => void, atOnce: boolean): void {
  const wait = (atOnce ? lastAt.first : lastAt.any) + gapMs - performance.now()
  const run = () => {
    lastAt.any = performance.now()
    if (atOnce) lastAt.first = lastAt.any
    work()
  }
  if (wait <= 0) run()
  else setTimeout(run, wait)
}

/** The lists of this window. */
export const readings = new ReadingStore(
  {
    read: (input) => call('workos.read', input).catch(unexpected),
    stop: (readingId) => void call('workos.stopReading', { readingId }),
  },
  soon,
)

listen('workos.rows', (part) => readings.came(part))
listen('workos.readingEnded', (end) => readings.ended(end))
listen('environments.changed', ({ environmentId, what }) => {
  if (what === 'key') readings.forget(environmentId)
  void queryClient.invalidateQueries({ queryKey: ['environments.list'] })
})
