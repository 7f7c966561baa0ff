import { FlaskConical, ShieldAlert } from 'lucide-react'
import type { Environment } from '../../shared/environment'
import styles from './EnvironmentMark.module.css'

/** Staging or production, by word, icon and colour. */
export function EnvironmentKind({ kind }: { kind: Environment['kind'] }) {
  const Icon = kind === 'production' ? ShieldAlert : FlaskConical
  return (
    <span className={styles.kind} data-kind={kind}>
      <Icon aria-hidden size={13} />
      {kind === 'production' ? 'Production' : 'Staging'}
    </span>
  )
}

/** Which WorkOS environment something belongs to, with its name. */
export function EnvironmentMark({ environment }: { environment: Pick<Environment, 'kind' | 'name'> }) {
  return (
    <span className={styles.mark}>
      <EnvironmentKind kind={environment.kind} />
      <span className={styles.name}>{environment.name}</span>
    </span>
  )
}
