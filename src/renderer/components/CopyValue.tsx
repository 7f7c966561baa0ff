import { CopyButton } from './CopyButton'
import styles from './CopyValue.module.css'

/**
 * A value exactly as it is, in full, with a button that copies it. `what` is its name: "ACS URL". `prose`: the value is a
 * label in words and not set as code.
 */
export function CopyValue({ value, what, prose = false }: { value: string; what: string; prose?: boolean }) {
  return (
    <div className={styles.row}>
      {prose ? <span className={styles.label}>{value}</span> : <code className={styles.value}>{value}</code>}
      <CopyButton text={value} what={what} />
    </div>
  )
}
