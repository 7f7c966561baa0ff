import { app } from 'electron'
import { failed, type Problem, succeeded } from '../../../shared/problem'
import { calendarOf } from '../../../shared/watch/calendar'
import type { Handlers } from '../ipc'
import { notificationsSupported, showNotification } from '../notifications'
import { saveAs } from '../save-as'
import type { WatchDesk } from '../watch-desk'

type WatchCalls = Pick<
  Handlers,
  | 'watch.overview'
  | 'watch.note'
  | 'watch.removeNote'
  | 'watch.acceptMetadata'
  | 'watch.saveCalendar'
  | 'watch.tryNotification'
>

/** What the Watch page asks for. */
export function watchPageHandlers(desk: WatchDesk): WatchCalls {
  return {
    'watch.overview': async () => succeeded(await desk.overview()),
    'watch.note': (draft) => desk.note(draft, 'person'),
    'watch.removeNote': ({ id }) => desk.removeNote(id),
    'watch.acceptMetadata': ({ setupId }) => desk.acceptMetadata(setupId),

    'watch.saveCalendar': async ({ rows: wanted }, window) => {
      const { rows, fixes, at } = await desk.overview()
      const chosen =
        wanted === null ? rows.filter(({ band }) => band !== 'expired') : rows.filter(({ id }) => wanted.includes(id))
      const { text, count } = calendarOf(chosen, fixes, Date.parse(at), app.getVersion())
      if (count === 0) return failed(nothingDated)
      const saved = await saveAs(window, 'signpost-expiry.ics', 'ics', text)
      return saved.ok ? succeeded({ ...saved.value, count }) : saved
    },

    'watch.tryNotification': () => {
      if (!notificationsSupported()) return failed(noNotifications)
      showNotification('Signpost can remind you', 'This is how it tells of an expiry or of changed metadata.')
      return succeeded(undefined)
    },
  }
}

const nothingDated: Problem = {
  code: 'watch.nothing-dated',
  title: 'There is nothing to put into a calendar.',
  detail: 'None of it has a date that lies ahead.',
  remedy: 'Note the dates that are not known, or read the metadata again.',
}

const noNotifications: Problem = {
  code: 'watch.no-notifications',
  title: 'This system shows no notifications.',
  detail: 'Signpost found no notification service to hand them to.',
  remedy: 'Save a calendar file instead, or install a notification service and start Signpost again.',
}
