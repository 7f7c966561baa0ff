import { Button, TextField } from '@radix-ui/themes'
import { RefreshCw, Search } from 'lucide-react'
import { useId, useState } from 'react'
import { typeLabel } from '../../../../shared/guidance/workos/types'
import type { ConnectionRow } from '../../../../shared/workos-rows'
import { useReading } from '../../../bridge/use-reading'
import { Field } from '../../../components/Field'
import { ProblemNote } from '../../../components/ProblemNote'
import { StateMark } from '../../../components/StateMark'
import styles from './sign-in.module.css'

const mostShown = 60

/** The connection to sign in through: chosen from those of the environment, or its ID pasted. */
export function ConnectionField({
  environmentId,
  value,
  error,
  onChange,
}: {
  environmentId: string
  value: string
  error?: string
  onChange: (connectionId: string, label: string) => void
}) {
  const reading = useReading(environmentId, environmentId === '' ? null : { kind: 'connections' })
  const [words, setWords] = useState<string | null>(null)
  const list = useId()
  const chosen = reading.rows.find(({ id }) => id === value)
  const wanted = (words ?? '').trim().toLowerCase()
  const found = reading.rows.filter((row) => textOf(row).includes(wanted)).sort((a, b) => rankOf(a) - rankOf(b))
  const open = words !== null || (value === '' && reading.rows.length > 0)

  return (
    <Field
      label="Connection"
      error={error}
      hint={chosen === undefined && value === '' ? 'Filter by organization, domain, type or ID.' : undefined}
    >
      {(control) => (
        <div className={styles.picker}>
          {chosen && words === null ? (
            <div className={styles.chosen}>
              <Connection row={chosen} />
              <Button type="button" size="1" variant="soft" color="gray" onClick={() => setWords('')}>
                Change
              </Button>
            </div>
          ) : (
            <TextField.Root
              {...control}
              value={words ?? value}
              placeholder="Name, domain or conn_…"
              spellCheck={false}
              autoComplete="off"
              maxLength={200}
              role="combobox"
              aria-expanded={open}
              aria-controls={list}
              onChange={(event) => {
                const text = event.target.value
                setWords(text)
                if (/^conn_\w{6,}$/.test(text.trim())) onChange(text.trim(), '')
              }}
              onKeyDown={(event) => {
                const [first] = found
                if (event.key === 'Enter' && first && wanted !== '' && !/^conn_/.test(wanted)) {
                  event.preventDefault()
                  onChange(first.id, first.name)
                  setWords(null)
                }
                if (event.key === 'Escape' && words !== null) {
                  event.stopPropagation()
                  setWords(null)
                }
              }}
            >
              <TextField.Slot>
                <Search aria-hidden size={14} />
              </TextField.Slot>
            </TextField.Root>
          )}
          {open && !(chosen && words === null) && (
            <ul className={styles.connections} id={list} aria-label="Connections">
              {found.slice(0, mostShown).map((row) => (
                <li key={row.id}>
                  <button
                    type="button"
                    onClick={() => {
                      onChange(row.id, row.name)
                      setWords(null)
                    }}
                  >
                    <Connection row={row} />
                  </button>
                </li>
              ))}
              {found.length > mostShown && (
                <li className={styles.more}>and {found.length - mostShown} more: type to narrow them down</li>
              )}
              {found.length === 0 && <li className={styles.more}>None of {reading.rows.length} fits.</li>}
            </ul>
          )}
          {reading.problem && (
            <ProblemNote problem={reading.problem}>
              <Button type="button" size="1" variant="soft" color="gray" onClick={reading.refresh}>
                <RefreshCw aria-hidden size={12} />
                Read again
              </Button>
            </ProblemNote>
          )}
        </div>
      )}
    </Field>
  )
}

function Connection({ row }: { row: ConnectionRow }) {
  return (
    <span className={styles.connection}>
      <span className={styles.connectionName}>{row.name}</span>
      <StateMark of="connection" state={row.state} />
      <span className={styles.connectionMore}>
        {typeLabel(row.type)}
        {row.domains.length > 0 && ` · ${row.domains.join(', ')}`} · <code>{row.id}</code>
      </span>
    </span>
  )
}

/** Those that can sign somebody in come first. */
const ranks: Readonly<Record<string, number>> = { active: 0, validating: 1 }
const rankOf = ({ state }: ConnectionRow) => (Object.hasOwn(ranks, state) ? (ranks[state] ?? 2) : 2)

const textOf = ({ name, id, type, domains }: ConnectionRow) =>
  [name, id, typeLabel(type), ...domains].join('\n').toLowerCase()
