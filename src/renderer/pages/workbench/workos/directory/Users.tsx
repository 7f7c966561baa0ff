import { Button, TextField } from '@radix-ui/themes'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { UserRow } from '../../../../../shared/workos-rows'
import { useReading } from '../../../../bridge/use-reading'
import { FilterChips } from '../../../../components/FilterChips'
import { StatusMark } from '../../../../components/StatusMark'
import { When } from '../../../../components/When'
import { number } from '../list/columns'
import { ReadingProblem } from '../ReadingProblem'
import recordStyles from '../record/record.module.css'
import { Section } from '../record/Section'
import { changesOfUser } from './compare-looks'
import styles from './directory.module.css'
import { LookAgain } from './LookAgain'
import { Looks } from './Looks'
import { UserDetails } from './UserDetails'
import { findUsers, lacksOf, nameOf, type UserFilter, userFilters } from './users'

/** So many users are read without being asked for; more take a while, at the pace WorkOS allows. */
const readUnasked = 500
const rowHeight = 40
const names = { one: 'user', many: 'users' }

/** The users of a directory as they stream in: who they are, what they lack, and what changed since the last look. */
export function Users({
  environment,
  directoryId,
  expected,
}: {
  environment: EnvironmentView
  directoryId: string
  /** What the directory's record says of their number. */
  expected: { active: number; inactive: number } | null
}) {
  const few = expected !== null && expected.active + expected.inactive <= readUnasked
  const [wanted, setWanted] = useState(false)
  const reading = useReading(environment.id, few || wanted ? { kind: 'users', directoryId } : null)
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<UserFilter>('all')
  const [opened, setOpened] = useState<UserRow | null>(null)
  const rows = useDeferredValue(reading.rows)
  const found = useMemo(() => findUsers(rows, text, filter), [rows, text, filter])
  const busy = reading.phase === 'reading'
  const asked = few || wanted || reading.phase !== 'idle'

  return (
    <Section title="Users" aside={asked && <LookAgain reading={reading} />}>
      {!asked && (
        <div className={recordStyles.buttons}>
          <Button variant="soft" onClick={() => setWanted(true)}>
            Read the users
          </Button>
          <span className={recordStyles.quiet}>
            {expected === null
              ? 'WorkOS does not tell how many there are.'
              : `About ${duration((expected.active + expected.inactive) / 300)}: WorkOS lets four pages a second through for each directory.`}
          </span>
        </div>
      )}
      {reading.problem && (
        <ReadingProblem
          problem={reading.problem}
          read={reading.rows.length}
          whole={reading.readAt !== null}
          names={names}
          onRetry={reading.refresh}
          onGoOn={reading.after === null ? undefined : reading.goOn}
        />
      )}
      {!busy && reading.problem === null && reading.before && (
        <Looks
          before={reading.before}
          after={reading.rows}
          changesOf={changesOfUser}
          nameOf={nameOf}
          onOpen={setOpened}
        />
      )}
      {reading.rows.length > 0 && (
        <>
          <div className={styles.filters}>
            <TextField.Root
              className={styles.search}
              value={text}
              placeholder="Filter by name, e-mail or ID"
              aria-label="Filter the users"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape' && text !== '') setText('')
              }}
            >
              <TextField.Slot>
                <Search aria-hidden size={14} />
              </TextField.Slot>
            </TextField.Root>
            <FilterChips
              label="Show"
              bare
              all={userFilters}
              names={filterNames}
              counts={found.counts}
              chosen={[filter]}
              onChange={(chosen) => setFilter(chosen.find((one) => one !== filter) ?? 'all')}
            />
          </div>
          {found.users.length === 0 ? (
            <p className={recordStyles.quiet}>None of the {number.format(reading.rows.length)} users fits.</p>
          ) : (
            <UserRows users={found.users} onOpen={setOpened} />
          )}
        </>
      )}
      {asked && !busy && reading.rows.length === 0 && reading.problem === null && (
        <p className={recordStyles.quiet}>
          The directory has no users. Assign some to the application at the provider and start a synchronisation there.
        </p>
      )}
      {opened && <UserDetails environment={environment} user={opened} onClose={() => setOpened(null)} />}
    </Section>
  )
}

const filterNames: Readonly<Record<UserFilter, string>> = {
  all: 'All',
  active: 'Active',
  inactive: 'Inactive',
  'no email': 'Without e-mail',
  'no name': 'Without a name',
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.ceil(seconds))} seconds` : `${Math.ceil(seconds / 60)} minutes`
}

function UserRows({ users, onOpen }: { users: readonly UserRow[]; onOpen: (user: UserRow) => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: users.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => users[index]?.id ?? index,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  return (
    <div ref={scroller} className={styles.scroller} style={{ height: Math.min(440, users.length * rowHeight) }}>
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const user = users[index]
          if (!user) return null
          const lacks = lacksOf(user)
          return (
            <li key={key} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
              <button type="button" className={styles.user} onClick={() => onOpen(user)}>
                <span className={styles.name}>{nameOf(user)}</span>
                <span className={styles.email}>{user.email ?? ''}</span>
                <span>
                  {user.state === 'inactive' ? (
                    <StatusMark status="skipped" word="Inactive" />
                  ) : lacks.length > 0 ? (
                    <StatusMark status="fail" word={`No ${lacks.join(', ')}`} />
                  ) : (
                    <StatusMark status="pass" word="Active" />
                  )}
                </span>
                <span className={styles.when}>
                  <When at={user.updatedAt} of="day" />
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
