import { causeOf } from '../../../../shared/guidance/causes/causes'
import { CauseMark } from '../tree/CauseMark'
import { stateOf } from '../tree/cause-state'
import styles from './result.module.css'
import { VerdictCard } from './VerdictCard'

/** A cause in a line, which opens to the whole card. `open` is how it begins. */
export function FoldableCard({ open, ...card }: Parameters<typeof VerdictCard>[0] & { open: boolean }) {
  const { verdict } = card
  return (
    <details className={styles.foldable} data-state={stateOf(verdict)} open={open}>
      <summary>
        <CauseMark state={stateOf(verdict)} />
        <span className={styles.foldableText}>
          <span className={styles.foldableTitle}>{causeOf(verdict.cause).title}</span>
          <span className={styles.foldableSentence}>{verdict.summary}</span>
        </span>
      </summary>
      <VerdictCard {...card} bare />
    </details>
  )
}
