import { Dialog } from '@radix-ui/themes'
import { places } from './places'
import styles from './ShortcutsSheet.module.css'
import { keycaps } from './shortcuts'

const groups: ReadonlyArray<{ title: string; rows: ReadonlyArray<readonly [string, string]> }> = [
  { title: 'Pages', rows: places.map((place) => [place.title, place.keys] as const) },
  {
    title: 'Anywhere',
    rows: [
      ['Search or jump', '$mod+k'],
      ['Go to the filter of this page', '$mod+f'],
      ['Back', 'Alt+ArrowLeft'],
      ['Forward', 'Alt+ArrowRight'],
      ['These shortcuts', '?'],
      ['Close the top layer', 'Escape'],
    ],
  },
  {
    title: 'Lists',
    rows: [
      ['Next row', 'ArrowDown'],
      ['Previous row', 'ArrowUp'],
      ['Open the row', 'Enter'],
    ],
  },
  {
    title: 'Steps of a set-up',
    rows: [
      ['Done, go on', '$mod+Enter'],
      ['Previous step', 'Alt+ArrowUp'],
      ['Next step', 'Alt+ArrowDown'],
    ],
  },
]

export function ShortcutsSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Content maxWidth="640px" aria-describedby={undefined}>
        <Dialog.Title size="4">Keyboard shortcuts</Dialog.Title>
        <div className={styles.groups}>
          {groups.map((group) => (
            <section key={group.title}>
              <h2 className={styles.title}>{group.title}</h2>
              <dl className={styles.rows}>
                {group.rows.map(([what, keys]) => (
                  <div key={what}>
                    <dt>{what}</dt>
                    <dd>
                      {keycaps(keys).map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog.Content>
    </Dialog.Root>
  )
}
