import { catalogEntry } from '../../../../shared/catalog/index'
import type { Band } from '../../../../shared/watch/expiry'
import type { WatchRow } from '../../../../shared/watch/overview'
import { kindNames } from '../../../../shared/watch/reminders'

export type Grouping = 'urgency' | 'month'

/** A line of the list: the head of a group, or one of its rows. */
export type Line =
  | { kind: 'head'; key: string; title: string; count: number }
  | { kind: 'row'; key: string; row: WatchRow }

export const bandNames: Readonly<Record<Band, string>> = {
  expired: 'Expired',
  'under-30': 'Under 30 days',
  'under-60': 'Under 60 days',
  later: 'Later',
  unknown: 'No date known',
}

/** The rows of the chosen bands (none chosen: all) that hold every word of the text. */
export function shownRows(rows: readonly WatchRow[], chosen: readonly Band[], text: string): WatchRow[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return rows.filter(
    (row) =>
      (chosen.length === 0 || chosen.includes(row.band)) &&
      (words.length === 0 || words.every((word) => textOf(row).includes(word))),
  )
}

function textOf({ what, kind, setup, from, sentence, word }: WatchRow): string {
  const entry = setup === null ? undefined : catalogEntry(setup.slug)
  const said = [what, kindNames[kind], setup?.name, setup?.organization, entry?.name, entry?.type, from, sentence, word]
  return said.join('\n').toLowerCase()
}

/** The rows, which come with the most pressing first, under a head for each group. */
export function linesOf(rows: readonly WatchRow[], grouping: Grouping, zone: string): Line[] {
  const groups = new Map<string, WatchRow[]>()
  const ordered = grouping === 'urgency' ? rows : rows.toSorted((one, other) => momentOf(one) - momentOf(other))
  const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: zone })
  for (const row of ordered) {
    const title = grouping === 'urgency' ? bandNames[row.band] : monthOf(row, month)
    const group = groups.get(title)
    if (group) group.push(row)
    else groups.set(title, [row])
  }
  return [...groups].flatMap(([title, list]): Line[] => [
    { kind: 'head', key: `head ${title}`, title, count: list.length },
    ...list.map((row): Line => ({ kind: 'row', key: row.id, row })),
  ])
}

function monthOf({ end }: WatchRow, month: Intl.DateTimeFormat): string {
  if (end.kind === 'never') return 'Does not expire'
  const at = end.kind === 'unknown' ? Number.NaN : Date.parse(end.kind === 'day' ? `${end.day}T12:00:00Z` : end.at)
  return Number.isNaN(at) ? bandNames.unknown : month.format(at)
}

function momentOf({ end }: WatchRow): number {
  if (end.kind === 'never') return Number.MAX_SAFE_INTEGER - 1
  const at = end.kind === 'unknown' ? Number.NaN : Date.parse(end.kind === 'day' ? `${end.day}T12:00:00Z` : end.at)
  return Number.isNaN(at) ? Number.MAX_SAFE_INTEGER : at
}
