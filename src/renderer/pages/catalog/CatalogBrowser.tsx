import { Button, IconButton, TextField } from '@radix-ui/themes'
import { Search, SearchX, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { CatalogSearch } from '../../../shared/catalog/search'
import { integrationTypes, purposes } from '../../../shared/catalog/terms'
import { useKept } from '../../app/kept'
import { usePageFilter } from '../../app/page-filter'
import { EmptyState } from '../../components/EmptyState'
import { FilterChips } from '../../components/FilterChips'
import { Page } from '../../components/Page'
import { purposeNames } from '../../components/words'
import { type BrowseState, browse, everything } from './browse'
import styles from './CatalogBrowser.module.css'
import { ResultList, resultListId, resultRowId } from './ResultList'

/** Search, filters and list over any number of rows; what was searched for is kept when the page is left. */
export function CatalogBrowser({
  search,
  total,
  onOpen,
  actions,
  nothing,
}: {
  search: CatalogSearch
  /** How many rows there are to search. */
  total: number
  onOpen: (slug: string) => void
  actions?: ReactNode
  /** What stands in the list's place when nothing was found. */
  nothing?: ReactNode
}) {
  const [state, setState] = useKept<BrowseState>('catalog.browse', everything)
  const [active, setActive] = useKept('catalog.active', -1)
  const input = useRef<HTMLInputElement>(null)
  usePageFilter(input)

  const answer = browse(search, state)
  const at = Math.min(active, answer.hits.length - 1)
  const isFiltered = state.types.length > 0 || state.purposes.length > 0

  const change = (part: Partial<BrowseState>) => {
    const next = { ...state, ...part }
    setState(next)
    setActive(next.text.trim() === '' ? -1 : 0)
  }

  // What was typed into the prerendered page before there was a script to hear it; the browser may not have focused it yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes to life
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus()
    const typed = input.current?.value ?? state.text
    if (typed !== state.text) change({ text: typed })
  }, [])

  const move = (to: number) => setActive(Math.max(0, Math.min(to, answer.hits.length - 1)))

  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const inList = event.target !== input.current
    const moves: Record<string, number | undefined> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
      Home: inList ? 0 : undefined,
      End: inList ? answer.hits.length - 1 : undefined,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter') {
      const hit = answer.hits[Math.max(0, at)]
      if (hit && (inList || state.text !== '' || at >= 0)) {
        event.preventDefault()
        onOpen(hit.slug)
      }
    } else if (event.key === 'Escape' && state.text !== '') {
      event.preventDefault()
      change({ text: '' })
      input.current?.focus()
    }
  }

  return (
    <Page
      title="Catalog"
      lead="Every WorkOS integration with its guide. All of it works offline."
      actions={actions}
      fill
      toolbar={
        <div className={styles.toolbar}>
          <TextField.Root
            ref={input}
            size="3"
            className={styles.search}
            placeholder="Search by provider, field label or error"
            value={state.text}
            onChange={(event) => change({ text: event.target.value })}
            onKeyDown={onKey}
            role="combobox"
            aria-label="Search the catalog"
            aria-expanded={answer.hits.length > 0}
            aria-haspopup="grid"
            aria-controls={resultListId}
            aria-activedescendant={at >= 0 ? resultRowId(at) : undefined}
            autoComplete="off"
            spellCheck={false}
            autoFocus
          >
            <TextField.Slot>
              <Search aria-hidden size={16} />
            </TextField.Slot>
            {state.text !== '' && (
              <TextField.Slot>
                <IconButton
                  size="1"
                  variant="ghost"
                  color="gray"
                  aria-label="Clear the search"
                  onClick={() => {
                    change({ text: '' })
                    input.current?.focus()
                  }}
                >
                  <X aria-hidden size={14} />
                </IconButton>
              </TextField.Slot>
            )}
          </TextField.Root>
          <div className={styles.filters}>
            <FilterChips
              label="Type"
              all={integrationTypes}
              counts={answer.typeCounts}
              chosen={state.types}
              onChange={(types) => change({ types })}
            />
            <FilterChips
              label="Purpose"
              all={purposes}
              names={purposeNames}
              counts={answer.purposeCounts}
              chosen={state.purposes}
              onChange={(chosen) => change({ purposes: chosen })}
            />
          </div>
          <div className={styles.count}>
            <span role="status">
              {answer.hits.length === 1 ? '1 integration' : `${answer.hits.length} integrations`}
              {answer.hits.length < total && ` of ${total}`}
              {answer.readAs !== null && (
                <>
                  {' '}
                  for <strong>{answer.readAs}</strong>
                </>
              )}
            </span>
            {isFiltered && (
              <Button size="1" variant="ghost" onClick={() => change({ types: [], purposes: [] })}>
                Clear filters
              </Button>
            )}
          </div>
        </div>
      }
    >
      {answer.hits.length > 0 ? (
        <ResultList
          hits={answer.hits}
          sought={answer.sought}
          active={at}
          onActive={setActive}
          onOpen={onOpen}
          onKey={onKey}
        />
      ) : (
        <div id={resultListId} className={styles.nothing}>
          <EmptyState
            Icon={SearchX}
            title={
              state.text.trim() === ''
                ? 'No integration fits these filters'
                : `Nothing found for “${state.text.trim()}”`
            }
            actions={
              isFiltered && (
                <Button variant="soft" onClick={() => change({ types: [], purposes: [] })}>
                  Search without filters
                </Button>
              )
            }
          >
            <p>A provider that is not listed connects through the protocol it speaks.</p>
          </EmptyState>
          {nothing}
        </div>
      )}
    </Page>
  )
}
