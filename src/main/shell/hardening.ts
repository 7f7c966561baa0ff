import { app, type Session, type WebContents, type WebPreferences } from 'electron'
import { origin, previewFolder } from './protocol'

/** The preferences of every window of ours. Source: https://www.electronjs.org/docs/latest/tutorial/security */
export function windowPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  }
}

/**
 * Whatever web contents come to life: none navigates away, opens a window or holds a webview. `isGuest` names those that show a
 * stranger's page; they have guards of their own.
 */
export function hardenContents(isGuest: (contents: WebContents) => boolean): void {
  app.on('web-contents-created', (_, contents) => {
    if (isGuest(contents)) return
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    const stay = (event: { preventDefault(): void; url: string }) => {
      if (event.url !== `${origin}/index.html` && event.url !== `${origin}/`) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-frame-navigate', (event) => {
      // The one frame of the page shows what is about to leave; what it shows leads nowhere.
      const isPreview = !event.isMainFrame && event.url.startsWith(`${origin}/${previewFolder}`)
      if (!isPreview) stay(event)
    })
    contents.on('will-redirect', stay)
  })
}

/** Copying to the clipboard is the one thing the page may do. */
const permitted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Denies every permission but those listed, to our own page alone. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) => {
    decide(permitted.has(permission) && isOurs(contents.getURL()))
  })
  session.setPermissionCheckHandler(
    (_, permission, requestingOrigin) => permitted.has(permission) && isOurs(requestingOrigin),
  )
  session.setDevicePermissionHandler(() => false)
}

/** Whether an address belongs to our own page. */
export function isOurs(url: string): boolean {
  return url === origin || url.startsWith(`${origin}/`)
}

const keyLike = /\b(sk|se|rk)_\w{6,}/

/** Removes environment variables that hold a key: Electron gives every preload script a copy of all of them. */
export function dropKeysFromVariables(): void {
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && keyLike.test(value)) delete process.env[name]
  }
}
