// biome-ignore-all lint/a11y/useSemanticElements: only the rows in sight exist and each is placed by itself, which a table cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid or its filter, aria-activedescendant points at the row
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Arrangement, Item, SortKey } from './arrange'
import type { Column } from './columns'
import { GroupHeading, RecordRow } from './RecordRow'
import { sampleLines } from './sample-lines'
import styles from './table.module.css'
import { usePainted } from './use-painted'

export const tableId = 'workos-records'
export const rowId = (index: number) => `workos-record-${index}`

export const rowHeight = 44

/**
 * The rows of a list, of which only those in sight exist. The row the person is at and the place scrolled to stay the same
 * records while others stream in above them.
 */
export function RecordTable({
  label,
  columns: all,
  items,
  active,
  arrangement,
  place,
  onPlace,
  onActive,
  onOpen,
  onSort,
  onKey,
}: {
  label: string
  columns: readonly Column[]
  items: readonly Item[]
  /** Index of the row the person is at; -1: none. */
  active: number
  arrangement: Arrangement
  /** Where the list was scrolled to when it was left. */
  place: number
  onPlace: (offset: number) => void
  onActive: (index: number) => void
  onOpen: (index: number) => void
  onSort: (sort: SortKey) => void
  onKey: (event: React.KeyboardEvent) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const painted = usePainted(items.length > 0)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: () => rowHeight,
    initialOffset: place,
    // The rows in sight come first; those around them when these have been painted.
    overscan: painted ? 8 : 0,
  })
  useSteadyPlace(scroller, rows.scrollOffset ?? 0, items, arrangement)
  const width = useWidth(scroller)
  const columns = useMemo(() => all.filter(({ from = 0 }) => width >= from), [all, width])

  useEffect(() => {
    const element = scroller.current
    return () => onPlace(element?.scrollTop ?? 0)
  }, [onPlace])

  const moved = useRef(active)
  useEffect(() => {
    if (moved.current !== active && active >= 0) rows.scrollToIndex(active, { align: 'auto' })
    moved.current = active
  }, [active, rows])

  // What a row consists of is laid out unseen before the first answer, and filled in by it.
  const opened = usePainted(true)
  const isWaiting = items.length === 0
  const elementOf = useElements(items)
  const template = { '--columns': columns.map(({ width }) => width).join(' ') } as React.CSSProperties
  return (
    <div className={styles.frame} style={template}>
      <div
        ref={scroller}
        id={tableId}
        className={styles.scroller}
        data-waiting={isWaiting}
        role="grid"
        aria-label={label}
        aria-rowcount={items.length + 1}
        aria-activedescendant={active >= 0 ? rowId(active) : undefined}
        tabIndex={0}
        onKeyDown={onKey}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          {columns.map(({ key, label: name, sort }) => (
            <span
              key={key}
              role="columnheader"
              className={styles.headCell}
              data-column={key}
              aria-sort={
                sort !== undefined && sort === arrangement.sort
                  ? arrangement.descending
                    ? 'descending'
                    : 'ascending'
                  : undefined
              }
            >
              {sort === undefined ? (
                name
              ) : (
                <button type="button" className={styles.sort} tabIndex={-1} onClick={() => onSort(sort)}>
                  {name}
                  {sort === arrangement.sort &&
                    (arrangement.descending ? <ArrowUp aria-hidden size={12} /> : <ArrowDown aria-hidden size={12} />)}
                </button>
              )}
            </span>
          ))}
        </div>
        <div role="presentation" className={styles.all} style={{ height: rows.getTotalSize() }}>
          {isWaiting
            ? sampleLines().map((line, index) => (
                <div
                  key={line.id}
                  aria-hidden
                  data-kind="waiting"
                  className={styles.row}
                  style={placed(index * rowHeight)}
                >
                  {opened && <RecordRow line={line} columns={columns} grouped={false} />}
                </div>
              ))
            : rows.getVirtualItems().map(({ index, start }) => {
                const item = items[index]
                if (!item) return null
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid and the filter handle the keys of the active row
                  <div
                    key={elementOf(item)}
                    id={rowId(index)}
                    role="row"
                    aria-rowindex={index + 2}
                    aria-selected={index === active}
                    data-kind={item.kind}
                    className={styles.row}
                    style={placed(start)}
                    onMouseMove={() => index !== active && onActive(index)}
                    onClick={() => onOpen(index)}
                  >
                    {item.kind === 'line' ? (
                      <RecordRow line={item.line} columns={columns} grouped={arrangement.grouped} />
                    ) : (
                      <GroupHeading group={item} span={columns.length} />
                    )}
                  </div>
                )
              })}
        </div>
      </div>
    </div>
  )
}

/**
 * Which element shows an item. The rows of the first answer take over those that stood in for them; from then on a record
 * keeps its element wherever it moves, so that what is pressed on one record is never let go on another.
 */
function useElements(items: readonly Item[]): (item: Item) => string {
  const taken = useRef<ReadonlyMap<string, string>>(null)
  if (taken.current === null && items.length > 0) {
    taken.current = new Map(sampleLines().map(({ id }, index) => [items[index]?.key ?? '', id]))
  }
  return ({ key }) => taken.current?.get(key) ?? key
}

const placed = (start: number): React.CSSProperties => ({ transform: `translateY(${start}px)` })

/** Keeps the first record in sight where it is while rows come and go above it; a new order or filter starts at the top. */
function useSteadyPlace(
  scroller: React.RefObject<HTMLDivElement | null>,
  /** Where the list is scrolled to: asking the element itself would have it laid out at once. */
  offset: number,
  items: readonly Item[],
  arrangement: Arrangement,
): void {
  const last = useRef({ items, arrangement })
  useLayoutEffect(() => {
    const before = last.current
    last.current = { items, arrangement }
    const element = scroller.current
    if (!element || before.items === items) return
    if (before.arrangement !== arrangement) {
      element.scrollTop = 0
      return
    }
    const first = Math.floor(offset / rowHeight)
    const key = before.items[first]?.key
    if (first === 0 || key === undefined) return
    const now = items.findIndex((item) => item.key === key)
    if (now >= 0 && now !== first) element.scrollTop += (now - first) * rowHeight
  }, [scroller, offset, items, arrangement])
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    const observer = new ResizeObserver(() => setWidth(watched.clientWidth))
    observer.observe(watched)
    setWidth(watched.clientWidth)
    return () => observer.disconnect()
  }, [element])
  return width
}
