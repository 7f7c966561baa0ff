import { Button } from '@radix-ui/themes'
import { useMemo, useState } from 'react'
import type { UserRow } from '../../../../../shared/workos-rows'
import { Callout } from '../../../../components/Callout'
import { When } from '../../../../components/When'
import { compareLooks } from './compare-looks'
import styles from './directory.module.css'
import { nameOf } from './users'

const few = 8

/** What two looks at the users of a directory found different: who came, who went, who changed in what. */
export function Looks({
  before,
  after,
  onOpen,
}: {
  before: { rows: readonly UserRow[]; readAt: number }
  after: readonly UserRow[]
  onOpen: (user: UserRow) => void
}) {
  const [all, setAll] = useState(false)
  const { arrived, left, changed } = useMemo(() => compareLooks(before.rows, after), [before, after])
  const lines = [
    ...arrived.map((user) => ({ user, what: 'arrived', fields: [] })),
    ...left.map((user) => ({ user, what: 'is gone', fields: [] })),
    ...changed.map(({ user, fields }) => ({ user, what: 'changed', fields })),
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
          {shown.map(({ user, what, fields }) => (
            <li key={user.id}>
              <button type="button" className={styles.changed} onClick={() => onOpen(user)}>
                {nameOf(user)}
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
