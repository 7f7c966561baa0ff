import { useSyncExternalStore } from 'react'
import { loadGuides } from '../../../../shared/catalog/guides'
import type { Integration } from '../../../../shared/catalog/schema'

let guides: ReadonlyMap<string, Integration> | undefined
let loading = false
const watchers = new Set<() => void>()

function load(): void {
  if (loading) return
  loading = true
  void loadGuides().then((loaded) => {
    guides = loaded
    for (const watcher of watchers) watcher()
  })
}

/** Every guide by slug; `undefined` until they are read, which takes a moment the first time. */
export function useGuides(): ReadonlyMap<string, Integration> | undefined {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      load()
      return () => watchers.delete(watcher)
    },
    () => guides,
  )
}
