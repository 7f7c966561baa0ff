import { Button, TextField } from '@radix-ui/themes'
import { Search } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import type { ListKind } from '../../../../shared/workos'
import { ProblemNote } from '../../../components/ProblemNote'
import { StateMark } from '../../../components/StateMark'
import frame from './frame.module.css'
import { useOpenSetup } from './setup-context'
import { type RecordRow, useRecords } from './use-records'
import styles from './workos.module.css'

/** One record of WorkOS, chosen from a list that can be filtered; pages are loaded as they are asked for. */
export function RecordPicker({
  kind,
  label,
  environmentId,
  organizationId,
  wanted,
  chosenId,
  liveState,
  onChoose,
}: {
  kind: ListKind
  label: string
  environmentId: string
  organizationId: string | null
  /** What the list is searched for first. */
  wanted: string
  chosenId: string | null
  /** The state of the chosen record as it was read last; the list only has that of when it was loaded. */
  liveState?: string | null
  onChoose: (id: string) => void
}) {
  const { row } = useOpenSetup()
  const [open, setOpen] = useState(chosenId === null && organizationId !== null)
  const [filter, setFilter] = useState('')
  const records = useRecords({ kind, environmentId, organizationId, row, on: open || chosenId !== null })
  const chosen = records.rows.find(({ id }) => id === chosenId)
  const id = useId()
  const words = filter.trim().toLowerCase()
  const found = records.rows.filter(({ text, fits }) => fits && text.includes(words))
  const first = wanted.trim().toLowerCase()
  const ordered =
    first === '' ? found : [...found].sort((a, b) => Number(b.text.includes(first)) - Number(a.text.includes(first)))
  const { hasMore, loading, problem, loadMore } = records

  // A record that is not among those read is looked for on the pages after them.
  useEffect(() => {
    const missing = (chosenId !== null && !chosen) || (open && found.length === 0)
    if (missing && hasMore && !loading && !problem) loadMore()
  }, [chosenId, chosen, open, found.length, hasMore, loading, problem, loadMore])

  return (
    <div className={styles.picker}>
      <div className={styles.pickerHead}>
        <span className={styles.pickerLabel} id={`${id}-label`}>
          {label}
        </span>
        {chosenId !== null && (
          <Button size="1" variant="ghost" onClick={() => setOpen(!open)} aria-expanded={open}>
            {open ? 'Close the list' : 'Change'}
          </Button>
        )}
      </div>
      {chosenId !== null && (
        <div className={styles.chosen}>
          {chosen ? <RecordLine record={withState(chosen, liveState)} /> : <code>{chosenId}</code>}
          {!chosen && problem && <span className={frame.quiet}>Its name could not be read from WorkOS.</span>}
          {!chosen && !hasMore && !loading && records.read && (
            <span className={styles.gone}>WorkOS does not list it in this environment any more.</span>
          )}
        </div>
      )}
      {chosenId === null && !open && (
        <Button variant="soft" onClick={() => setOpen(true)}>
          Choose…
        </Button>
      )}
      {open && (
        <div className={styles.pickerList}>
          <TextField.Root
            value={filter}
            placeholder="Filter by name, domain or ID"
            aria-label={`Filter: ${label}`}
            autoFocus
            spellCheck={false}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              setOpen(false)
            }}
          >
            <TextField.Slot>
              <Search aria-hidden size={14} />
            </TextField.Slot>
          </TextField.Root>
          <ul className={styles.records} aria-labelledby={`${id}-label`}>
            {ordered.slice(0, 200).map((record) => (
              <li key={record.id}>
                <button
                  type="button"
                  className={styles.record}
                  aria-current={record.id === chosenId ? 'true' : undefined}
                  onClick={() => {
                    onChoose(record.id)
                    setOpen(false)
                  }}
                >
                  <RecordLine record={record} />
                </button>
              </li>
            ))}
          </ul>
          {problem && <ProblemNote problem={problem} onRetry={loadMore} />}
          <div className={styles.pickerFoot} role="status">
            {loading && 'Reading from WorkOS …'}
            {!loading && !problem && records.read && found.length === 0 && !hasMore && (
              <span>
                {records.rows.length === 0
                  ? `There are none${organizationId === null ? '' : ' for this organization'} yet.`
                  : `None of the ${records.rows.length} fits${words === '' ? ` ${row.name}` : ''}.`}
              </span>
            )}
            {!loading && found.length > 0 && `${found.length} shown`}
            {!loading && hasMore && (
              <Button size="1" variant="soft" color="gray" onClick={loadMore}>
                Load more
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

/** A record with its state as it is now. */
function withState(record: RecordRow, word: string | null | undefined): RecordRow {
  return record.state === null || !word ? record : { ...record, state: { ...record.state, word } }
}

function RecordLine({ record }: { record: RecordRow }) {
  return (
    <span className={styles.recordLine}>
      <span className={styles.recordName}>{record.name}</span>
      {record.state !== null && <StateMark of={record.state.of} state={record.state.word} />}
      <span className={styles.recordSub}>
        {record.detail !== '' && <span>{record.detail}</span>}
        <code>{record.id}</code>
      </span>
    </span>
  )
}
