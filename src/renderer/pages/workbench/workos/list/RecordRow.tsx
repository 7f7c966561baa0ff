// biome-ignore-all lint/a11y/useSemanticElements: cells of the virtual grid in RecordTable.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid points at its active row, focus stays where it is
import { Building2 } from 'lucide-react'
import { memo } from 'react'
import type { Item } from './arrange'
import { type Column, Domains } from './columns'
import type { Line } from './lines'
import styles from './table.module.css'

/** One record. */
export const RecordRow = memo(function RecordRow({
  line,
  columns,
  grouped,
}: {
  line: Line
  columns: readonly Column[]
  grouped: boolean
}) {
  return columns.map(({ key, show }) => (
    <span key={key} role="gridcell" className={styles.cell} data-column={key}>
      {show(line, grouped)}
    </span>
  ))
})

/** The organization whose records follow. */
export const GroupHeading = memo(function GroupHeading({
  group,
  span,
}: {
  group: Extract<Item, { kind: 'group' }>
  span: number
}) {
  return (
    <span role="gridcell" aria-colspan={span} className={styles.groupCell}>
      <Building2 aria-hidden size={14} />
      <span className={styles.groupName}>{group.name}</span>
      <span className={styles.groupCount}>{group.count}</span>
      {group.organizationId !== null && <Domains line={group.first} />}
    </span>
  )
})
