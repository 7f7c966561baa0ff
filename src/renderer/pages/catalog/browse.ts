import type { CatalogSearch } from '../../../shared/catalog/search'
import type { SearchEntry } from '../../../shared/catalog/search-entry'
import type { Sought } from '../../../shared/catalog/search-query'
import { type IntegrationType, integrationTypes, type Purpose, purposes } from '../../../shared/catalog/terms'

export type BrowseState = { text: string; types: readonly IntegrationType[]; purposes: readonly Purpose[] }

export const everything: BrowseState = { text: '', types: [], purposes: [] }

export type BrowseAnswer = {
  hits: readonly SearchEntry[]
  readAs: string | null
  /** What was looked for, for marking it. */
  sought: Sought
  /** How many rows each type would show, given the words and the chosen purposes. */
  typeCounts: ReadonlyMap<IntegrationType, number>
  /** How many rows each purpose would show, given the words and the chosen types. */
  purposeCounts: ReadonlyMap<Purpose, number>
}

/** What the list shows for a search text and filters, and what every filter would lead to. Pure. */
export function browse(search: CatalogSearch, { text, types, purposes: wanted }: BrowseState): BrowseAnswer {
  const { hits, readAs, sought } = search.find(text)
  const typeCounts = new Map<IntegrationType, number>(integrationTypes.map((type) => [type, 0]))
  const purposeCounts = new Map<Purpose, number>(purposes.map((purpose) => [purpose, 0]))
  const shown: SearchEntry[] = []
  for (const entry of hits) {
    const fitsTypes = types.length === 0 || types.includes(entry.type)
    const fitsPurposes = wanted.length === 0 || wanted.some((purpose) => entry.purposes.includes(purpose))
    if (fitsPurposes) typeCounts.set(entry.type, (typeCounts.get(entry.type) ?? 0) + 1)
    if (fitsTypes)
      for (const purpose of entry.purposes) purposeCounts.set(purpose, (purposeCounts.get(purpose) ?? 0) + 1)
    if (fitsTypes && fitsPurposes) shown.push(entry)
  }
  return { hits: shown, readAs, sought, typeCounts, purposeCounts }
}
