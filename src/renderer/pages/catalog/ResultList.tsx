// biome-ignore-all lint/a11y/useSemanticElements: only the rows in sight exist and each is placed by itself, which a table cannot do
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { SearchEntry } from '../../../shared/catalog/search-entry'
import type { Sought } from '../../../shared/catalog/search-query'
import styles from './ResultList.module.css'
import { ResultRow } from './ResultRow'
import { useRowsInSight } from './use-rows-in-sight'

export const resultListId = 'catalog-results'
export const resultRowId = (index: number) => `catalog-row-${index}`

/**
 * The rows of the catalog, of which only those in sight exist. The person moves through them from the search field or
 * from the list itself; `active` is the row they are at.
 */
export function ResultList({
  hits,
  sought,
  active,
  onActive,
  onOpen,
  onKey,
}: {
  hits: readonly SearchEntry[]
  /** What was looked for, for marking it. */
  sought: Sought
  active: number
  onActive: (index: number) => void
  onOpen: (slug: string) => void
  onKey: (event: React.KeyboardEvent) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const all = useRef<HTMLDivElement>(null)
  const inSight = useRef<HTMLDivElement>(null)
  const { first, last, offset, height, reveal } = useRowsInSight(scroller, hits.length)

  // By script: the content policy admits no style attributes, which prerendered rows would come with.
  useLayoutEffect(() => {
    if (all.current) all.current.style.height = `${height}px`
    if (inSight.current) inSight.current.style.transform = `translateY(${offset}px)`
  }, [height, offset])

  useEffect(() => reveal(Math.max(0, active)), [active, reveal])

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
      <div ref={all} role="presentation" className={styles.all}>
        <div ref={inSight} role="presentation" className={styles.inSight}>
          {hits.slice(first, last + 1).map((entry, at) => {
            const index = first + at
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid and the search field handle the keys of the active row
              // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search field, aria-activedescendant points here
              <div
                key={entry.slug}
                id={resultRowId(index)}
                role="row"
                aria-rowindex={index + 1}
                aria-selected={index === active}
                className={styles.row}
                onMouseMove={() => index !== active && onActive(index)}
                onClick={() => onOpen(entry.slug)}
              >
                <ResultRow entry={entry} sought={sought} />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
