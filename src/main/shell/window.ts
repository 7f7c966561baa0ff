import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { windowPreferences } from './hardening'
import { origin } from './protocol'
import type { PreferenceStore, WindowPlace } from './store/preferences'

const smallest = { width: 900, height: 600 }
const usual = { width: 1240, height: 820 }

/** Opens the window where it was left, on a screen that is still there. */
export function openWindow(remembered: WindowPlace | null, folder: string): BrowserWindow {
  const place = visiblePlace(remembered)
  const window = new BrowserWindow({
    ...usual,
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Signpost',
    show: false,
    paintWhenInitiallyHidden: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#111113' : '#ffffff',
    webPreferences: windowPreferences(join(folder, 'preload/index.cjs')),
  })
  if (place?.maximized) window.maximize()
  else giveSize(window)
  window.webContents.once('dom-ready', () => {
    window.show()
    // Not on opening: reading the picture would hold the page up. Elsewhere the icon is the program's own.
    if (process.platform === 'linux') window.setIcon(join(folder, 'renderer/icon.png'))
  })
  void window.loadURL(`${origin}/index.html#/catalog`)
  return window
}

/** Until a hidden window changes its size, its page is given none, and would be laid out a second time when it shows. */
function giveSize(window: BrowserWindow): void {
  const bounds = window.getBounds()
  window.setBounds({ ...bounds, height: bounds.height + 1 })
  window.setBounds(bounds)
}

/** Remembers where the window is, for the next start. */
export async function keepPlace(window: BrowserWindow, preferences: PreferenceStore): Promise<void> {
  const place = { ...window.getNormalBounds(), maximized: window.isMaximized() }
  await preferences.change((before) => ({ ...before, window: place }))
}

/** The remembered place, unless the screen it was on is gone. */
function visiblePlace(place: WindowPlace | null): WindowPlace | null {
  if (place === null) return null
  const { workArea } = screen.getDisplayMatching(place)
  const seen = place.x < workArea.x + workArea.width - 100 && place.x + place.width > workArea.x + 100
  const reachable = place.y >= workArea.y - 10 && place.y < workArea.y + workArea.height - 50
  return seen && reachable ? place : null
}
