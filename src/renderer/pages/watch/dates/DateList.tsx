import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { WatchOverview, WatchRow } from '../../../../shared/watch/overview'
import { useKept } from '../../../app/kept'
import type { Line } from './arrange'
import { DateRow } from './DateRow'
import styles from './dates.module.css'

const headHeight = 40
const rowHeight = 66

/** The lines, of which only those in sight exist. One row at a time is open. */
export function DateList({
  lines,
  overview,
  onNote,
  onCalendar,
}: {
  lines: readonly Line[]
  overview: WatchOverview
  onNote: (row: WatchRow) => void
  onCalendar: (id: string) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useKept<string | null>('watch.open', null)
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? headHeight : rowHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
  })
  const rows = lines.filter(({ kind }) => kind === 'row').length
  const place = new Map(lines.filter(({ kind }) => kind === 'row').map(({ key }, index) => [key, index + 1]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs something to focus
    <section ref={scroller} className={styles.scroller} aria-label="Dates" tabIndex={0}>
      <div className={styles.all} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index]
          if (!line) return null
          return (
            <div
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={styles.line}
              style={{ transform: `translateY(${start}px)` }}
            >
              {line.kind === 'head' ? (
                <h2 className={styles.group}>
                  {line.title}
                  <span className={styles.count}>{line.count}</span>
                </h2>
              ) : (
                <DateRow
                  row={line.row}
                  fix={overview.fixes[line.row.fix]}
                  place={place.get(line.key) ?? 0}
                  of={rows}
                  open={open === line.row.id}
                  onToggle={() => setOpen(open === line.row.id ? null : line.row.id)}
                  onNote={() => onNote(line.row)}
                  onCalendar={() => onCalendar(line.row.id)}
                />
              )}
            </div>
          )
        })}
      </div>
    </section>
  )
}
