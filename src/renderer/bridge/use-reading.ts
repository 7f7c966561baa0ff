import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Listed } from '../../shared/workos-rows'
import type { Reading, RowsOf } from './reading-store'
import { readings } from './readings'

/** Under which name a list is kept. */
export const listName = (environmentId: string, listed: Listed | null) => `${environmentId} ${JSON.stringify(listed)}`

/** A list of WorkOS as a component uses it. */
export interface UsedReading<Row> extends Reading<Row> {
  refresh: () => void
  /** Reads on where the reading ended before its time. */
  goOn: () => void
  stop: () => void
}

/** Reads a list of WorkOS from its first page to its last, and keeps it while the program runs. `null`: nothing to read yet. */
export function useReading<L extends Listed>(environmentId: string, listed: L | null): UsedReading<RowsOf<L['kind']>> {
  const name = listName(environmentId, listed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name tells lists apart, whichever object says it
  const what = useMemo(() => (listed === null ? null : { environmentId, listed }), [name])
  const watch = useCallback(
    (watcher: () => void) => (what === null ? () => {} : readings.watch(name, what, watcher)),
    [name, what],
  )
  const state = useSyncExternalStore(watch, () => readings.read(name))
  useEffect(() => {
    if (what !== null) readings.ensure(name, what)
  }, [name, what])
  return {
    // The store keeps lists of every kind; under this name there is one of this kind.
    ...(state as Reading<RowsOf<L['kind']>>),
    refresh: () => void readings.refresh(name),
    goOn: () => void readings.goOn(name),
    stop: () => readings.stop(name),
  }
}

/** A list as far as it was read already; never asks for it. */
export function useKnownList<L extends Listed>(environmentId: string, listed: L): Reading<RowsOf<L['kind']>> {
  const name = listName(environmentId, listed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name tells lists apart, whichever object says it
  const watch = useCallback(
    (watcher: () => void) => readings.watch(name, { environmentId, listed }, watcher, false),
    [name],
  )
  // As in useReading: under this name there is a list of this kind.
  return useSyncExternalStore(watch, () => readings.read(name)) as Reading<RowsOf<L['kind']>>
}
