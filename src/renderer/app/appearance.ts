import { useSyncExternalStore } from 'react'
import { useCall } from '../bridge/use-call'

const dark = window.matchMedia('(prefers-color-scheme: dark)')

function useSystemAppearance(): 'light' | 'dark' {
  return useSyncExternalStore(
    (watcher) => {
      dark.addEventListener('change', watcher)
      return () => dark.removeEventListener('change', watcher)
    },
    () => (dark.matches ? 'dark' : 'light'),
  )
}

/** Light or dark: what Settings says, else what the system says. */
export function useAppearance(): 'light' | 'dark' {
  const system = useSystemAppearance()
  const chosen = useCall('settings.get').value?.appearance
  return chosen === 'light' || chosen === 'dark' ? chosen : system
}
