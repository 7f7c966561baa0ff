import { type Certificate, type Session, session, type WebContents, WebContentsView } from 'electron'
import type { RefusedCertificate } from '../../../shared/sign-in/trace'
import { errorLine } from '../../workos/sign-in/error-line'
import type { Watcher } from '../../workos/sign-in/seen'
import { guests } from './guests'
import { codeOf, schemeOf, unwatchSession, watchSession } from './watch-session'

/** Lets a session trust what the machine's own trust does not; the practice lab does so. */
export type Trust = (session: Session) => void

/**
 * A view for pages of strangers: in a sandbox, in a session of its own that is gone with it, without a preload script. It opens no
 * window, saves no download, starts no program, is given no permission, no client certificate and no password of the system, and
 * never goes on past a certificate that is not trusted. Each such wish is told to the watcher.
 */
export function openGuest(
  id: string,
  watcher: Watcher,
  trust: Trust | null,
): { view: WebContentsView; close: () => void } {
  const own = session.fromPartition(`sign-in-${id}`, { cache: false })
  guests.add(own)
  trust?.(own)
  own.setUserAgent(own.getUserAgent().replace(/ (?:Electron|[Ss]ignpost)\/\S+/g, ''))
  watchSession(own, watcher)
  refusePermissions(own, watcher)
  const view = new WebContentsView({
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: false,
    },
  })
  refuseWishes(view.webContents, watcher)
  tellEnds(view.webContents, watcher)
  return {
    view,
    close: () => {
      unwatchSession(own)
      if (!view.webContents.isDestroyed()) view.webContents.close({ waitForBeforeUnload: false })
      void own.clearStorageData().then(() => own.closeAllConnections())
    },
  }
}

function refusePermissions(own: Session, watcher: Watcher): void {
  own.setPermissionRequestHandler((_, permission, decide, details) => {
    const external = 'externalURL' in details ? details.externalURL : undefined
    if (permission === 'openExternal') watcher.note('scheme-refused', schemeOf(external ?? ''))
    else watcher.note('permission-refused', permission)
    decide(false)
  })
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.on('will-download', (event, item) => {
    event.preventDefault()
    watcher.note('download-refused', hostIn(item.getURL()))
  })
}

function refuseWishes(contents: WebContents, watcher: Watcher): void {
  contents.setWindowOpenHandler(({ url }) => {
    watcher.note('window-refused', hostIn(url))
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    if (/^(https?|about|blob|data):/i.test(event.url)) return
    event.preventDefault()
    watcher.note('scheme-refused', schemeOf(event.url))
  })
  contents.on('login', (_event, _details, { isProxy, host, port }) => {
    watcher.note('http-authentication', `${isProxy ? 'the proxy ' : ''}${host}:${port}`)
  })
  contents.on('select-client-certificate', (event, url, _list, choose) => {
    event.preventDefault()
    watcher.note('client-certificate-refused', hostIn(url))
    // Called without a certificate it goes on without one; the typings leave that out.
    Reflect.apply(choose, undefined, [])
  })
  contents.on('certificate-error', (_event, url, error, certificate, _decide, isMainFrame) => {
    const refused = refusedCertificate(url, error, certificate)
    if (isMainFrame) watcher.over({ kind: 'certificate', certificate: refused })
    else watcher.note('certificate-in-frame', `${refused.host}, ${refused.code}`)
  })
}

/** A navigation that was cancelled or replaced by another one. */
const aborted = -3
const blockedByUs = -20

function tellEnds(contents: WebContents, watcher: Watcher): void {
  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (!isMainFrame || code === aborted || code === blockedByUs) return
    if (description === 'ERR_UNSAFE_REDIRECT')
      watcher.over({ kind: 'led-away', scheme: 'an address that is no web page' })
    else watcher.over({ kind: 'unreachable', host: hostIn(url), code: codeOf(description || `error ${code}`) })
  })
  contents.on('render-process-gone', () => watcher.over({ kind: 'crashed' }))
  contents.on('did-finish-load', () => void readErrorLine(contents, watcher))
}

const isolatedWorld = 999
const longestPage = 20_000

/** Looks on a page for an error that identity providers are known to show. Of the page nothing but that line is kept. */
async function readErrorLine(contents: WebContents, watcher: Watcher): Promise<void> {
  const url = contents.getURL()
  const code = `document.body ? document.body.innerText.slice(0, ${longestPage}) : ''`
  const text: unknown = await contents.executeJavaScriptInIsolatedWorld(isolatedWorld, [{ code }]).catch(() => '')
  const line = typeof text === 'string' ? errorLine(text.slice(0, longestPage)) : null
  if (line !== null) watcher.pageSays(url, line)
}

function refusedCertificate(url: string, error: string, certificate: Certificate): RefusedCertificate {
  const time = (seconds: number) => new Date(seconds * 1000).toISOString()
  return {
    host: hostIn(url),
    code: codeOf(error),
    subject: certificate.subjectName.slice(0, 1000),
    issuer: certificate.issuerName.slice(0, 1000),
    validFrom: time(certificate.validStart),
    validTo: time(certificate.validExpiry),
    sha256: Buffer.from(certificate.fingerprint.replace(/^sha256\//, ''), 'base64')
      .toString('hex')
      .slice(0, 64),
  }
}

const hostIn = (url: string): string =>
  URL.canParse(url) ? new URL(url).host || schemeOf(url) : 'an unreadable address'
