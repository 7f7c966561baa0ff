import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useEvent } from '../bridge/use-event'
import { useSetupChanges } from '../bridge/use-setup-changes'
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
