import { IconButton, TextField } from '@radix-ui/themes'
import { Search, X } from 'lucide-react'
import { memo, useRef } from 'react'
import { connectionStates, directoryStates, stateMeaning } from '../../../../../shared/guidance/workos/states'
import { typeLabel } from '../../../../../shared/guidance/workos/types'
import type { ListKind } from '../../../../../shared/workos'
import { usePageFilter } from '../../../../app/page-filter'
import { FilterChips } from '../../../../components/FilterChips'
import { Select } from '../../../../components/Select'
import { type Age, type Arrangement, ages, type Filtered } from './arrange'
import { number } from './columns'
import { type DomainStanding, domainStandings } from './lines'
import styles from './list.module.css'
import { tableId } from './RecordTable'

const ageNames: Readonly<Record<Age, string>> = {
  day: 'Created in the last day',
  week: 'Created in the last 7 days',
  month: 'Created in the last 30 days',
  quarter: 'Older than 90 days',
  year: 'Older than a year',
}

const standingNames: Readonly<Record<DomainStanding, string>> = {
  verified: 'All domains verified',
  unverified: 'A domain not verified',
  none: 'No domain',
  unknown: 'Domains not known',
}

/** What narrows a list down, and whether it is grouped. */
export function ListFilters({
  kind,
  arrangement,
  hits,
  counted,
  activeId,
  onChange,
  onKey,
}: {
  kind: ListKind
  arrangement: Arrangement
  /** How many records fit. */
  hits: number
  /** What every filter would lead to. */
  counted: Filtered
  /** ID of the row the person is at, for screen readers. */
  activeId: string | undefined
  onChange: (change: Partial<Arrangement>) => void
  onKey: (event: React.KeyboardEvent) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  usePageFilter(input)
  return (
    <div className={styles.filters}>
      <div className={styles.filterRow}>
        <TextField.Root
          ref={input}
          className={styles.search}
          placeholder={
            kind === 'organizations' ? 'Filter by name, domain or ID' : 'Filter by organization, provider, domain or ID'
          }
          aria-label="Filter the list"
          role="combobox"
          aria-expanded={hits > 0}
          aria-haspopup="grid"
          aria-controls={tableId}
          aria-activedescendant={activeId}
          value={arrangement.text}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          onChange={(event) => onChange({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && arrangement.text !== '') {
              event.preventDefault()
              onChange({ text: '' })
            } else onKey(event)
          }}
        >
          <TextField.Slot>
            <Search aria-hidden size={14} />
          </TextField.Slot>
          {arrangement.text !== '' && (
            <TextField.Slot>
              <IconButton
                size="1"
                variant="ghost"
                color="gray"
                aria-label="Clear the filter"
                onClick={() => {
                  onChange({ text: '' })
                  input.current?.focus()
                }}
              >
                <X aria-hidden size={14} />
              </IconButton>
            </TextField.Slot>
          )}
        </TextField.Root>
        <Choices kind={kind} arrangement={arrangement} counted={counted} onChange={onChange} />
      </div>
      {kind !== 'organizations' && (
        <States kind={kind} chosen={arrangement.states} counted={counted} onChange={onChange} />
      )}
    </div>
  )
}

interface Narrowing {
  kind: ListKind
  counted: Filtered
  onChange: (change: Partial<Arrangement>) => void
}

/** Provider, domains and age. */
const Choices = memo(function Choices({
  kind,
  arrangement,
  counted,
  onChange,
}: Narrowing & { arrangement: Arrangement }) {
  const types = [...counted.types].sort(([a], [b]) => typeLabel(a).localeCompare(typeLabel(b)))
  const chosenType = arrangement.type
  const shownTypes =
    chosenType === null || counted.types.has(chosenType) ? types : [...types, [chosenType, 0] as [string, number]]
  return (
    <>
      {kind !== 'organizations' && (
        <Select
          aria-label="Provider"
          value={chosenType ?? ''}
          onChange={({ target }) => onChange({ type: target.value === '' ? null : target.value })}
        >
          <option value="">Every provider</option>
          {shownTypes.map(([type, count]) => (
            <option key={type} value={type}>
              {typeLabel(type)} ({number.format(count)})
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Domains"
        value={arrangement.domains ?? ''}
        onChange={({ target }) =>
          onChange({ domains: domainStandings.find((standing) => standing === target.value) ?? null })
        }
      >
        <option value="">Any domains</option>
        {domainStandings.map((standing) => (
          <option key={standing} value={standing}>
            {standingNames[standing]} ({number.format(counted.domains.get(standing) ?? 0)})
          </option>
        ))}
      </Select>
      <Select
        aria-label="Age"
        value={arrangement.age ?? ''}
        onChange={({ target }) => onChange({ age: ages.find((age) => age === target.value) ?? null })}
      >
        <option value="">Any age</option>
        {ages.map((age) => (
          <option key={age} value={age}>
            {ageNames[age]}
          </option>
        ))}
      </Select>
    </>
  )
})

/** The states as chips. */
const States = memo(function States({ kind, chosen, counted, onChange }: Narrowing & { chosen: readonly string[] }) {
  const subject = kind === 'directories' ? 'directory' : 'connection'
  const known = Object.keys(subject === 'connection' ? connectionStates : directoryStates)
  const states = [...known, ...[...counted.states.keys()].filter((state) => !known.includes(state)).sort()]
  return (
    <FilterChips
      label="State"
      bare
      all={states}
      names={Object.fromEntries(states.map((state) => [state, stateMeaning(subject, state).label]))}
      counts={counted.states}
      chosen={chosen}
      onChange={(states) => onChange({ states })}
    />
  )
})
