import { useSyncExternalStore } from 'react'
import { summaries } from '../../../shared/catalog/derived'
import { loadGuides } from '../../../shared/catalog/guides'
import { type CatalogSearch, createCatalogSearch } from '../../../shared/catalog/search'
import { type SearchEntry, searchEntry } from '../../../shared/catalog/search-entry'
import { nothingSought } from '../../../shared/catalog/search-query'
import { afterFrame } from '../../app/rest'

export type CatalogIndex = { search: CatalogSearch; entries: ReadonlyMap<string, SearchEntry> }

const indexOf = (entries: readonly SearchEntry[], search: CatalogSearch): CatalogIndex => ({
  search,
  entries: new Map(entries.map((entry) => [entry.slug, entry])),
})

/**
 * A search by name that is built when something is first asked for; until then every row is shown, and the window opens
 * sooner. What is asked first also has the guides read.
 */
function searchOnDemand(entries: readonly SearchEntry[]): CatalogSearch {
  let search: CatalogSearch | undefined
  return {
    find(text, filter) {
      if (text === '' && filter === undefined) return { hits: entries, readAs: null, sought: nothingSought }
      loadSoon()
      search ??= createCatalogSearch(entries)
      return search.find(text, filter)
    },
  }
}

let byName: CatalogIndex | undefined
let full: CatalogIndex | undefined
let asked = false
const watchers = new Set<() => void>()

const current = (): CatalogIndex => {
  byName ??= indexOf(summaries, searchOnDemand(summaries))
  return full ?? byName
}

/** Reads the guides, once what was found by name has been painted, and searches them in full from then on. */
function loadSoon(): void {
  if (asked) return
  asked = true
  afterFrame(async () => {
    const entries = [...(await loadGuides()).values()].map(searchEntry)
    full = indexOf(entries, createCatalogSearch(entries))
    for (const watcher of watchers) watcher()
  })
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/**
 * The search over the catalog: by name at once, and by field labels and pitfalls as soon as the guides are read. That begins
 * with the first search, so that a window at rest does not hold what nobody asked for.
 */
export function useCatalogIndex(): CatalogIndex {
  return useSyncExternalStore(watch, current, current)
}
