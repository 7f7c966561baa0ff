import { Button } from '@radix-ui/themes'
import { useMemo, useState } from 'react'
import { Callout } from '../../../../components/Callout'
import { When } from '../../../../components/When'
import { type ChangesOf, compareLooks } from './compare-looks'
import styles from './directory.module.css'

const few = 8

/** What two looks at a directory found different: who came, who went, who changed in what. */
export function Looks<Row extends { id: string }>({
  before,
  after,
  changesOf,
  nameOf,
  onOpen,
}: {
  before: { rows: readonly Row[]; readAt: number }
  after: readonly Row[]
  changesOf: ChangesOf<Row>
  nameOf: (row: Row) => string
  onOpen: (row: Row) => void
}) {
  const [all, setAll] = useState(false)
  const { arrived, left, changed } = useMemo(
    () => compareLooks(before.rows, after, changesOf),
    [before, after, changesOf],
  )
  const lines = [
    ...arrived.map((row) => ({ row, what: 'arrived', fields: [] })),
    ...left.map((row) => ({ row, what: 'is gone', fields: [] })),
    ...changed.map(({ row, fields }) => ({ row, what: 'changed', fields })),
  ]
  const shown = all ? lines.slice(0, 500) : lines.slice(0, few)
  return (
    <Callout
      tone={lines.length === 0 ? 'pass' : 'info'}
      title={
        lines.length === 0
          ? 'Nothing changed since the last look'
          : `Since the last look: ${arrived.length} arrived, ${left.length} gone, ${changed.length} changed`
      }
      actions={
        lines.length > shown.length && (
          <Button size="1" variant="soft" color="gray" onClick={() => setAll(true)}>
            Show {lines.length > 500 ? 'the first 500' : `all ${lines.length}`}
          </Button>
        )
      }
    >
      <p>
        The last look was on <When at={new Date(before.readAt).toISOString()} />. Looks are kept until Signpost closes.
      </p>
      {shown.length > 0 && (
        <ul className={styles.changes}>
          {shown.map(({ row, what, fields }) => (
            <li key={row.id}>
              <button type="button" className={styles.changed} onClick={() => onOpen(row)}>
                {nameOf(row)}
              </button>{' '}
              {what}
              {fields.map(({ field, before: old, after: now }) => (
                <span key={field} className={styles.field}>
                  {field}: <del>{old}</del> → <ins>{now}</ins>
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  )
}
