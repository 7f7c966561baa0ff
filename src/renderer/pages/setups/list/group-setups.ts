import { catalogEntry } from '../../../../shared/catalog/index'
import type { SetupSummary } from '../../../../shared/setup'

export interface SetupGroup {
  organization: string
  setups: readonly SetupSummary[]
}

/**
 * The set-ups that hold every word of the query in their name, organization, provider or type, by organization. The
 * organization that was worked on last comes first, and in it the set-up that was.
 */
export function groupSetups(setups: readonly SetupSummary[], query: string): SetupGroup[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const groups = new Map<string, { organization: string; setups: SetupSummary[] }>()
  for (const setup of [...setups].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))) {
    const text = textOf(setup)
    if (!words.every((word) => text.includes(word))) continue
    const key = setup.organization.trim().toLowerCase()
    const group = groups.get(key)
    if (group) group.setups.push(setup)
    else groups.set(key, { organization: setup.organization, setups: [setup] })
  }
  return [...groups.values()]
}

function textOf({ name, organization, slug, blockedBy, state }: SetupSummary): string {
  const entry = catalogEntry(slug)
  const words = [
    name,
    organization,
    slug,
    blockedBy ?? '',
    state ?? '',
    entry?.name ?? '',
    entry?.type ?? '',
    ...(entry?.aliases ?? []),
  ]
  return words.join('\n').toLowerCase()
}
