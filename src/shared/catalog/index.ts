import { linkHosts as hosts, summaries } from './derived'
import type { IntegrationSummary } from './summary'

const bySlug: ReadonlyMap<string, IntegrationSummary> = new Map(summaries.map((entry) => [entry.slug, entry]))

/** The row of that slug in short; `undefined` when the catalog has none. */
export function catalogEntry(slug: string): IntegrationSummary | undefined {
  return bySlug.get(slug)
}

/** The hosts the catalog links to. */
export const linkHosts: ReadonlySet<string> = new Set(hosts)
