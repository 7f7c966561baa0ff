import { type StateSubject, stateMeaning } from '../../../../../shared/guidance/workos/states'
import { StateMark } from '../../../../components/StateMark'
import styles from './record.module.css'

/** What the state of a connection or directory means, and what comes next. */
export function StateNote({ of, state }: { of: StateSubject; state: string }) {
  const { meaning, next } = stateMeaning(of, state)
  return (
    <div className={styles.stateNote}>
      <StateMark of={of} state={state} />
      <p>{meaning}</p>
      {next && <p className={styles.next}>{next}</p>}
    </div>
  )
}
