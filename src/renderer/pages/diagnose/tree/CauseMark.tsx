import { type CauseState, causeStates } from './cause-state'
import styles from './tree.module.css'

/** The state of a cause as word, icon and colour. `iconOnly`: the word is there for those who hear it. */
export function CauseMark({ state, iconOnly = false }: { state: CauseState; iconOnly?: boolean }) {
  const { word, Icon } = causeStates[state]
  return (
    <span className={styles.mark} data-state={state}>
      <Icon aria-hidden size={iconOnly ? 16 : 14} strokeWidth={2.25} className={styles.markIcon} />
      <span className={iconOnly ? 'visually-hidden' : styles.word}>{word}</span>
    </span>
  )
}
