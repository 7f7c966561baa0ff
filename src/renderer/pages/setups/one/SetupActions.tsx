import { IconButton } from '@radix-ui/themes'
import { BookOpen, Copy, Ellipsis, FileDown, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Menu } from '../../../components/Menu'
import { RenameDialog } from '../list/RenameDialog'
import { useSetupCommands } from '../list/use-setup-commands'
import { useOpenSetup } from './setup-context'

/** What can be done with the set-up as a whole. */
export function SetupActions() {
  const [, go] = useLocation()
  const { setup, row } = useOpenSetup()
  const commands = useSetupCommands()
  const [renaming, setRenaming] = useState(false)
  return (
    <>
      <Menu
        label="Actions for this set-up"
        trigger={
          <IconButton variant="soft" color="gray" aria-label="Actions for this set-up">
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        }
        entries={[
          { label: 'Rename…', Icon: Pencil, run: () => setRenaming(true) },
          { label: 'Duplicate', Icon: Copy, run: () => void commands.duplicate(setup) },
          { label: 'Export…', Icon: FileDown, run: () => void commands.export(setup) },
          { label: 'Read the whole guide', Icon: BookOpen, run: () => go(`/catalog/${row.slug}`) },
          'line',
          {
            label: 'Delete',
            Icon: Trash2,
            danger: true,
            run: () => {
              go('/setups')
              void commands.remove(setup)
            },
          },
        ]}
      />
      {renaming && <RenameDialog setup={setup} onClose={() => setRenaming(false)} />}
    </>
  )
}
