import { useEffect, useSyncExternalStore } from 'react'
import type { Settings } from '../../shared/settings'
import { useCall } from '../bridge/use-call'
import { keep, useKept } from './kept'

const prefersDark = '(prefers-color-scheme: dark)'

function watch(watcher: () => void): () => void {
  const dark = window.matchMedia(prefersDark)
  dark.addEventListener('change', watcher)
  return () => dark.removeEventListener('change', watcher)
}

const ofSystem = () => (window.matchMedia(prefersDark).matches ? 'dark' : 'light')

/** The first screen is made without a window, in light; main writes into it what holds when it serves the page. */
const ofFirstScreen = () =>
  typeof document !== 'undefined' && document.querySelector('.radix-themes.dark') ? 'dark' : 'light'

const keptName = 'appearance'

/** Light or dark: what Settings say, else what the system says. */
export function useAppearance(): 'light' | 'dark' {
  const system = useSyncExternalStore(watch, ofSystem, ofFirstScreen)
  const [chosen] = useKept<Settings['appearance']>(keptName, 'system')
  return chosen === 'system' ? system : chosen
}

/** Takes what Settings say over into the appearance, once they have been read. */
export function useChosenAppearance(): void {
  const chosen = useCall('settings.get').value?.appearance
  useEffect(() => {
    if (chosen) keep(keptName, chosen)
  }, [chosen])
}
