// biome-ignore-all lint/a11y/useSemanticElements: only the rows in sight exist and each is placed by itself, which a table cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: rows of a table that is only read; the links in them take the focus
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { Link } from 'wouter'
import type { SweptAddress } from '../../../../shared/runs/network'
import { keep } from '../../../app/kept'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import { sayMs } from '../reach/layers'
import styles from './sweep.module.css'

const rowHeight = 52
const headHeight = 32

/** The rows of a sweep, of which only those in sight exist. Each leads to a closer look at its address. */
export function SweepRows({ rows }: { rows: readonly SweptAddress[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The heads stand above the rows and stay in sight.
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  })
  return (
    <div ref={scroller} className={styles.grid} role="table" aria-label="Addresses" aria-rowcount={rows.length + 1}>
      <div className={styles.heads} role="row" aria-rowindex={1}>
        {['State', 'Address and what was found', 'Answer', 'Certificate ends', 'Time'].map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div role="presentation" className={styles.all} style={{ height: list.getTotalSize() - headHeight }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row ? <Row key={row.index} row={row} place={index} top={start - headHeight} /> : null
        })}
      </div>
    </div>
  )
}

function Row({ row, place, top }: { row: SweptAddress; place: number; top: number }) {
  const { url, status, summary, httpStatus, certificateEnds, ms } = row
  return (
    <div role="row" aria-rowindex={place + 2} className={styles.row} style={{ transform: `translateY(${top}px)` }}>
      <span role="cell">
        <StatusMark status={status} />
      </span>
      <span role="cell" className={styles.what}>
        <Link
          to="/workbench/reachability"
          className={styles.url}
          title={`Look closer at ${url}`}
          onClick={() => keep('reach.url', url)}
        >
          {url}
        </Link>
        <span className={styles.summary} title={summary}>
          {summary}
        </span>
      </span>
      <span role="cell" className={styles.number}>
        {httpStatus ?? '–'}
      </span>
      <span role="cell" className={styles.number}>
        {certificateEnds === null ? '–' : <When at={certificateEnds} of="day" />}
      </span>
      <span role="cell" className={styles.number}>
        {sayMs(ms)}
      </span>
    </div>
  )
}
