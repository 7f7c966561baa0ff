import type { Session } from 'electron'
import { readForm } from '../../workos/sign-in/form'
import type { Watcher } from '../../workos/sign-in/seen'

const pages: ReadonlySet<string> = new Set(['mainFrame', 'subFrame'])

/**
 * Tells a watcher of every page a session asks for, and keeps those it stops from leaving.
 *
 * By `webRequest`, not by the debugger protocol: it sees the requests of every frame and process of the session before they
 * leave, with the posted form and each redirect under one number, and can cancel them; and it cannot see what pages answer, so
 * that nothing of them can be kept by mistake. The debugger is attached to one target at a time, is lost when a page moves to
 * another process, and hands over whole bodies.
 */
export function watchSession(session: Session, watcher: Watcher): void {
  const { webRequest } = session
  webRequest.onBeforeRequest((details, decide) => {
    if (!pages.has(details.resourceType)) return decide({})
    const body = Buffer.concat((details.uploadData ?? []).map(({ bytes }) => bytes ?? Buffer.alloc(0)))
    const verdict = watcher.request({
      id: String(details.id),
      at: Date.now(),
      method: details.method,
      url: details.url,
      inFrame: details.resourceType === 'subFrame',
      form: details.method === 'POST' ? readForm(body) : null,
    })
    decide({ cancel: verdict === 'stop' })
  })
  webRequest.onBeforeRedirect((details) => {
    if (!pages.has(details.resourceType)) return
    watcher.answer({ id: String(details.id), status: details.statusCode, location: details.redirectURL })
    if (details.resourceType === 'mainFrame' && !/^https?:/i.test(details.redirectURL)) {
      leadAway(watcher, String(details.id), details.redirectURL)
    }
  })
  webRequest.onResponseStarted((details) => {
    if (!pages.has(details.resourceType)) return
    watcher.answer({ id: String(details.id), status: details.statusCode, location: null })
  })
  webRequest.onErrorOccurred((details) => {
    if (!pages.has(details.resourceType)) return
    watcher.failure(String(details.id), codeOf(details.error))
  })
}

/** A redirect to another program's address is never asked for; it may be the return to an application that has one. */
function leadAway(watcher: Watcher, id: string, url: string): void {
  const verdict = watcher.request({ id, at: Date.now(), method: 'GET', url, inFrame: false, form: null })
  if (verdict === 'go') watcher.over({ kind: 'led-away', scheme: schemeOf(url) })
}

/** Ends the watching. */
export function unwatchSession({ webRequest }: Session): void {
  webRequest.onBeforeRequest(null)
  webRequest.onBeforeRedirect(null)
  webRequest.onResponseStarted(null)
  webRequest.onErrorOccurred(null)
}

/** The scheme of an address with its colon. */
export const schemeOf = (url: string): string =>
  /^[a-z][a-z0-9+.-]{0,60}:/i.exec(url)?.[0].toLowerCase() ?? 'an address without a scheme'

/** `net::ERR_CERT_DATE_INVALID` without its prefix. */
export const codeOf = (error: string): string => error.replace(/^net::/, '').slice(0, 100)
