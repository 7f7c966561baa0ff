import { useSyncExternalStore } from 'react'
import { summaries } from '../../../shared/catalog/derived'
import { loadGuides } from '../../../shared/catalog/guides'
import { type CatalogSearch, createCatalogSearch } from '../../../shared/catalog/search'
import { type SearchEntry, searchEntry } from '../../../shared/catalog/search-entry'

export type CatalogIndex = { search: CatalogSearch; entries: ReadonlyMap<string, SearchEntry> }

const indexOf = (entries: readonly SearchEntry[]): CatalogIndex => ({
  search: createCatalogSearch(entries),
  entries: new Map(entries.map((entry) => [entry.slug, entry])),
})

let byName: CatalogIndex | undefined
let full: CatalogIndex | undefined
let loading: Promise<void> | undefined
const watchers = new Set<() => void>()

const current = (): CatalogIndex => {
  byName ??= indexOf(summaries)
  return full ?? byName
}

/** Reads the guides and searches them in full from then on. */
function load(): Promise<void> {
  loading ??= loadGuides().then((guides) => {
    full = indexOf([...guides.values()].map(searchEntry))
    for (const watcher of watchers) watcher()
  })
  return loading
}

const readOnFirstLetter = () => void load()

/**
 * The search over the catalog: by name at once, and by field labels and pitfalls as soon as the guides are read. That begins
 * with the first letter typed anywhere, so that a window at rest does not hold what nobody asked for.
 */
export function useCatalogIndex(): CatalogIndex {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    if (!full) window.addEventListener('input', readOnFirstLetter, { once: true, capture: true })
    return () => watchers.delete(watcher)
  }, current)
}
