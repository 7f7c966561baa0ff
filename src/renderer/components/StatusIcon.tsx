import type { Status } from '../../shared/finding'
import styles from './StatusIcon.module.css'

const ring = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20'

/** Each a single path: long lists have two of them in every row. */
const paths: Readonly<Record<Status, string>> = {
  pass: `${ring}M8 12l2.5 2.5L16 9`,
  warn: `${ring}M12 8v4M12 16h.01`,
  fail: `${ring}M9 9l6 6M15 9l-6 6`,
  info: `${ring}M12 16v-4M12 8h.01`,
  skipped: `${ring}M8 12h8`,
}

/** The icon of a state, in the colour of the text around it. Without a label it is decoration, and a word stands beside it. */
export function StatusIcon({ status, label }: { status: Status; label?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={styles.icon}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path d={paths[status]} />
    </svg>
  )
}
