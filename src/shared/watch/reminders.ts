import type { MetadataStanding, WatchRow } from './overview'

/** Days before an end on which the person is reminded of it. */
export const thresholds = [60, 30, 7, 1, 0] as const

/** Something to tell by a notification, once. `keys`: what is marked as told with it. */
export interface Reminder {
  keys: string[]
  title: string
  body: string
}

/** More than this many at once are told as one. */
const mostAtOnce = 3

/**
 * What the person has not been told yet: ends that came within a threshold since, and metadata that changed. Of one end only the
 * nearest threshold is told, so that a week away brings one notification and not three. An end that was moved counts anew. Pure.
 */
export function dueReminders(
  rows: readonly WatchRow[],
  metadata: readonly MetadataStanding[],
  told: Readonly<Record<string, string>>,
): Reminder[] {
  const due = [...rows.flatMap(ofRow), ...metadata.flatMap(ofMetadata)].filter(({ keys }) =>
    keys.some((key) => !Object.hasOwn(told, key)),
  )
  if (due.length <= mostAtOnce) return due
  return [
    {
      keys: due.flatMap(({ keys }) => keys),
      title: `${due.length} things need a look`,
      body: `${due
        .slice(0, mostAtOnce)
        .map(({ title }) => title)
        .join('\n')}\nand ${due.length - mostAtOnce} more`,
    },
  ]
}

function ofRow(row: WatchRow): Reminder[] {
  const isOutOfUse = row.role === 'left-over' || row.role === 'former'
  if (isOutOfUse || row.daysLeft === null || row.end.kind === 'never' || row.end.kind === 'unknown') return []
  const { daysLeft, end } = row
  const threshold = row.band === 'expired' ? 0 : thresholds.filter((days) => daysLeft <= days).at(-1)
  if (threshold === undefined) return []
  const when = end.kind === 'instant' ? end.at : end.day
  return [
    {
      keys: [`${row.id} ${when} ${threshold}`],
      title: `${kindNames[row.kind]}: ${row.sentence.toLowerCase()}`,
      body: [row.what, row.setup === null ? null : `${row.setup.name}, ${row.setup.organization}`]
        .filter((line) => line !== null)
        .join('\n'),
    },
  ]
}

function ofMetadata({ setup, state, findings, workos }: MetadataStanding): Reminder[] {
  if (state !== 'changed') return []
  const [first] = findings
  const needs = workos?.needed === 'no' ? '' : ' WorkOS must be given the new one.'
  return [
    {
      keys: [`${setup.id} metadata ${findings.map(({ summary }) => summary).join(' ')}`.slice(0, 1000)],
      title: 'The metadata of an identity provider changed',
      body: `${setup.name}, ${setup.organization}\n${first?.summary ?? ''}${needs}`.trim(),
    },
  ]
}

/** What each kind of thing that ends is called. */
export const kindNames: Readonly<Record<WatchRow['kind'], string>> = {
  'signing-certificate': 'Signing certificate',
  'metadata-document': 'Metadata document',
  'client-certificate': 'Client certificate',
  'workos-certificate': 'Certificate of WorkOS',
  'server-certificate': 'Web server certificate',
  'client-secret': 'Client secret',
  'scim-token': 'SCIM token',
  'api-key': 'API key',
  password: 'Password',
  other: 'Other',
}
