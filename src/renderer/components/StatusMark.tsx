import type { Status } from '../../shared/finding'
import { StatusIcon } from './StatusIcon'
import styles from './StatusMark.module.css'

const words: Readonly<Record<Status, string>> = {
  pass: 'Passed',
  warn: 'Warning',
  fail: 'Failed',
  info: 'Note',
  skipped: 'Not checked',
}

/** A state as word, icon and colour, never as colour alone. */
export function StatusMark({ status, word }: { status: Status; word?: string }) {
  return (
    <span className={styles.mark} data-status={status}>
      <StatusIcon status={status} />
      <span className={styles.word}>{word ?? words[status]}</span>
    </span>
  )
}
