import { Theme } from '@radix-ui/themes'
import { useEffect, useRef, useState } from 'react'
import { Router, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useEvent } from '../bridge/use-event'
import { useSetupChanges } from '../bridge/use-setup-changes'
import { Notices } from '../components/notices'
import styles from './App.module.css'
import { useAppearance } from './appearance'
import { CommandPalette } from './CommandPalette'
import { Pages } from './Pages'
import { focusPageFilter } from './page-filter'
import { places } from './places'
import { Rail } from './Rail'
import { ShortcutsSheet } from './ShortcutsSheet'
import { isTyping, useShortcuts } from './shortcuts'

type Layer = 'palette' | 'shortcuts' | null

/** The window: the rail, the page, and the layers that may lie over them. */
export function App() {
  const appearance = useAppearance()
  return (
    <Theme appearance={appearance} accentColor="iris" grayColor="slate" radius="medium" panelBackground="solid">
      <Router hook={useHashLocation}>
        <Frame />
      </Router>
    </Theme>
  )
}

function Frame() {
  const [, go] = useLocation()
  const [layer, setLayer] = useState<Layer>(null)
  useSetupChanges()
  useNoStrayDrops()

  const jumps = Object.fromEntries(places.map((place) => [place.keys, () => go(place.path)]))
  useShortcuts({
    ...jumps,
    '$mod+k': () => setLayer('palette'),
    '$mod+f': () => void focusPageFilter(),
    'Alt+ArrowLeft': () => window.history.back(),
    'Alt+ArrowRight': () => window.history.forward(),
  })
  useQuestionMark(() => setLayer('shortcuts'))

  useEvent('menu.command', ({ command }) => {
    if (command === 'palette' || command === 'shortcuts') setLayer(command)
    else if (command === 'filter') focusPageFilter()
    else go(`/${command}`)
  })

  return (
    <div className={styles.frame}>
      <Rail onPalette={() => setLayer('palette')} />
      <main className={styles.main}>
        <Pages />
      </main>
      <CommandPalette
        open={layer === 'palette'}
        onOpenChange={(open) => setLayer(open ? 'palette' : null)}
        onShortcuts={() => setLayer('shortcuts')}
      />
      <ShortcutsSheet open={layer === 'shortcuts'} onOpenChange={(open) => setLayer(open ? 'shortcuts' : null)} />
      <Notices />
    </div>
  )
}

/** A file dropped beside a place that takes files does nothing, instead of being opened in the window. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => event.preventDefault()
    window.addEventListener('dragover', refuse)
    window.addEventListener('drop', refuse)
    return () => {
      window.removeEventListener('dragover', refuse)
      window.removeEventListener('drop', refuse)
    }
  }, [])
}

/** `?` stands on different keys on different keyboards, so the character counts and not the key. */
function useQuestionMark(act: () => void): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || isTyping(event)) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
