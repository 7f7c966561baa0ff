import { Button } from '@radix-ui/themes'
import { Clock, RefreshCw, Wrench } from 'lucide-react'
import { Link } from 'wouter'
import type { WatchOverview } from '../../../../shared/watch/overview'
import { keep } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { Callout } from '../../../components/Callout'
import { EmptyState } from '../../../components/EmptyState'
import { FindingList } from '../../../components/FindingList'
import { RunSection } from '../../../components/RunSection'
import { When } from '../../../components/When'
import { ClockPicture } from '../../workbench/clock/ClockPicture'
import styles from './clocks.module.css'

const usualSkew = 180
const mostAsked = 32

/** The clocks that were read, each as it stood then; read again on command. */
export function ClocksView({ overview: { clocks, clockDoubt } }: { overview: WatchOverview }) {
  const run = useRun('clock.check', 'watch.clocks')
  const servers = clocks.filter(({ kind }) => kind === 'ntp').map(({ source }) => source)
  const urls = clocks.filter(({ kind }) => kind === 'http-date').map(({ source }) => source)
  const check = () =>
    run.start({ servers: servers.slice(0, mostAsked), urls: urls.slice(0, mostAsked), skew: usualSkew })
  const prepare = () => {
    if (servers.length > 0) keep('clock.servers', servers.join('\n'))
    keep('clock.urls', urls.slice(0, mostAsked).join('\n'))
  }
  const tool = (
    <Link to="/workbench/clocks" onClick={prepare}>
      <Wrench aria-hidden size={13} />
      Open in workbench: Clocks
    </Link>
  )
  if (clocks.length === 0) {
    return (
      <EmptyState
        Icon={Clock}
        title="No clock was read yet"
        actions={
          <Button variant="soft" asChild>
            <Link to="/workbench/clocks">Compare clocks</Link>
          </Button>
        }
      >
        <p>
          Check all set-ups reads the clock of each identity provider from its web server. Time servers that were asked
          in the workbench stand here, too.
        </p>
      </EmptyState>
    )
  }
  const times = clocks.map(({ at }) => at).sort()
  const oldest = times[0] ?? ''
  const newest = times.at(-1) ?? ''
  return (
    <div className={styles.view}>
      {clockDoubt !== null && (
        <Callout tone="warn" title="The clock of this machine may be wrong">
          <p>{clockDoubt}</p>
        </Callout>
      )}
      <div className={styles.bar}>
        <span className={styles.quiet}>
          Read <When at={newest} />
          {oldest.slice(0, 16) !== newest.slice(0, 16) && (
            <>
              , the first <When at={oldest} />
            </>
          )}
        </span>
        <Button variant="soft" onClick={check} loading={run.phase === 'running'}>
          <RefreshCw aria-hidden size={14} />
          Read again
        </Button>
      </div>
      <ClockPicture sources={clocks} asked={[]} allowedMs={usualSkew * 1000} running={false} />
      <RunSection run={run} title="Read again" working="Asking…" onRetry={check}>
        {run.findings.length > 0 && <FindingList findings={run.findings} />}
      </RunSection>
      <p className={styles.tool}>{tool}</p>
    </div>
  )
}
