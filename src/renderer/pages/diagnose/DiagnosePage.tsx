import { ChevronRight, FileCode2, ListChecks } from 'lucide-react'
import { Link } from 'wouter'
import { catalogEntry } from '../../../shared/catalog/index'
import { connectionStates, directoryStates, type StateMeaning } from '../../../shared/guidance/workos-states'
import type { Setup } from '../../../shared/setup'
import { useAllSetups } from '../../bridge/use-all-setups'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { ProblemNote } from '../../components/ProblemNote'
import { StatusMark } from '../../components/StatusMark'
import { When } from '../../components/When'
import styles from './diagnose.module.css'

/** Where to look when a connection does not work: the set-ups that are not live, and the documents that can be read without one. */
export function DiagnosePage() {
  const { setups, problem, refresh } = useAllSetups()
  const troubled = setups?.map(conditionOf).filter(({ meaning }) => meaning?.status !== 'pass')
  return (
    <Page title="Diagnose" lead="Start from a set-up that is not live, or from a document.">
      <div className={styles.sections}>
        <section className={styles.section} aria-labelledby="diagnose-setups">
          <h2 id="diagnose-setups" className={styles.title}>
            Set-ups that are not live
          </h2>
          {problem && <ProblemNote problem={problem} onRetry={refresh} />}
          {setups?.length === 0 && (
            <EmptyState
              Icon={ListChecks}
              title="No set-ups yet"
              actions={<Link to="/catalog">Start one from the catalog</Link>}
            >
              <p>A set-up that is tied to a WorkOS environment shows here what its connection lacks.</p>
            </EmptyState>
          )}
          {setups && setups.length > 0 && troubled?.length === 0 && (
            <p className={styles.quiet}>Every set-up was live when WorkOS was last asked.</p>
          )}
          <ul className={styles.list}>
            {troubled?.map((condition) => (
              <li key={condition.setup.id}>
                <SetupRow {...condition} />
              </li>
            ))}
          </ul>
        </section>

        <section className={styles.section} aria-labelledby="diagnose-document">
          <h2 id="diagnose-document" className={styles.title}>
            Start from a document
          </h2>
          <Link to="/workbench/metadata" className={styles.row}>
            <FileCode2 aria-hidden size={18} className={styles.icon} />
            <span className={styles.words}>
              <span className={styles.name}>IdP metadata</span>
              <span className={styles.quiet}>
                From an address, a file or pasted text: what it says and what is wrong with it.
              </span>
            </span>
            <ChevronRight aria-hidden size={16} className={styles.icon} />
          </Link>
        </section>
      </div>
    </Page>
  )
}

type Condition = { setup: Setup; meaning: StateMeaning | null; seenAt: string | null; blockedBy: string | null }

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
    <Link to={`/setups/${setup.id}`} className={styles.row}>
      <span className={styles.words}>
        <span className={styles.head}>
          <span className={styles.name}>{setup.name}</span>
          <span className={styles.quiet}>{entry ? `${entry.provider}, ${entry.type}` : setup.slug}</span>
        </span>
        <span className={styles.line}>
          {meaning ? (
            <StatusMark status={meaning.status} word={meaning.label} />
          ) : (
            <StatusMark status="skipped" word="State not read" />
          )}
          <span>{meaning?.meaning ?? notRead(setup)}</span>
        </span>
        {meaning?.next && <span>{meaning.next}</span>}
        {blockedBy && (
          <span className={styles.line}>
            <StatusMark status="warn" word="Blocked" />
            <span>A step waits for {blockedBy}.</span>
          </span>
        )}
        {seenAt && (
          <span className={styles.seen}>
            In this state since <When at={seenAt} /> or earlier
          </span>
        )}
      </span>
      <ChevronRight aria-hidden size={16} className={styles.icon} />
    </Link>
  )
}

const notRead = (setup: Setup): string =>
  setup.link ? 'WorkOS was not asked yet.' : 'The set-up is not tied to a WorkOS environment yet.'
