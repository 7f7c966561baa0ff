import type { Status } from '../../shared/finding'
import { judgeEnd } from '../../shared/watch/expiry'

export type Validity = { status: Status; word: string; sentence: string }

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * What a validity period means at a point in time, in the words of Watch. Times are ISO 8601, `now` is in milliseconds; days are
 * counted on the calendar of the zone.
 */
export function validityOf(
  { notBefore, notAfter }: { notBefore: string; notAfter: string },
  now: number,
  zone: string = zoneHere(),
): Validity {
  const start = Date.parse(notBefore)
  if (Number.isNaN(start) || Number.isNaN(Date.parse(notAfter)))
    return { status: 'warn', word: 'Unreadable dates', sentence: 'The validity period cannot be read.' }
  const { band, status, word, sentence } = judgeEnd({ kind: 'instant', at: notAfter }, now, zone)
  if (start > now && band !== 'expired') {
    const until = judgeEnd({ kind: 'instant', at: notBefore }, now, zone).daysLeft ?? 0
    const when = until <= 0 ? 'today' : until === 1 ? 'tomorrow' : `in ${until.toLocaleString('en')} days`
    return { status: 'warn', word: 'Not yet valid', sentence: `Becomes valid ${when}` }
  }
  return band === 'under-60' ? { status: 'pass', word: 'Valid', sentence } : { status, word, sentence }
}

/** How much of a period has passed, from 0 to 1. */
export function elapsed({ notBefore, notAfter }: { notBefore: string; notAfter: string }, now: number): number {
  const start = Date.parse(notBefore)
  const end = Date.parse(notAfter)
  if (!(end > start)) return 1
  return Math.min(1, Math.max(0, (now - start) / (end - start)))
}
