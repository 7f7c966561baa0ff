import { IconButton } from '@radix-ui/themes'
import { CalendarPlus, ChevronDown, ChevronRight, Ellipsis, ListChecks, Pencil, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { Link, useLocation } from 'wouter'
import type { Fix } from '../../../../shared/finding'
import type { WatchRow } from '../../../../shared/watch/overview'
import { kindNames } from '../../../../shared/watch/reminders'
import { ownerNames } from '../../../components/FindingCard'
import { Menu, type MenuEntry } from '../../../components/Menu'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import { DateDetails } from './DateDetails'
import styles from './dates.module.css'
import { EndDate } from './EndDate'
import { useNotes } from './use-notes'

const roleNames = { primary: 'primary', next: 'next', 'left-over': null, former: null } as const

/** One thing that ends: what it is, whose, when, and who renews it; opened, where that is done. */
export function DateRow({
  row,
  fix,
  place,
  of,
  open,
  onToggle,
  onNote,
  onCalendar,
}: {
  row: WatchRow
  fix: Fix | undefined
  place: number
  of: number
  open: boolean
  onToggle: () => void
  onNote: () => void
  onCalendar: () => void
}) {
  const [, go] = useLocation()
  const notes = useNotes()
  const id = useId()
  const { setup, role } = row
  const dated = row.end.kind === 'instant' || row.end.kind === 'day'
  const canNote = row.noteId !== null || row.end.kind === 'unknown'
  const entries: MenuEntry[] = [
    ...(setup === null ? [] : [{ label: 'Open the set-up', Icon: ListChecks, run: () => go(`/setups/${setup.id}`) }]),
    ...(canNote
      ? [{ label: row.noteId === null ? 'Note its date…' : 'Change the date…', Icon: Pencil, run: onNote }]
      : []),
    ...(dated ? [{ label: 'Put it into a calendar…', Icon: CalendarPlus, run: onCalendar }] : []),
    ...(row.noteId === null
      ? []
      : ([
          'line',
          { label: 'Remove the note', Icon: Trash2, danger: true, run: () => void notes.remove(row) },
        ] as const)),
  ]
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <article
      className={styles.row}
      data-status={row.status}
      aria-labelledby={id}
      aria-posinset={place}
      aria-setsize={of}
    >
      <div className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-label={`Details of ${row.what}`}
          onClick={onToggle}
        >
          <Chevron aria-hidden size={15} />
        </button>
        <div className={styles.state}>
          <StatusMark status={row.status} word={row.word} />
        </div>
        <div className={styles.what}>
          <div className={styles.names}>
            <h3 id={id} className={styles.name} title={row.what}>
              {row.what}
            </h3>
            {role && roleNames[role] && <Tag strong>{roleNames[role]}</Tag>}
          </div>
          <p className={styles.whose}>
            {kindNames[row.kind]}
            {setup && (
              <>
                {' of '}
                <Link to={`/setups/${setup.id}`}>{setup.name}</Link>
                {setup.name.includes(setup.organization) ? '' : `, ${setup.organization}`}
                {row.others > 0 && ` and ${row.others} more`}
              </>
            )}
            {fix && row.band !== 'later' && ` · ${ownerNames[fix.owner]}`}
          </p>
        </div>
        <div className={styles.when}>
          <span className={styles.date}>
            <EndDate end={row.end} />
          </span>
          <span className={styles.left}>{row.sentence}</span>
        </div>
        {row.end.kind === 'unknown' && row.noteId === null ? (
          <button type="button" className={styles.noteIt} onClick={onNote}>
            Note its date…
          </button>
        ) : null}
        <Menu
          label={`Actions for ${row.what}`}
          trigger={
            <IconButton variant="ghost" color="gray" className={styles.menu} aria-label={`Actions for ${row.what}`}>
              <Ellipsis aria-hidden size={16} />
            </IconButton>
          }
          entries={entries}
        />
      </div>
      {open && <DateDetails row={row} fix={fix} />}
    </article>
  )
}
