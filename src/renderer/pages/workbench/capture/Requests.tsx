import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import type { CapturedRow } from '../../../../shared/runs/scim-capture'
import { StatusMark } from '../../../components/StatusMark'
import styles from './capture.module.css'
import { Request } from './Request'
import { useRows } from './use-rows'

const rowHeight = 30
const shownRows = 12

const words: Readonly<Record<CapturedRow['kind'], string>> = {
  configuration: 'Reads what the service can do',
  list: 'Lists',
  'look-up': 'Looks somebody up',
  read: 'Reads one',
  'create-user': 'Creates a user',
  'replace-user': 'Sends a user whole',
  'change-user': 'Changes a user',
  'deactivate-user': 'Deactivates a user',
  'reactivate-user': 'Reactivates a user',
  'remove-user': 'Removes a user',
  'create-group': 'Creates a group',
  'replace-group': 'Sends a group whole',
  'change-group': 'Changes a group',
  'change-members': 'Changes members',
  'remove-group': 'Removes a group',
  other: 'Something else',
}

/**
 * Every request, newest first; one of them in full. Only what is in sight is fetched, and it stays in sight while others come
 * in above it.
 */
export const Requests = memo(function Requests({ total }: { total: number }) {
  const [chosen, setChosen] = useState<number | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  useSteadyPlace(frame, total)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // A row keeps its key while newer ones come in above it.
    getItemKey: (index) => total - index,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const rows = useRows(total, total - 1 - last, total - 1 - first)

  const move = (by: number) => {
    const next = Math.min(total, Math.max(1, (chosen ?? total + 1) - by))
    setChosen(next)
    virtual.scrollToIndex(total - next)
  }
  return (
    <section aria-labelledby="capture-requests" className={styles.part}>
      <h2 id="capture-requests" className={styles.title}>
        Requests
      </h2>
      <div
        ref={frame}
        className={styles.requests}
        style={{ height: Math.min(total, shownRows) * rowHeight + 2 }}
        role="listbox"
        aria-label="Requests, the newest first"
        tabIndex={0}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowUp: -1, PageDown: shownRows, PageUp: -shownRows }[event.key]
          if (by === undefined) return
          event.preventDefault()
          move(by)
        }}
      >
        <div style={{ height: virtual.getTotalSize() }} className={styles.sheet}>
          {items.map(({ index, key, start }) => {
            const n = total - index
            const row = rows.get(n)
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and its arrow keys choose
              <div
                key={key}
                role="option"
                aria-selected={chosen === n}
                aria-setsize={total}
                aria-posinset={index + 1}
                className={styles.row}
                data-chosen={chosen === n}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
                onClick={() => setChosen(chosen === n ? null : n)}
                onKeyDown={undefined}
              >
                {row ? <Line row={row} /> : <span className={styles.quiet}>…</span>}
              </div>
            )
          })}
        </div>
      </div>
      {chosen !== null && <Request n={chosen} onClose={() => setChosen(null)} />}
    </section>
  )
})

/** Whoever has scrolled away from the newest row keeps what is in sight. */
function useSteadyPlace(frame: React.RefObject<HTMLDivElement | null>, total: number): void {
  const before = useRef(total)
  useLayoutEffect(() => {
    const came = total - before.current
    before.current = total
    const element = frame.current
    if (element !== null && came > 0 && element.scrollTop > 0) element.scrollTop += came * rowHeight
  }, [frame, total])
}

const Line = memo(function Line({ row }: { row: CapturedRow }) {
  const { at, method, path, kind, subject, status, worst } = row
  return (
    <>
      <time dateTime={at} className={styles.time}>
        {at.slice(11, 19)}
      </time>
      <span className={styles.method}>{method}</span>
      <span className={styles.code} data-bad={status !== null && status >= 400}>
        {status ?? '–'}
      </span>
      <span className={styles.does}>
        {words[kind]}
        {subject !== null && <span className={styles.quiet}> {subject}</span>}
      </span>
      <code className={styles.path}>{path}</code>
      <span className={styles.mark}>{worst !== 'pass' && <StatusMark status={worst} />}</span>
    </>
  )
})
