import { Dialog, VisuallyHidden } from '@radix-ui/themes'
import { Command } from 'cmdk'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useCall } from '../bridge/use-call'
import { Monogram } from '../components/Monogram'
import { useCatalogIndex } from '../pages/catalog/catalog-index'
import styles from './CommandPalette.module.css'
import { type Choice, type ErrorSearch, paletteFor } from './palette'
import { keycaps } from './shortcuts'

/** Jumps to anything by name: pages, providers, set-ups, actions. */
export function CommandPalette({
  open,
  begun,
  onOpenChange,
  onShortcuts,
}: {
  open: boolean
  /** What it opens with. */
  begun: string
  onOpenChange: (open: boolean) => void
  onShortcuts: () => void
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Content className={styles.panel} aria-describedby={undefined}>
        <VisuallyHidden>
          <Dialog.Title>Search or jump</Dialog.Title>
        </VisuallyHidden>
        <Choices begun={begun} close={() => onOpenChange(false)} onShortcuts={onShortcuts} />
      </Dialog.Content>
    </Dialog.Root>
  )
}

/** The dictionary of errors is read when the palette first opens: nothing else in the window's start needs it. */
function useErrorSearch(): ErrorSearch {
  const [search, setSearch] = useState<{ run: NonNullable<ErrorSearch> } | null>(null)
  useEffect(() => {
    void import('../../shared/guidance/errors/dictionary').then(({ searchErrors }) => setSearch({ run: searchErrors }))
  }, [])
  return search?.run ?? null
}

function Choices({ begun, close, onShortcuts }: { begun: string; close: () => void; onShortcuts: () => void }) {
  const [, go] = useLocation()
  const [text, setText] = useState(begun)
  const setups = useCall('setups.list').value?.setups ?? []
  const groups = paletteFor(text, setups, useCatalogIndex(), useErrorSearch())

  const carryOut = ({ to, before }: Choice) => {
    before?.()
    if (to === 'shortcuts') return onShortcuts()
    close()
    go(to)
  }

  return (
    <Command label="Search or jump" shouldFilter={false} loop>
      <Command.Input
        className={styles.input}
        value={text}
        onValueChange={setText}
        placeholder="A page, provider, set-up, error code or action"
        autoFocus
      />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>Nothing is called “{text.trim()}”.</Command.Empty>
        {groups.map(({ title, choices }) => (
          <Command.Group key={title} heading={title} className={styles.group}>
            {choices.map((choice) => (
              <Command.Item key={choice.id} className={styles.item} value={choice.id} onSelect={() => carryOut(choice)}>
                {choice.Icon && <choice.Icon aria-hidden size={16} />}
                {choice.monogram && <Monogram name={choice.monogram} size="line" />}
                <span className={styles.name}>{choice.name}</span>
                {choice.aside && <span className={styles.aside}>{choice.aside}</span>}
                {choice.keys && (
                  <span className={styles.keys} aria-hidden>
                    {keycaps(choice.keys).map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </span>
                )}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <div className={styles.foot} aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>{keycaps('Enter')[0]}</kbd> open
        </span>
        <span>
          <kbd>Esc</kbd> close
        </span>
      </div>
    </Command>
  )
}
