import { Button, Switch } from '@radix-ui/themes'
import { FileSearch, RefreshCw } from 'lucide-react'
import { Link } from 'wouter'
import type { MetadataStanding, WatchOverview } from '../../../../shared/watch/overview'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { useRun } from '../../../bridge/use-run'
import { EmptyState } from '../../../components/EmptyState'
import { ProblemNote } from '../../../components/ProblemNote'
import { RunSection } from '../../../components/RunSection'
import { When } from '../../../components/When'
import { SweptItems } from '../sweep/SweptItems'
import { MetadataCard } from './MetadataCard'
import styles from './metadata.module.css'

/** Up to so many cards show in full what changed. */
const fewCards = 3

/** The metadata of every set-up with an address, against the last good state. */
export function MetadataView({ overview }: { overview: WatchOverview }) {
  const { metadata, schedule } = overview
  const run = useRun('watch.sweep', 'watch.metadata')
  const check = () => run.start({ setupIds: null, parts: ['metadata'] })
  if (metadata.length === 0) {
    return (
      <EmptyState
        Icon={FileSearch}
        title="No metadata address yet"
        actions={
          <Button asChild>
            <Link to="/setups">Go to the set-ups</Link>
          </Button>
        }
      >
        <p>
          A set-up whose IdP publishes its metadata at an address is looked at here: what changed since it was last in
          order, and whether WorkOS must be given the new one.
        </p>
      </EmptyState>
    )
  }
  const needing = metadata.filter(({ state }) => state === 'changed' || state === 'failing')
  const others = metadata.filter(({ state }) => state === 'same' || state === 'unread')
  const { done = 0, total = metadata.length } = run.progress ?? {}
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Schedule phase={schedule} />
        <Button variant="soft" onClick={check} loading={run.phase === 'running'}>
          <RefreshCw aria-hidden size={14} />
          Look at all again
        </Button>
      </div>
      {run.phase === 'running' && (
        <RunSection
          run={run}
          title="Metadata"
          working={`${done} of ${total} set-ups`}
          done={total === 0 ? 0 : done / total}
        >
          <SweptItems items={run.progress?.troubled ?? []} />
        </RunSection>
      )}
      {run.outcome && !run.outcome.ok && <ProblemNote problem={run.outcome.problem} onRetry={check} />}
      {needing.map((standing) => (
        <MetadataCard key={standing.setup.id} standing={standing} unfolded={needing.length <= fewCards} />
      ))}
      {others.length > 0 && (
        <section className={styles.same} aria-label="As they were">
          <h2 className={styles.title}>
            {needing.length === 0 ? 'As they were' : 'The others'}
            <span className={styles.count}>{others.length}</span>
          </h2>
          <ul className={styles.list}>
            {others.map((standing) => (
              <Same key={standing.setup.id} standing={standing} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Same({ standing: { setup, url, state, checkedAt } }: { standing: MetadataStanding }) {
  return (
    <li className={styles.line}>
      <Link to={`/setups/${setup.id}`} className={styles.name}>
        {setup.name}
      </Link>
      <code className={styles.url} title={url}>
        {url}
      </code>
      <span className={styles.quiet}>
        {state === 'unread' || checkedAt === null ? (
          'not looked at yet'
        ) : (
          <>
            the same, <When at={checkedAt} />
          </>
        )}
      </span>
    </li>
  )
}

const phases = {
  off: 'Off. Nothing is asked unless you press a button.',
  reading: 'Looking now.',
  waiting: 'Every six hours; less often where nobody answers.',
  resting: 'Rests while the window is hidden.',
} as const

/** The switch of the looks that come by themselves, and how they are doing. */
function Schedule({ phase: { phase, nextAt } }: { phase: WatchOverview['schedule'] }) {
  const settings = useCall('settings.get')
  const save = useAction('settings.set')
  if (!settings.value) return null
  return (
    <div className={styles.schedule}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch in it is one */}
      <label className={styles.switch}>
        <Switch
          checked={settings.value.looksAtMetadata === true}
          onCheckedChange={(on) => void save.run({ looksAtMetadata: on })}
        />
        Look again by itself while the window is open
      </label>
      <span className={styles.quiet} role="status">
        {phases[phase]}
        {phase === 'waiting' && nextAt !== null && (
          <>
            {' '}
            The next: <When at={nextAt} />.
          </>
        )}
      </span>
      {save.problem && <ProblemNote problem={save.problem} />}
    </div>
  )
}
