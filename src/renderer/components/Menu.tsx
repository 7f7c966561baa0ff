import { Theme } from '@radix-ui/themes'
import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement } from 'react'
import styles from './Menu.module.css'

export type MenuEntry =
  | 'line'
  | {
      label: string
      Icon?: LucideIcon
      hint?: string
      danger?: boolean
      disabled?: boolean
      checked?: boolean
      run: () => void
    }

/** A button's menu. Built on the bare primitive: the themed one injects markup, which the content policy refuses. */
export function Menu({
  trigger,
  entries,
  align = 'end',
  label,
}: {
  trigger: ReactElement
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
  label?: string
}) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <Theme asChild>
          <DropdownMenu.Content
            className={styles.menu}
            align={align}
            sideOffset={6}
            collisionPadding={12}
            aria-label={label}
          >
            {entries.map((entry, index) =>
              entry === 'line' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else to be told by, and menus do not reorder
                <DropdownMenu.Separator key={index} className={styles.line} />
              ) : (
                <DropdownMenu.Item
                  key={entry.label}
                  className={styles.item}
                  disabled={entry.disabled}
                  data-danger={entry.danger}
                  aria-checked={entry.checked}
                  onSelect={entry.run}
                >
                  {entry.Icon && <entry.Icon aria-hidden size={15} />}
                  <span className={styles.label}>{entry.label}</span>
                  {entry.hint && <span className={styles.hint}>{entry.hint}</span>}
                </DropdownMenu.Item>
              ),
            )}
          </DropdownMenu.Content>
        </Theme>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
