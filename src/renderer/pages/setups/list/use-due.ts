import { useMemo } from 'react'
import type { WatchRow } from '../../../../shared/watch/overview'
import { useCall } from '../../../bridge/use-call'

/** What ends first of each set-up, where that has passed or is less than 30 days away. */
export function useDue(): ReadonlyMap<string, WatchRow> {
  const { value } = useCall('watch.overview')
  return useMemo(() => {
    const due = new Map<string, WatchRow>()
    for (const row of value?.rows ?? []) {
      const isPressing = row.band === 'expired' || row.band === 'under-30'
      const isInUse = row.role !== 'left-over' && row.role !== 'former'
      // They come with the most pressing first.
      if (row.setup && isPressing && isInUse && !due.has(row.setup.id)) due.set(row.setup.id, row)
    }
    return due
  }, [value])
}
