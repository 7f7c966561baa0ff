import { useEffect } from 'react'
import type { WatchOverview } from '../../../shared/watch/overview'
import { type CallState, useCall } from '../../bridge/use-call'

const everyMs = 5 * 60_000

/** What Watch shows, judged anew every few minutes besides: the page may stay open over midnight. */
export function useOverview(): CallState<WatchOverview> {
  const state = useCall('watch.overview')
  const { refresh } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each visit
  useEffect(() => {
    // What was kept of an earlier visit may be of yesterday.
    refresh()
    const timer = setInterval(refresh, everyMs)
    return () => clearInterval(timer)
  }, [])
  return state
}
