import { Theme } from '@radix-ui/themes'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Router, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { Notices } from '../components/notices'
import styles from './App.module.css'
import { useAppearance } from './appearance'
import { useFocusKeeper } from './focus-keeper'
import type { Layer } from './Later'
import { Pages } from './Pages'
import { focusPageFilter } from './page-filter'
import { places } from './places'
import { Rail } from './Rail'
import { useRested } from './rest'
import { isTyping, useShortcuts } from './shortcuts'

/** Where the window opens, and what is prerendered. */
export const firstPath = '/catalog'

const Later = lazy(async () => ({ default: (await import('./Later')).Later }))

/** The window: the rail, the page, and the layers that may lie over them. */
export function App() {
  const appearance = useAppearance()
  return (
    <Theme appearance={appearance} accentColor="iris" grayColor="slate" radius="medium" panelBackground="solid">
      <Router hook={useHashLocation} ssrPath={firstPath}>
        <Frame />
      </Router>
    </Theme>
  )
}

function Frame() {
  const [, go] = useLocation()
  const [layer, setLayer] = useState<Layer>(null)
  const rested = useRested()
  const [listening, setListening] = useState(false)
  const typedAhead = useTypedAhead(layer === 'palette' && !listening)
  useNoStrayDrops()
  useFocusKeeper()

  const jumps = Object.fromEntries(places.map((place) => [place.keys, () => go(place.path)]))
  useShortcuts({
    ...jumps,
    '$mod+k': () => setLayer('palette'),
    '$mod+f': () => void focusPageFilter(),
    'Alt+ArrowLeft': () => window.history.back(),
    'Alt+ArrowRight': () => window.history.forward(),
  })
  useQuestionMark(() => setLayer('shortcuts'))

  return (
    <div className={styles.frame}>
      <Rail rested={rested} onPalette={() => setLayer('palette')} />
      <main className={styles.main}>
        <Pages />
      </main>
      {rested && (
        <Suspense>
          <Later layer={layer} onLayer={setLayer} onReady={() => setListening(true)} typedAhead={typedAhead} />
        </Suspense>
      )}
      <Notices />
    </div>
  )
}

/** What is typed between asking for the palette and its being there goes into the palette, and nowhere else. */
function useTypedAhead(waiting: boolean): string {
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (!waiting) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      setTyped((before) => before + event.key)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [waiting])
  return typed
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
