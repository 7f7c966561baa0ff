import { CircleAlert, CircleCheck, CircleMinus, CircleX, Info, type LucideIcon } from 'lucide-react'
import type { Status } from '../../shared/finding'
import styles from './StatusMark.module.css'

const marks: Record<Status, { word: string; Icon: LucideIcon }> = {
  pass: { word: 'Passed', Icon: CircleCheck },
  warn: { word: 'Warning', Icon: CircleAlert },
  fail: { word: 'Failed', Icon: CircleX },
  info: { word: 'Note', Icon: Info },
  skipped: { word: 'Not checked', Icon: CircleMinus },
}

/** A state as word, icon and colour, never as colour alone. */
export function StatusMark({ status, word }: { status: Status; word?: string }) {
  const { word: usual, Icon } = marks[status]
  return (
    <span className={styles.mark} data-status={status}>
      <Icon aria-hidden size={14} strokeWidth={2.25} />
      <span className={styles.word}>{word ?? usual}</span>
    </span>
  )
}
