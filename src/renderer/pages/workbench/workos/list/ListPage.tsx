import { Button, Checkbox } from '@radix-ui/themes'
import { RefreshCw, SearchX, Square } from 'lucide-react'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { ListKind } from '../../../../../shared/workos'
import { keep, peek, useKept } from '../../../../app/kept'
import { EmptyState } from '../../../../components/EmptyState'
import { When } from '../../../../components/When'
import { EnvironmentPage } from '../EnvironmentPage'
import { kindNames, places } from '../places'
import { ReadingProblem } from '../ReadingProblem'
import { type Arrangement, asItComes, nothingFound, type SortKey } from './arrange'
import { columnsOf, number } from './columns'
import { ListFilters } from './ListFilters'
import styles from './list.module.css'
import { RecordTable, rowId } from './RecordTable'
import { useList } from './use-list'
import { usePainted } from './use-painted'

/** Every connection, directory or organization of an environment. */
export function ListPage({
  environment,
  kind,
  actions,
  nothing,
}: {
  environment: EnvironmentView
  kind: ListKind
  actions?: ReactNode
  /** What stands in the list's place when there is no record at all. */
  nothing: ReactNode
}) {
  const [, go] = useLocation()
  const kept = `workos.${environment.id}.${kind}`
  const [arrangement] = useKept<Arrangement>(`${kept}.arrangement`, asItComes)
  const [activeKey, setActiveKey] = useKept<string | null>(`${kept}.active`, null)
  const [place] = useKept(`${kept}.place`, 0)
  const { reading, organizations, lines, found, items } = useList(environment.id, kind, arrangement)
  const active = useMemo(() => items.findIndex(({ key }) => key === activeKey), [items, activeKey])
  // The first rows are not kept waiting by what the filters say of them.
  const painted = usePainted(lines.length > 0, true)
  const names = kindNames[kind]

  const change = useCallback(
    (part: Partial<Arrangement>) => {
      const name = `${kept}.arrangement`
      keep<Arrangement>(name, { ...peek(name, asItComes), ...part })
    },
    [kept],
  )
  const moveTo = (index: number) => {
    const to = Math.max(0, Math.min(index, items.length - 1))
    setActiveKey(items[to]?.key ?? null)
  }
  const open = (index: number) => {
    const item = items[index]
    if (item?.kind === 'line') go(places.record(environment.id, kind, item.line.id))
    else if (item?.organizationId) go(places.record(environment.id, 'organizations', item.organizationId))
  }
  const sortBy = (sort: SortKey) =>
    change(
      arrangement.sort === sort
        ? arrangement.descending
          ? { sort: 'urgency', descending: false }
          : { descending: true }
        : { sort, descending: false },
    )
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const inField = event.target instanceof HTMLInputElement
    const moves: Record<string, number | undefined> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
      Home: inField ? undefined : 0,
      End: inField ? undefined : items.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      moveTo(to)
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      open(active)
    }
  }
  const setPlace = useCallback((offset: number) => keep(`${kept}.place`, offset), [kept])
  const isFiltered = found.lines.length < lines.length
  const clear = () => change({ ...asItComes, sort: arrangement.sort, descending: arrangement.descending })
  const refresh = () => {
    reading.refresh()
    if (kind !== 'organizations') organizations.refresh()
  }
  const busy = reading.phase === 'reading'
  const problem = reading.problem ?? organizations.problem

  return (
    <EnvironmentPage
      environment={environment}
      part={kind}
      actions={actions}
      toolbar={
        <div className={styles.toolbar}>
          <ListFilters
            kind={kind}
            arrangement={arrangement}
            hits={found.lines.length}
            counted={painted ? found : nothingFound}
            activeId={active >= 0 ? rowId(active) : undefined}
            onChange={change}
            onKey={onKey}
          />
          <div className={styles.status}>
            <span role="status">
              {isFiltered && `${number.format(found.lines.length)} of `}
              {number.format(lines.length)} {lines.length === 1 ? names.one : names.many}
              {arrangement.sort === 'urgency' &&
                lines.length > 1 &&
                (arrangement.descending ? ', worst last' : ', worst first')}
            </span>
            {isFiltered && (
              <Button size="1" variant="ghost" onClick={clear}>
                Clear filters
              </Button>
            )}
            {arrangement.sort !== 'urgency' && (
              <Button size="1" variant="ghost" onClick={() => change({ sort: 'urgency', descending: false })}>
                Worst first
              </Button>
            )}
            {kind !== 'organizations' && (
              <label className={styles.group} htmlFor={`${kept}-grouped`}>
                <Checkbox
                  id={`${kept}-grouped`}
                  size="1"
                  checked={arrangement.grouped}
                  onCheckedChange={(checked) => change({ grouped: checked === true })}
                />
                Group by organization
              </label>
            )}
            <span className={styles.grow} />
            {busy ? (
              <>
                <span className={styles.reading}>
                  {reading.before === null
                    ? 'Reading from WorkOS…'
                    : `Reading again: ${number.format(reading.came)} of about ${number.format(reading.before.rows.length)}`}
                </span>
                <Button
                  size="1"
                  variant="soft"
                  color="gray"
                  onClick={() => {
                    reading.stop()
                    organizations.stop()
                  }}
                >
                  <Square aria-hidden size={10} />
                  Stop
                </Button>
              </>
            ) : (
              <>
                {reading.readAt !== null && (
                  <span>
                    read <When at={new Date(reading.readAt).toISOString()} />
                  </span>
                )}
                <Button size="1" variant="ghost" onClick={refresh}>
                  <RefreshCw aria-hidden size={12} />
                  Refresh
                </Button>
              </>
            )}
          </div>
          {busy && <div className={styles.progress} aria-hidden />}
        </div>
      }
    >
      <div className={styles.body}>
        {problem && (
          <div className={styles.note}>
            <ReadingProblem
              problem={problem}
              read={lines.length}
              whole={reading.readAt !== null}
              names={names}
              onRetry={refresh}
              onGoOn={
                reading.after !== null ? reading.goOn : organizations.after !== null ? organizations.goOn : undefined
              }
            />
          </div>
        )}
        {reading.unreadable > 0 && (
          <p className={styles.note}>
            {number.format(reading.unreadable)} {reading.unreadable === 1 ? 'record' : 'records'} came without an ID and{' '}
            {reading.unreadable === 1 ? 'is' : 'are'} left out.
          </p>
        )}
        {lines.length === 0 && reading.phase === 'ended' && reading.problem === null && nothing}
        {lines.length > 0 && items.length === 0 && (
          <EmptyState
            Icon={SearchX}
            title={`None of the ${number.format(lines.length)} ${names.many} fits`}
            actions={
              <Button variant="soft" onClick={clear}>
                Clear filters
              </Button>
            }
          >
            {busy && <p>More are still being read.</p>}
          </EmptyState>
        )}
        {(items.length > 0 || (lines.length === 0 && busy)) && (
          <RecordTable
            label={names.title}
            columns={columnsOf[kind]}
            items={items}
            active={active}
            arrangement={arrangement}
            place={place}
            onPlace={setPlace}
            onActive={(index) => setActiveKey(items[index]?.key ?? null)}
            onOpen={open}
            onSort={sortBy}
            onKey={onKey}
          />
        )}
      </div>
    </EnvironmentPage>
  )
}
