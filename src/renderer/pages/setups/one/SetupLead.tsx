import { Link } from 'wouter'
import { railOf } from '../../../../shared/guidance/setup-steps'
import { StateMark } from '../../../components/StateMark'
import { Tag } from '../../../components/Tag'
import styles from './frame.module.css'
import { Progress } from './Progress'
import { useOpenSetup } from './setup-context'
import { WatchLine } from './WatchLine'

/** For whom, with what, how far, and the state at WorkOS, in one line under the name. */
export function SetupLead() {
  const { setup, row, subject, watch } = useOpenSetup()
  const rail = railOf(row, setup)
  const state = watch?.state ?? setup.sightings.findLast((one) => one.of === subject)?.state ?? null
  return (
    <div className={styles.lead}>
      <span className={styles.organization}>{setup.organization}</span>
      <span>
        <Link to={`/catalog/${row.slug}`} className={styles.guideLink}>
          {row.name}
        </Link>{' '}
        <Tag strong>{row.type}</Tag>
      </span>
      <Progress done={rail.settled} of={rail.steps.length} />
      <Link to={`/setups/${setup.id}/workos`} className={styles.stateLink}>
        {setup.link === null && state === null ? (
          <span className={styles.noState}>Not tied to WorkOS yet</span>
        ) : (
          <StateMark of={subject} state={state} />
        )}
        {watch && <WatchLine watch={watch} short />}
      </Link>
    </div>
  )
}
