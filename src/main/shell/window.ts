import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { windowPreferences } from './hardening'
import { origin } from './protocol'
import type { PreferenceStore, WindowPlace } from './store/preferences'

const smallest = { width: 900, height: 600 }
const usual = { width: 1240, height: 820 }

/** Opens the window where it was left, on a screen that is still there. */
export function openWindow(preferences: PreferenceStore, folder: string): BrowserWindow {
  const place = visiblePlace(preferences.get().window)
  const window = new BrowserWindow({
    ...usual,
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Signpost',
    icon: join(folder, 'renderer/icon.png'),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#111113' : '#ffffff',
    webPreferences: windowPreferences(join(folder, 'preload/index.cjs')),
  })
  if (place?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds()
    void preferences.change((before) => ({
      ...before,
      window: { x, y, width, height, maximized: window.isMaximized() },
    }))
  })
  void window.loadURL(`${origin}/index.html`)
  return window
}

/** The remembered place, unless the screen it was on is gone. */
function visiblePlace(place: WindowPlace | null): WindowPlace | null {
  if (place === null) return null
  const { workArea } = screen.getDisplayMatching(place)
  const seen = place.x < workArea.x + workArea.width - 100 && place.x + place.width > workArea.x + 100
  const reachable = place.y >= workArea.y - 10 && place.y < workArea.y + workArea.height - 50
  return seen && reachable ? place : null
}
