import { CopyButton } from './CopyButton'
import styles from './CopyValue.module.css'

/** A value exactly as it is, in full, with a button that copies it. `what` is its name: "ACS URL". */
export function CopyValue({ value, what }: { value: string; what: string }) {
  return (
    <div className={styles.row}>
      <code className={styles.value}>{value}</code>
      <CopyButton text={value} what={what} />
    </div>
  )
}
