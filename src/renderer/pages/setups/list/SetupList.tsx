import { Button, TextField } from '@radix-ui/themes'
import { FileUp, ListChecks, Plus, Search, SearchX } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { FileTicket } from '../../../../shared/contract'
import type { SetupSummary } from '../../../../shared/setup'
import { useKept } from '../../../app/kept'
import { usePageFilter } from '../../../app/page-filter'
import { adoptFile } from '../../../bridge/bridge'
import { useAction } from '../../../bridge/use-action'
import { useCall } from '../../../bridge/use-call'
import { EmptyState } from '../../../components/EmptyState'
import { Page } from '../../../components/Page'
import { ProblemNote } from '../../../components/ProblemNote'
import { DamagedFiles } from './DamagedFiles'
import { groupSetups } from './group-setups'
import styles from './list.module.css'
import { RenameDialog } from './RenameDialog'
import { SetupRow } from './SetupRow'
import { useDue } from './use-due'
import { useGuides } from './use-guides'
import { useSetupCommands } from './use-setup-commands'

/** Every set-up by customer organization. */
export function SetupList() {
  const [, go] = useLocation()
  const list = useCall('setups.list')
  const guides = useGuides()
  const due = useDue()
  const commands = useSetupCommands()
  const choose = useAction('files.open')
  const take = useAction('setups.import')
  const [query, setQuery] = useKept('setups.query', '')
  const [renaming, setRenaming] = useState<SetupSummary | null>(null)
  const [refused, setRefused] = useState<ReactNode>(null)
  const input = useRef<HTMLInputElement>(null)
  usePageFilter(input)

  const setups = list.value?.setups ?? []
  const groups = groupSetups(setups, query)
  const found = groups.reduce((sum, group) => sum + group.setups.length, 0)

  const importFile = async (ticket: FileTicket) => {
    setRefused(null)
    const outcome = await take.run({ ticket: ticket.ticket })
    if (outcome.ok) go(`/setups/${outcome.value.id}`)
  }
  const open = async () => {
    const outcome = await choose.run({ title: 'Import a set-up', extensions: ['json'] })
    if (outcome.ok && outcome.value) await importFile(outcome.value)
  }
  const drop = async (event: React.DragEvent) => {
    const file = event.dataTransfer.files[0]
    if (!file) return
    event.preventDefault()
    const outcome = await adoptFile(file)
    if (outcome.ok) await importFile(outcome.value)
    else setRefused(<ProblemNote problem={outcome.problem} />)
  }

  const start = (
    <Button asChild>
      <Link to="/setups/new">
        <Plus aria-hidden size={15} />
        New set-up
      </Link>
    </Button>
  )
  const importButton = (
    <Button variant="soft" color="gray" onClick={() => void open()} loading={take.running}>
      <FileUp aria-hidden size={15} />
      Import…
    </Button>
  )

  return (
    <Page
      title="Set-ups"
      lead="One for each integration of a customer organization. They are saved as you type."
      wide
      actions={
        setups.length > 0 && (
          <>
            {importButton}
            {start}
          </>
        )
      }
      toolbar={
        setups.length > 0 && (
          <div className={styles.toolbar}>
            <TextField.Root
              ref={input}
              className={styles.search}
              placeholder="Filter by organization, provider or state"
              aria-label="Filter the set-ups"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setQuery('')
              }}
              spellCheck={false}
            >
              <TextField.Slot>
                <Search aria-hidden size={15} />
              </TextField.Slot>
            </TextField.Root>
            <span role="status" className={styles.count}>
              {found === setups.length
                ? `${found} ${found === 1 ? 'set-up' : 'set-ups'}`
                : `${found} of ${setups.length}`}
            </span>
          </div>
        )
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way for Import, which is a button */}
      <div className={styles.list} onDragOver={(event) => event.preventDefault()} onDrop={(event) => void drop(event)}>
        {list.problem && <ProblemNote problem={list.problem} onRetry={list.refresh} />}
        {take.problem && <ProblemNote problem={take.problem} />}
        {choose.problem && <ProblemNote problem={choose.problem} />}
        {refused}
        <DamagedFiles files={list.value?.damaged ?? []} />
        {list.value && setups.length === 0 && (
          <EmptyState
            Icon={ListChecks}
            title="No set-up yet"
            actions={
              <>
                {start}
                <Button variant="soft" asChild>
                  <Link to="/catalog/choose">Help me choose the type</Link>
                </Button>
                {importButton}
              </>
            }
          >
            <p>
              A set-up walks one integration from the first value to the first sign-in, and keeps what it learned on the
              way. Find the provider first, or answer three questions.
            </p>
          </EmptyState>
        )}
        {setups.length > 0 && groups.length === 0 && (
          <EmptyState
            Icon={SearchX}
            title={`No set-up holds “${query.trim()}”`}
            actions={
              <Button variant="soft" onClick={() => setQuery('')}>
                Show all
              </Button>
            }
          />
        )}
        {groups.map((group) => (
          <section key={group.organization} className={styles.group} aria-label={group.organization}>
            <h2 className={styles.organization}>
              {group.organization}
              <span className={styles.groupCount}>{group.setups.length}</span>
            </h2>
            <ul className={styles.rows}>
              {group.setups.map((setup) => (
                <SetupRow
                  key={setup.id}
                  setup={setup}
                  steps={guides?.get(setup.slug)?.steps.length ?? null}
                  due={due.get(setup.id) ?? null}
                  commands={commands}
                  onRename={() => setRenaming(setup)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {renaming && <RenameDialog setup={renaming} onClose={() => setRenaming(null)} />}
    </Page>
  )
}
