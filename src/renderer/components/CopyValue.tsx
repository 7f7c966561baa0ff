import type { ReactNode } from 'react'
import { CopyButton } from './CopyButton'
import styles from './CopyValue.module.css'
import { Exact } from './Exact'
import { isLong } from './visible-text'

/**
 * A value exactly as it is, in full, with a button that copies it. `what` is its name: "ACS URL". `prose`: the value is a
 * label in words and not set as code. `children` show the same characters in another way.
 */
export function CopyValue({
  value,
  what,
  prose = false,
  children,
}: {
  value: string
  what: string
  prose?: boolean
  children?: ReactNode
}) {
  return (
    <div className={styles.row}>
      {prose ? (
        <span className={styles.label}>{value}</span>
      ) : (
        <code className={styles.value} data-long={isLong(value)}>
          {children ?? <Exact text={value} />}
        </code>
      )}
      <CopyButton text={value} what={what} />
    </div>
  )
}
