// biome-ignore-all lint/a11y/useSemanticElements: only the rows in sight exist and each is placed by itself, which a table cannot do
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { SearchHit } from '../../../shared/catalog/search'
import type { SearchEntry } from '../../../shared/catalog/search-entry'
import styles from './ResultList.module.css'
import { ResultRow } from './ResultRow'

export const resultListId = 'catalog-results'
export const resultRowId = (index: number) => `catalog-row-${index}`

const rowHeight = 56

/**
 * The rows of the catalog, of which only those in sight exist. The person moves through them from the search field or
 * from the list itself; `active` is the row they are at.
 */
export function ResultList({
  hits,
  entries,
  active,
  onActive,
  onOpen,
  onKey,
}: {
  hits: readonly SearchHit[]
  entries: ReadonlyMap<string, SearchEntry>
  active: number
  onActive: (index: number) => void
  onOpen: (slug: string) => void
  onKey: (event: React.KeyboardEvent) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    paddingStart: 6,
    paddingEnd: 24,
  })

  useEffect(() => {
    if (active >= 0) rows.scrollToIndex(active, { align: 'auto' })
    else rows.scrollToOffset(0)
  }, [active, rows])

  return (
    <div
      ref={scroller}
      id={resultListId}
      className={styles.scroller}
      role="grid"
      aria-label="Integrations"
      aria-rowcount={hits.length}
      aria-activedescendant={active >= 0 ? resultRowId(active) : undefined}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <div role="presentation" className={styles.all} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const hit = hits[index]
          const entry = hit && entries.get(hit.slug)
          if (!hit || !entry) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid and the search field handle the keys of the active row
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search field, aria-activedescendant points here
            <div
              key={hit.slug}
              id={resultRowId(index)}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={index === active}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
              onMouseMove={() => index !== active && onActive(index)}
              onClick={() => onOpen(hit.slug)}
            >
              <ResultRow entry={entry} hit={hit} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
