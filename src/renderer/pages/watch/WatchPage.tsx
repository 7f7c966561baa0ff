import { Button } from '@radix-ui/themes'
import { CalendarPlus, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { sweepParts, type WatchOverview } from '../../../shared/watch/overview'
import { useRun } from '../../bridge/use-run'
import { LinkTabs } from '../../components/LinkTabs'
import { Page } from '../../components/Page'
import { ProblemNote } from '../../components/ProblemNote'
import { ClocksView } from './clocks/ClocksView'
import { DatesView } from './dates/DatesView'
import { NoteDialog } from './dates/NoteDialog'
import { MetadataView } from './metadata/MetadataView'
import { RemindersView } from './reminders/RemindersView'
import { SweepView } from './sweep/SweepView'
import { useOverview } from './use-overview'
import styles from './watch.module.css'

/** What runs out or changes by itself: dates, metadata, clocks. The page to leave open. */
export function WatchPage() {
  const [location, go] = useLocation()
  const { value: overview, problem, refresh } = useOverview()
  const sweep = useRun('watch.sweep', 'watch.sweep')
  const [noting, setNoting] = useState(false)
  const view = location.split('/')[2] ?? ''
  const running = sweep.phase === 'running'

  const checkAll = () => {
    sweep.start({ setupIds: null, parts: [...sweepParts] })
    go('/watch/sweep')
  }

  return (
    <Page
      title="Watch"
      lead={overview ? inShort(overview) : 'Certificates and secrets by the day they end, and what changed by itself.'}
      wide
      fill={view === '' && overview !== undefined && overview.rows.length > 0}
      actions={
        <>
          <Button variant="soft" color="gray" onClick={() => setNoting(true)}>
            <CalendarPlus aria-hidden size={14} />
            Note a date…
          </Button>
          <Button onClick={checkAll} loading={running}>
            <RefreshCw aria-hidden size={14} />
            Check all set-ups
          </Button>
        </>
      }
      toolbar={
        <>
          {problem && <ProblemNote problem={problem} onRetry={refresh} />}
          {overview?.problem && <ProblemNote problem={overview.problem} />}
          <Tabs view={view} overview={overview} />
        </>
      }
    >
      {!overview && !problem && (
        <p className={styles.quiet} role="status">
          Reading what is kept…
        </p>
      )}
      {overview && view === '' && <DatesView overview={overview} onNote={() => setNoting(true)} />}
      {overview && view === 'metadata' && <MetadataView overview={overview} />}
      {overview && view === 'clocks' && <ClocksView overview={overview} />}
      {overview && view === 'sweep' && <SweepView overview={overview} run={sweep} onStart={checkAll} />}
      {overview && view === 'reminders' && <RemindersView overview={overview} />}
      {noting && overview && <NoteDialog overview={overview} row={null} onClose={() => setNoting(false)} />}
    </Page>
  )
}

function Tabs({ view, overview }: { view: string; overview: WatchOverview | undefined }) {
  const changed = overview?.metadata.filter(({ state }) => state === 'changed').length ?? 0
  const troubled = overview?.swept?.items.filter(({ status }) => status === 'fail' || status === 'warn').length ?? 0
  const tabs = [
    ['', 'Dates', overview && overview.rows.length > 0 ? String(overview.rows.length) : null],
    ['metadata', 'Metadata', changed > 0 ? `${changed} changed` : null],
    ['clocks', 'Clocks', null],
    ['sweep', 'Last check of all', troubled > 0 ? `${troubled} to look at` : null],
    ['reminders', 'Reminders', null],
  ] as const
  return (
    <LinkTabs
      label="Parts of Watch"
      tabs={tabs.map(([name, label, count]) => ({
        to: name === '' ? '/watch' : `/watch/${name}`,
        label,
        here: name === view,
        count,
      }))}
    />
  )
}

function inShort({ rows, metadata }: WatchOverview): string {
  const count = (band: string) =>
    rows.filter((row) => row.band === band && row.role !== 'left-over' && row.role !== 'former').length
  const standing = (state: string) => metadata.filter((one) => one.state === state).length
  const said = [
    [count('expired'), 'expired'],
    [count('under-30'), 'within 30 days'],
    [count('unknown'), 'without a date'],
    [standing('changed'), 'with changed metadata'],
    [standing('failing'), 'whose metadata could not be read'],
  ] as const
  const some = said.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`)
  if (some.length > 0) return some.join(' · ')
  return rows.length === 0
    ? 'Certificates and secrets by the day they end, and what changed by itself.'
    : 'Nothing ends within 30 days, and nothing changed.'
}
