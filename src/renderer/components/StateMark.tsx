import { type StateSubject, stateMeaning } from '../../shared/guidance/workos/states'
import styles from './StateMark.module.css'
import { StatusMark } from './StatusMark'

/** The state of a connection or directory as WorkOS told it last; `null`: it was never read. */
export function StateMark({ of, state }: { of: StateSubject; state: string | null }) {
  if (state === null) return <span className={styles.noState}>State not read yet</span>
  const { label, status } = stateMeaning(of, state)
  return <StatusMark status={status} word={label} />
}
