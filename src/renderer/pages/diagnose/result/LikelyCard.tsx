import { causeOf } from '../../../../shared/guidance/causes'
import { CauseMark } from '../tree/CauseMark'
import styles from './result.module.css'
import { VerdictCard } from './VerdictCard'

/** A likely cause in a line, which opens to the whole card. `open` is how it begins. */
export function LikelyCard({ open, ...card }: Parameters<typeof VerdictCard>[0] & { open: boolean }) {
  const { verdict } = card
  return (
    <details className={styles.likely} open={open}>
      <summary>
        <CauseMark state="likely" />
        <span className={styles.likelyText}>
          <span className={styles.likelyTitle}>{causeOf(verdict.cause).title}</span>
          <span className={styles.likelySentence}>{verdict.summary}</span>
        </span>
      </summary>
      <VerdictCard {...card} bare />
    </details>
  )
}
