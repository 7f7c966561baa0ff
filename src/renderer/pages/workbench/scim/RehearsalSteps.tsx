import { Circle, LoaderCircle } from 'lucide-react'
import type { CheckId } from '../../../../shared/checks'
import type { Finding, Status } from '../../../../shared/finding'
import { StatusMark } from '../../../components/StatusMark'
import styles from './scim.module.css'

const steps: ReadonlyArray<{ id: CheckId; title: string }> = [
  { id: 'scim.endpoint', title: 'Ask for users' },
  { id: 'scim.token', title: 'Try the token' },
  { id: 'scim.service-provider-config', title: 'Read what the service can do' },
  { id: 'scim.attributes', title: 'Read its schema' },
  { id: 'scim.create', title: 'Create the marked user' },
  { id: 'scim.update', title: 'Change it, in each shape' },
  { id: 'scim.deactivate', title: 'Deactivate and reactivate it' },
  { id: 'scim.cleanup', title: 'Remove everything' },
]

const order: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'skipped']

/** How far a rehearsal is: each step with what it came to. */
export function RehearsalSteps({
  findings,
  running,
  kind,
}: {
  findings: readonly Finding[]
  running: boolean
  kind: 'full' | 'clean-up'
}) {
  const shown = kind === 'full' ? steps : steps.filter(({ id }) => !/create|update|deactivate/.test(id))
  const worst = (id: CheckId) => order.find((status) => findings.some((one) => one.id === id && one.status === status))
  const at = shown.findIndex(({ id }) => worst(id) === undefined)
  return (
    <ol className={styles.steps} aria-label="Steps">
      {shown.map(({ id, title }, index) => {
        const status = worst(id)
        const here = running && index === at
        return (
          <li key={id} data-here={here} aria-current={here ? 'step' : undefined}>
            {status !== undefined ? (
              <StatusMark status={status} />
            ) : (
              <span className={styles.waiting}>
                {here ? (
                  <LoaderCircle aria-hidden size={14} className={styles.turning} />
                ) : (
                  <Circle aria-hidden size={14} />
                )}
                {here ? 'Now' : 'Waiting'}
              </span>
            )}
            <span>{title}</span>
          </li>
        )
      })}
    </ol>
  )
}
