import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useCall } from '../bridge/use-call'
import { useEvent } from '../bridge/use-event'
import { useSetupChanges } from '../bridge/use-setup-changes'
import { notify } from '../components/notices'
import { useChosenAppearance } from './appearance'
import { CommandPalette } from './CommandPalette'
import { focusPageFilter } from './page-filter'
import { ShortcutsSheet } from './ShortcutsSheet'

/** What lies over the page. */
export type Layer = 'palette' | 'shortcuts' | null

/** What the window opens without: it listens to main, and holds what may lie over the page. */
export function Later({
  layer,
  onLayer,
  onReady,
  typedAhead,
}: {
  layer: Layer
  onLayer: (layer: Layer) => void
  onReady: () => void
  /** What was typed for the palette before it was there; it begins with that, once. */
  typedAhead: string
}) {
  const [, go] = useLocation()
  const begun = useRef(typedAhead)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it has come
  useEffect(onReady, [])
  useSetupChanges()
  useOpenRehearsals(() => go('/workbench/scim'))
  useChosenAppearance()
  useEvent('menu.command', ({ command }) => {
    if (command === 'palette' || command === 'shortcuts') onLayer(command)
    else if (command === 'filter') focusPageFilter()
    else go(`/${command}`)
  })

  return (
    <>
      <CommandPalette
        open={layer === 'palette'}
        begun={begun.current}
        onOpenChange={(open) => {
          begun.current = ''
          onLayer(open ? 'palette' : null)
        }}
        onShortcuts={() => onLayer('shortcuts')}
      />
      <ShortcutsSheet open={layer === 'shortcuts'} onOpenChange={(open) => onLayer(open ? 'shortcuts' : null)} />
    </>
  )
}

/** Says once that a rehearsal was cut off when the program ended; the SCIM tool says the rest. */
function useOpenRehearsals(look: () => void): void {
  const { value } = useCall('rehearsals.list')
  const said = useRef(false)
  useEffect(() => {
    if (said.current || value === undefined) return
    said.current = true
    if (value.length === 0) return
    notify({
      text: 'A SCIM rehearsal was cut off, and may have left a user or a group behind.',
      action: { label: 'Look', run: look },
    })
  }, [value, look])
}
