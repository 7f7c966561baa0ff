import { Button, TextField } from '@radix-ui/themes'
import {
  CircleDot,
  FileCode,
  Flag,
  Link2,
  ListChecks,
  type LucideIcon,
  NotebookPen,
  PackagePlus,
  Pencil,
  ShieldCheck,
  Sparkles,
  TextCursorInput,
} from 'lucide-react'
import type { Integration } from '../../../../shared/catalog/schema'
import { isValueName, valueWord } from '../../../../shared/catalog/values'
import { checklist } from '../../../../shared/guidance/checklist'
import { stateMeaning } from '../../../../shared/guidance/workos/states'
import type { JournalEntry } from '../../../../shared/setup'
import { useKept } from '../../../app/kept'
import { When } from '../../../components/When'
import frame from './frame.module.css'
import styles from './journal.module.css'
import { useOpenSetup } from './setup-context'

const icons: Record<JournalEntry['kind'], LucideIcon> = {
  created: Sparkles,
  renamed: Pencil,
  value: TextCursorInput,
  step: ListChecks,
  metadata: FileCode,
  state: CircleDot,
  link: Link2,
  note: NotebookPen,
  check: ShieldCheck,
  imported: PackagePlus,
}

/** What happened when, the latest first, with room for notes of one's own. */
export function JournalView() {
  const { setup, row, edit } = useOpenSetup()
  const [note, setNote] = useKept(`setup.${setup.id}.note`, '')
  const entries = setup.journal.map((entry, index) => ({ entry, index })).reverse()
  return (
    <div className={frame.view}>
      <form
        className={styles.noteForm}
        onSubmit={async (event) => {
          event.preventDefault()
          if (note.trim() === '') return
          const outcome = await edit({ do: 'note', text: note.trim() })
          if (outcome.ok) setNote('')
        }}
      >
        <TextField.Root
          className={styles.noteInput}
          value={note}
          maxLength={2000}
          placeholder="Note something: whom you called, what was agreed"
          aria-label="A note for the journal"
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" variant="soft" disabled={note.trim() === ''}>
          Add
        </Button>
      </form>
      <ol className={styles.journal}>
        {entries.map(({ entry, index }) => {
          const Icon = icons[entry.kind] ?? Flag
          return (
            <li key={index} className={styles.entry} data-kind={entry.kind}>
              <Icon aria-hidden size={15} className={styles.entryIcon} />
              <span className={styles.entryText}>{inWords(entry, row)}</span>
              <span className={styles.entryAt}>
                <When at={entry.at} />
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** The journal keeps names; people read labels. */
export function inWords({ kind, text }: JournalEntry, row: Integration): string {
  if (kind === 'step') {
    const step = row.steps[Number(/^Step (\d+)/.exec(text)?.[1]) - 1]
    return step ? `${text}: ${step.do}` : text
  }
  if (kind === 'value') {
    const [name = '', ...rest] = text.split(' ')
    return isValueName(name) ? `${valueWord(name).label} ${rest.join(' ')}` : text
  }
  if (kind === 'state') {
    const match = /^The (connection|directory) is (\S+)$/.exec(text)
    if (match?.[1] === 'connection' || match?.[1] === 'directory')
      return `The ${match[1]} was seen as ${stateMeaning(match[1], match[2] ?? '').label}`
  }
  if (kind === 'check') {
    const item = /^Confirmed by hand: (.+)$/.exec(text)?.[1]
    const attribute = /^attribute:(.+)$/.exec(item ?? '')?.[1]
    if (attribute !== undefined) return `Attribute ${attribute} mapped, confirmed by hand`
    const known = checklist.find(({ id }) => id === item)
    if (known) return `${known.label}, confirmed by hand`
  }
  return text
}
