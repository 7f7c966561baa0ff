import type { Integration } from './schema'

/** Every guide in full, by slug. The first call reads the guides; later calls answer from memory. */
export async function loadGuides(): Promise<ReadonlyMap<string, Integration>> {
  const { rows } = await import('./rows')
  loaded ??= new Map(rows.map((row) => [row.slug, row]))
  return loaded
}

/** One guide in full; `undefined` when the catalog has no such slug. */
export async function loadGuide(slug: string): Promise<Integration | undefined> {
  return (await loadGuides()).get(slug)
}

let loaded: ReadonlyMap<string, Integration> | undefined
