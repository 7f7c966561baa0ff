import type { CheckId } from '../../shared/checks'
import type { Finding, Fix } from '../../shared/finding'
import type { WatchedKind } from '../../shared/watch/note'
import type { MetadataStanding, WatchRow } from '../../shared/watch/overview'
import { kindNames } from '../../shared/watch/reminders'

/** What ends and what changed, as findings. What has ended, or ends in less than `within` days, has failed. Pure. */
export function watchFindings(
  rows: readonly WatchRow[],
  fixes: Readonly<Record<string, Fix>>,
  metadata: readonly MetadataStanding[],
  within: number,
): Finding[] {
  return [...rows.map((row) => ofRow(row, fixes[row.fix], within)), ...metadata.flatMap(ofMetadata)]
}

const checks: Readonly<Partial<Record<WatchedKind, CheckId>>> = {
  'metadata-document': 'metadata.validity',
  'client-secret': 'oauth.client',
  'scim-token': 'scim.token',
  'server-certificate': 'network.tls-certificate',
}

function ofRow(row: WatchRow, fix: Fix | undefined, within: number): Finding {
  const isOutOfUse = row.role === 'left-over' || row.role === 'former'
  const isDue = row.band === 'expired' || (row.daysLeft !== null && row.daysLeft < within)
  const status = isOutOfUse ? 'info' : isDue ? 'fail' : row.status === 'warn' ? 'warn' : 'pass'
  const ends = row.end.kind === 'instant' ? row.end.at : row.sentence
  const said = isOutOfUse ? `${row.sentence} (${row.word.toLowerCase()})` : row.sentence
  return {
    id: checks[row.kind] ?? 'metadata.certificate-expiry',
    status,
    summary: `${row.setup?.name ?? ''}: ${named(row)}. ${said}.`,
    evidence: [
      { label: 'Ends', value: ends, from: row.from },
      ...(row.sha256 === null ? [] : [{ label: 'SHA-256', value: row.sha256, from: row.from }]),
    ],
    ...(status === 'fail' && fix ? { fix } : {}),
  }
}

function named({ kind, what }: WatchRow): string {
  const name = kindNames[kind].toLowerCase()
  return what.toLowerCase().startsWith(name) ? what : `${name} ${what}`
}

function ofMetadata({ setup, state, url, goodAt, findings, workos, trouble }: MetadataStanding): Finding[] {
  const about = (status: Finding['status'], summary: string): Finding => ({
    id: 'metadata.source',
    status,
    summary: `${setup.name}: ${summary}`,
    evidence: [{ label: 'Metadata URL', value: url, from: 'the set-up' }],
  })
  if (state === 'unread') return [about('skipped', 'its metadata was not looked at.')]
  if (state === 'failing') return [about('warn', `its metadata could not be read. ${trouble ?? ''}`.trim())]
  if (state === 'same')
    return [about('pass', `its metadata is as it was${goodAt === null ? '' : ` on ${goodAt.slice(0, 10)}`}.`)]
  return findings.map((finding) => ({
    ...finding,
    status: finding.status === 'warn' && workos?.needed === 'now' ? 'fail' : finding.status,
    summary: `${setup.name}: ${finding.summary}`,
  }))
}
