import type { End } from '../../../../shared/watch/expiry'
import { When } from '../../../components/When'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** The day of an end, where the person is; a noted day is the same everywhere. */
export function EndDate({ end }: { end: End }) {
  if (end.kind === 'instant') return <When at={end.at} of="day" />
  if (end.kind !== 'day') return <span aria-hidden>–</span>
  const at = Date.parse(`${end.day}T00:00:00Z`)
  return <time dateTime={end.day}>{Number.isNaN(at) ? end.day : day.format(at)}</time>
}
