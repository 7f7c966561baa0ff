import { app, nativeTheme } from 'electron'
import { linkHosts } from '../../../shared/catalog/index'
import { succeeded } from '../../../shared/problem'
import type { Handlers } from '../ipc'
import { openLink } from '../links'
import type { PreferenceStore } from '../store/preferences'
import type { Vault } from '../store/vault'

/** The program itself: what it is, what the person chose for it, and links that lead out of it. */
export function appHandlers(
  preferences: PreferenceStore,
  vault: Vault,
  lab: boolean,
  onSettings: () => void,
): Pick<Handlers, 'app.info' | 'app.openLink' | 'settings.get' | 'settings.set'> {
  return {
    'app.info': () => succeeded({ version: app.getVersion(), platform: platform(), lab, secrets: vault.kept }),
    'app.openLink': ({ url }, window) => openLink(url, window, linkHosts),
    'settings.get': () => succeeded(preferences.get().settings),
    'settings.set': async (change) => {
      const saved = await preferences.change((before) => ({ ...before, settings: { ...before.settings, ...change } }))
      if (!saved.ok) return saved
      const { settings } = preferences.get()
      nativeTheme.themeSource = settings.appearance
      onSettings()
      return succeeded(settings)
    },
  }
}

function platform(): 'linux' | 'darwin' | 'win32' {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
}
