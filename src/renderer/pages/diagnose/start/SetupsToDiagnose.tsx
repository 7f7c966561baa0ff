import { Button } from '@radix-ui/themes'
import { Stethoscope } from 'lucide-react'
import { Link } from 'wouter'
import { catalogEntry } from '../../../../shared/catalog/index'
import { connectionStates, directoryStates, type StateMeaning } from '../../../../shared/guidance/workos/states'
import type { Setup } from '../../../../shared/setup'
import { useAllSetups } from '../../../bridge/use-all-setups'
import { Monogram } from '../../../components/Monogram'
import { ProblemNote } from '../../../components/ProblemNote'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import styles from '../diagnose.module.css'
import { casePath } from '../use-case'

/** The set-ups, those that are not live first: whatever a set-up knows, its diagnosis is given. */
export function SetupsToDiagnose() {
  const { setups, problem, refresh } = useAllSetups()
  const conditions = setups?.map(conditionOf).toSorted((a, b) => Number(isLive(a)) - Number(isLive(b)))
  return (
    <section className={styles.section} aria-labelledby="diagnose-setups">
      <h2 id="diagnose-setups" className={styles.title}>
        Start from a set-up
      </h2>
      {problem && <ProblemNote problem={problem} onRetry={refresh} />}
      {setups?.length === 0 && (
        <p className={styles.quiet}>
          There is no set-up yet. One knows its connection, metadata and addresses already, so that nothing has to be
          typed. <Link to="/catalog">Start one from the catalog</Link>
        </p>
      )}
      <ul className={styles.list}>
        {conditions?.map((condition) => (
          <li key={condition.setup.id}>
            <SetupRow {...condition} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface Condition {
  setup: Setup
  meaning: StateMeaning | null
  seenAt: string | null
  blockedBy: string | null
}

const isLive = ({ meaning }: Condition) => meaning?.status === 'pass'

function conditionOf(setup: Setup): Condition {
  const last = setup.sightings.at(-1)
  const states = last?.of === 'directory' ? directoryStates : connectionStates
  const blocked = Object.values(setup.steps).find((mark) => mark.kind === 'blocked')
  return {
    setup,
    meaning: (last && states[last.state]) ?? null,
    seenAt: last?.at ?? null,
    blockedBy: blocked?.kind === 'blocked' ? blocked.by : null,
  }
}

function SetupRow({ setup, meaning, seenAt, blockedBy }: Condition) {
  const entry = catalogEntry(setup.slug)
  return (
    <article className={styles.setup} aria-label={setup.name}>
      <Monogram name={entry?.name ?? setup.name} />
      <div className={styles.words}>
        <span className={styles.head}>
          <Link to={`/setups/${setup.id}`} className={styles.setupName}>
            {setup.name}
          </Link>
          <span className={styles.quiet}>{entry ? `${entry.name}, ${entry.type}` : setup.slug}</span>
        </span>
        <span className={styles.line}>
          {meaning ? (
            <StatusMark status={meaning.status} word={meaning.label} />
          ) : (
            <StatusMark status="skipped" word="State not read" />
          )}
          <span>{meaning?.meaning ?? notRead(setup)}</span>
        </span>
        {blockedBy && (
          <span className={styles.line}>
            <StatusMark status="warn" word="Blocked" />
            <span>A step waits for {blockedBy}.</span>
          </span>
        )}
        {seenAt && !isLive({ setup, meaning, seenAt, blockedBy }) && (
          <span className={styles.seen}>
            In this state since <When at={seenAt} /> or earlier
          </span>
        )}
      </div>
      <Button variant="soft" asChild>
        <Link to={casePath(setup.id)} aria-label={`Diagnose ${setup.name}`}>
          <Stethoscope aria-hidden size={14} />
          Diagnose
        </Link>
      </Button>
    </article>
  )
}

const notRead = (setup: Setup): string =>
  setup.link ? 'WorkOS was not asked yet.' : 'The set-up is not tied to a WorkOS environment yet.'
