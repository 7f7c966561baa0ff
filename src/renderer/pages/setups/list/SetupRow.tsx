import { IconButton } from '@radix-ui/themes'
import { Copy, Ellipsis, FileDown, Hourglass, Pencil, Trash2 } from 'lucide-react'
import { Link } from 'wouter'
import { catalogEntry } from '../../../../shared/catalog/index'
import type { SetupSummary } from '../../../../shared/setup'
import type { WatchRow } from '../../../../shared/watch/overview'
import { kindNames } from '../../../../shared/watch/reminders'
import { Menu } from '../../../components/Menu'
import { Monogram } from '../../../components/Monogram'
import { StateMark } from '../../../components/StateMark'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import { When } from '../../../components/When'
import { Progress } from '../one/Progress'
import styles from './list.module.css'
import type { useSetupCommands } from './use-setup-commands'

/** One set-up in the list: how far it is, what it waits for, and its state at WorkOS. */
export function SetupRow({
  setup,
  steps,
  due,
  commands,
  onRename,
}: {
  setup: SetupSummary
  /** What of it has ended or soon will. */
  due: WatchRow | null
  /** How many steps its guide has; `null` while that is being read. */
  steps: number | null
  commands: ReturnType<typeof useSetupCommands>
  onRename: () => void
}) {
  const entry = catalogEntry(setup.slug)
  const provider = entry?.name ?? setup.slug
  return (
    <li className={styles.row}>
      <Monogram name={provider} />
      <div className={styles.what}>
        <Link to={`/setups/${setup.id}`} className={styles.name}>
          {setup.name}
        </Link>
        <span className={styles.sub}>
          {provider} {entry && <Tag>{entry.type}</Tag>}
        </span>
        {due && (
          <Link to="/watch" className={styles.due} title={due.what}>
            <StatusMark status={due.status} word={`${kindNames[due.kind]}: ${due.sentence.toLowerCase()}`} />
          </Link>
        )}
      </div>
      <div className={styles.progress}>
        <Progress done={setup.stepsDone} of={steps} />
        {setup.blockedBy !== null && (
          <span className={styles.blocked}>
            <Hourglass aria-hidden size={12} />
            <span>
              Waits for <strong>{setup.blockedBy}</strong>
            </span>
          </span>
        )}
      </div>
      <div className={styles.state}>
        <StateMark of={entry?.directoryType != null ? 'directory' : 'connection'} state={setup.state} />
      </div>
      <div className={styles.when}>
        <span className="visually-hidden">Last change </span>
        <When at={setup.updatedAt} />
      </div>
      <Menu
        label={`Actions for ${setup.name}`}
        trigger={
          <IconButton variant="ghost" color="gray" className={styles.menu} aria-label={`Actions for ${setup.name}`}>
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        }
        entries={[
          { label: 'Rename…', Icon: Pencil, run: onRename },
          { label: 'Duplicate', Icon: Copy, run: () => void commands.duplicate(setup) },
          { label: 'Export…', Icon: FileDown, run: () => void commands.export(setup) },
          'line',
          { label: 'Delete', Icon: Trash2, danger: true, run: () => void commands.remove(setup) },
        ]}
      />
    </li>
  )
}
