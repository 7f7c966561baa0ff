import { Button } from '@radix-ui/themes'
import { RefreshCw } from 'lucide-react'
import type { Swept, WatchOverview } from '../../../../shared/watch/overview'
import type { Run } from '../../../bridge/use-run'
import { EmptyState } from '../../../components/EmptyState'
import { RunSection } from '../../../components/RunSection'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import { SweptItems } from './SweptItems'
import styles from './sweep.module.css'

/** The check of all set-ups: as it goes, and what the last one found. */
export function SweepView({
  overview: { swept },
  run,
  onStart,
}: {
  overview: WatchOverview
  run: Run<'watch.sweep'>
  onStart: () => void
}) {
  const running = run.phase === 'running'
  // What just came is here a moment before it is read back from what is kept.
  const fresh = run.outcome?.ok ? run.outcome.value : null
  const last = fresh && fresh.at >= (swept?.at ?? '') ? fresh : swept
  const { done = 0, total = 0, troubled = [] } = run.progress ?? {}
  const problem = run.outcome && !run.outcome.ok && run.outcome.problem.code !== 'run.cancelled'
  return (
    <div className={styles.view}>
      {(running || problem) && (
        <RunSection
          run={run}
          title="All set-ups"
          working={`${done} of ${total} set-ups`}
          done={total === 0 ? 0 : done / total}
          onRetry={onStart}
        >
          {running && <SweptItems items={troubled} />}
        </RunSection>
      )}
      {!running && last && <Last swept={last} />}
      {!running && !last && (
        <EmptyState
          Icon={RefreshCw}
          title="Not all set-ups were checked yet"
          actions={<Button onClick={onStart}>Check all set-ups</Button>}
        >
          <p>
            For each set-up: its metadata against the last good state, its state at WorkOS, the certificate and the
            clock of the identity provider. Nothing is changed anywhere.
          </p>
        </EmptyState>
      )}
    </div>
  )
}

function Last({ swept: { at, finished, items } }: { swept: Swept }) {
  const of = (...statuses: string[]) => items.filter(({ status }) => statuses.includes(status))
  const troubled = of('fail', 'warn')
  const rest = [
    ['info', 'skipped', of('info', 'skipped'), 'Notes, and what could not be checked'],
    ['pass', 'pass', of('pass'), 'In order'],
  ] as const
  return (
    <>
      <p className={styles.when}>
        <When at={at} />
        {finished ? '' : ', cancelled on the way: what had been found by then'}
        {items.length === 0 && '. There was nothing to check: no set-up has an address or is tied to WorkOS.'}
      </p>
      {items.length > 0 && troubled.length === 0 && (
        <p className={styles.good}>
          <StatusMark status="pass" word="Nothing needs a look." />
        </p>
      )}
      <SweptItems items={troubled} />
      {rest.map(
        ([key, , list, title]) =>
          list.length > 0 && (
            <details key={key} className={styles.folded}>
              <summary>
                {title} <span className={styles.count}>{list.length}</span>
              </summary>
              <SweptItems items={list} />
            </details>
          ),
      )}
    </>
  )
}
