import { Button, IconButton, SegmentedControl, TextField } from '@radix-ui/themes'
import { CalendarArrowDown, CalendarClock, CalendarPlus, Search } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { type Band, bands } from '../../../../shared/watch/expiry'
import type { WatchOverview, WatchRow } from '../../../../shared/watch/overview'
import { useKept } from '../../../app/kept'
import { usePageFilter } from '../../../app/page-filter'
import { Callout } from '../../../components/Callout'
import { EmptyState } from '../../../components/EmptyState'
import { FilterChips } from '../../../components/FilterChips'
import { bandNames, type Grouping, linesOf, shownRows } from './arrange'
import { DateList } from './DateList'
import styles from './dates.module.css'
import { NoteDialog } from './NoteDialog'
import { useCalendar } from './use-calendar'

/** Everything that ends, in one list. */
export function DatesView({ overview, onNote }: { overview: WatchOverview; onNote: () => void }) {
  const { rows, zone } = overview
  const [chosen, setChosen] = useKept<readonly Band[]>('watch.bands', [])
  const [text, setText] = useKept('watch.filter', '')
  const [grouping, setGrouping] = useKept<Grouping>('watch.grouping', 'urgency')
  const [noting, setNoting] = useState<WatchRow | null>(null)
  const calendar = useCalendar()
  const filter = useRef<HTMLInputElement>(null)
  usePageFilter(filter)
  const counts = useMemo(() => countBands(rows), [rows])
  const shown = useMemo(() => shownRows(rows, chosen, text), [rows, chosen, text])
  const lines = useMemo(() => linesOf(shown, grouping, zone), [shown, grouping, zone])

  if (rows.length === 0) return <Nothing onNote={onNote} />
  const isNarrowed = chosen.length > 0 || text.trim() !== ''
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <TextField.Root
          ref={filter}
          className={styles.search}
          value={text}
          placeholder="Filter"
          aria-label="Filter the dates"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText('')
          }}
        >
          <TextField.Slot>
            <Search aria-hidden size={14} />
          </TextField.Slot>
        </TextField.Root>
        <SegmentedControl.Root
          value={grouping}
          aria-label="Grouped by"
          onValueChange={(value) => setGrouping(value === 'month' ? 'month' : 'urgency')}
        >
          <SegmentedControl.Item value="urgency">Worst first</SegmentedControl.Item>
          <SegmentedControl.Item value="month">By month</SegmentedControl.Item>
        </SegmentedControl.Root>
        <IconButton
          variant="soft"
          color="gray"
          loading={calendar.running}
          aria-label="Save a calendar file…"
          title="Save what is shown as a calendar file (.ics)…"
          onClick={() => void calendar.save(isNarrowed ? shown.map(({ id }) => id) : null)}
        >
          <CalendarArrowDown aria-hidden size={15} />
        </IconButton>
        <FilterChips
          label="How near"
          bare
          all={bands}
          names={bandNames}
          counts={counts}
          chosen={chosen}
          onChange={setChosen}
        />
      </div>
      {overview.clockDoubt !== null && (
        <div className={styles.doubt}>
          <Callout tone="warn" title="The clock of this machine may be wrong">
            <p>{overview.clockDoubt}</p>
          </Callout>
        </div>
      )}
      {shown.length === 0 ? (
        <p className={styles.none} role="status">
          Nothing is like that.
        </p>
      ) : (
        <DateList lines={lines} overview={overview} onNote={setNoting} onCalendar={(id) => void calendar.save([id])} />
      )}
      {noting && <NoteDialog overview={overview} row={noting} onClose={() => setNoting(null)} />}
    </div>
  )
}

function countBands(rows: readonly WatchRow[]): ReadonlyMap<Band, number> {
  const counts = new Map<Band, number>()
  for (const { band } of rows) counts.set(band, (counts.get(band) ?? 0) + 1)
  return counts
}

function Nothing({ onNote }: { onNote: () => void }) {
  return (
    <EmptyState
      Icon={CalendarClock}
      title="Nothing to watch yet"
      actions={
        <>
          <Button asChild>
            <Link to="/setups">Go to the set-ups</Link>
          </Button>
          <Button variant="soft" color="gray" onClick={onNote}>
            <CalendarPlus aria-hidden size={14} />
            Note a date…
          </Button>
        </>
      }
    >
      <p>
        Once a set-up has read its IdP’s metadata or keeps a secret, every certificate and every secret stands here with
        the day it ends. The dates of secrets are noted by hand: only the console that made one knows them.
      </p>
    </EmptyState>
  )
}
