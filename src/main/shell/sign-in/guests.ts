import type { Session, WebContents } from 'electron'

/** The sessions that strangers' pages are loaded in; the window of Signpost itself never is. */
export const guests = new WeakSet<Session>()

/** Whether web contents show a stranger's page, which may navigate where ours may not. */
export const isGuest = (contents: WebContents): boolean => guests.has(contents.session)
