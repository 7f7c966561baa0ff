import { Dialog, VisuallyHidden } from '@radix-ui/themes'
import { Command } from 'cmdk'
import { CornerDownLeft, Keyboard, ListChecks, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useCall } from '../bridge/use-call'
import styles from './CommandPalette.module.css'
import { places } from './places'
import { keycaps } from './shortcuts'

/** Jumps to anything by name: pages, providers, set-ups, actions. */
export function CommandPalette({
  open,
  onOpenChange,
  onShortcuts,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  onShortcuts: () => void
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Content className={styles.panel} aria-describedby={undefined}>
        <VisuallyHidden>
          <Dialog.Title>Search or jump</Dialog.Title>
        </VisuallyHidden>
        <Choices close={() => onOpenChange(false)} onShortcuts={onShortcuts} />
      </Dialog.Content>
    </Dialog.Root>
  )
}

function Choices({ close, onShortcuts }: { close: () => void; onShortcuts: () => void }) {
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const setups = useCall('setups.list').value?.setups ?? []

  const jump = (path: string) => {
    close()
    go(path)
  }

  return (
    <Command label="Search or jump" loop>
      <Command.Input
        className={styles.input}
        value={text}
        onValueChange={setText}
        placeholder="A page, provider, set-up or action"
        autoFocus
      />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>Nothing is called “{text}”.</Command.Empty>
        <Command.Group heading="Pages" className={styles.group}>
          {places.map((place) => (
            <Choice
              key={place.id}
              id={`page ${place.id}`}
              name={place.title}
              Icon={place.Icon}
              keys={place.keys}
              run={() => jump(place.path)}
            />
          ))}
        </Command.Group>
        {setups.length > 0 && (
          <Command.Group heading="Set-ups" className={styles.group}>
            {setups.map((one) => (
              <Choice
                key={one.id}
                id={`setup ${one.id}`}
                name={one.name}
                aside={one.organization}
                words={[one.organization, one.slug]}
                Icon={ListChecks}
                run={() => jump(`/setups/${one.id}`)}
              />
            ))}
          </Command.Group>
        )}
        <Command.Group heading="Actions" className={styles.group}>
          <Choice id="action shortcuts" name="Keyboard shortcuts" Icon={Keyboard} keys="?" run={onShortcuts} />
        </Command.Group>
      </Command.List>
      <div className={styles.foot} aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>
            <CornerDownLeft size={11} />
          </kbd>{' '}
          open
        </span>
        <span>
          <kbd>Esc</kbd> close
        </span>
      </div>
    </Command>
  )
}

function Choice({
  id,
  name,
  aside,
  words,
  Icon,
  keys,
  run,
}: {
  id: string
  name: string
  aside?: string
  words?: string[]
  Icon: LucideIcon
  keys?: string
  run: () => void
}) {
  return (
    <Command.Item className={styles.item} value={id} keywords={[name, ...(words ?? [])]} onSelect={run}>
      <Icon aria-hidden size={15} />
      <span className={styles.name}>{name}</span>
      {aside && <span className={styles.aside}>{aside}</span>}
      {keys && (
        <span className={styles.keys} aria-hidden>
          {keycaps(keys).map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      )}
    </Command.Item>
  )
}
