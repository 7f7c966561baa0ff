import { join } from 'node:path'
import { app, Menu, nativeTheme, session } from 'electron'
import { openDoor } from './door'
import { readFirstLook } from './first-look'
import { denyPermissions, dropKeysFromVariables, hardenContents } from './hardening'
import { setMenu } from './menu'
import { Previews } from './previews'
import { registerScheme, serveWindow } from './protocol'
import { isGuest } from './sign-in/guests'
import { openWindow } from './window'

/**
 * Opens the window, and only then reads the rest of the program (desktop.ts): what stands before a window costs every
 * start. Nothing here may import a schema, the catalog or a subject. `folder` is the folder of the build, with `main/`,
 * `preload/` and `renderer/` below it.
 */
export async function openDesktop(folder: string): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.quit()
  const lab = process.env.SIGNPOST_LAB
  dropKeysFromVariables()
  // Chromium refuses to sandbox for root; development and test machines then say so on the command line.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerScheme()
  hardenContents(isGuest)
  // Ours is set while the page loads; Electron would build one of its own before that.
  Menu.setApplicationMenu(null)
  await app.whenReady()

  denyPermissions(session.defaultSession)
  const previews = new Previews()
  serveWindow(session.defaultSession, join(folder, 'renderer'), previews)
  const { appearance, place } = readFirstLook(app.getPath('userData'))
  nativeTheme.themeSource = appearance
  const window = openWindow(place, folder)
  openDoor(async () => (await import('./desktop')).startDesktop({ folder, window, previews, lab }))
  setMenu()
}
