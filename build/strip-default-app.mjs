import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Hook of electron-builder: an unpacked Electron brings the default app that starts other programs. It must not ship. */
export default async function stripDefaultApp({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, packager.info.framework.distMacOsAppName, 'Contents/Resources')
      : join(appOutDir, 'resources')
  const left = ['app', 'default_app.asar'].map((name) => join(resources, name))
  const markers = ['version', 'ready'].map((name) => join(appOutDir, name))
  for (const path of [...left, ...markers]) await rm(path, { recursive: true, force: true })
}
