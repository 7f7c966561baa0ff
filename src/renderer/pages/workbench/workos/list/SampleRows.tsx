import { memo } from 'react'
import type { Column } from './columns'
import { type Line, LineMaker } from './lines'
import { RecordRow } from './RecordRow'
import styles from './table.module.css'

/**
 * Rows that nobody sees or hears, laid out while the first real ones are awaited: their letters are fetched from the system
 * and their code has run once when those come.
 */
export const SampleRows = memo(function SampleRows({ columns }: { columns: readonly Column[] }) {
  return (
    <div className={styles.samples} aria-hidden>
      {sampleLines().map((line) => (
        <div key={line.id} className={styles.row}>
          <RecordRow line={line} columns={columns} grouped={false} />
        </div>
      ))}
    </div>
  )
})

/** One line of every look a row can have. */
function sampleLines(): Line[] {
  const at = '2026-01-01T00:00:00.000Z'
  const looks = [
    { id: 'sample-1', type: 'OktaSAML', state: 'active', domain: 'verified' },
    { id: 'sample-2', type: 'Pending', state: 'draft', domain: 'failed' },
    { id: 'sample-3', type: 'GenericSAML', state: 'validating', domain: 'pending' },
  ]
  const organizations = looks.map(({ id, domain }) => ({
    id,
    name: 'Sample',
    externalId: null,
    domains: [{ domain: 'sample.example', state: domain }],
    moreDomains: 0,
    createdAt: at,
    updatedAt: at,
  }))
  return new LineMaker().connections(
    looks.map(({ id, type, state }) => ({
      id,
      name: 'Sample',
      type,
      state,
      organizationId: id,
      domains: [],
      createdAt: at,
      updatedAt: at,
    })),
    new Map(organizations.map((organization) => [organization.id, organization])),
  )
}
