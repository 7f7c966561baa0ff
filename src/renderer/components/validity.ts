import type { Status } from '../../shared/finding'

export type Validity = { status: Status; word: string; sentence: string }

const dayMs = 86_400_000
/** From here on a certificate is shown as about to expire: time enough to plan a rollover with the other side. */
const soonDays = 30

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

/** What a validity period means at a point in time, in words. Times are ISO 8601, `now` is in milliseconds. Pure. */
export function validityOf({ notBefore, notAfter }: { notBefore: string; notAfter: string }, now: number): Validity {
  const start = Date.parse(notBefore)
  const end = Date.parse(notAfter)
  if (Number.isNaN(start) || Number.isNaN(end))
    return { status: 'warn', word: 'Unreadable dates', sentence: 'The validity period cannot be read.' }
  if (end <= now) {
    const since = Math.floor((now - end) / dayMs)
    return { status: 'fail', word: 'Expired', sentence: since === 0 ? 'Expired today' : `Expired ${days(since)} ago` }
  }
  if (start > now) {
    const until = Math.ceil((start - now) / dayMs)
    return { status: 'warn', word: 'Not yet valid', sentence: `Becomes valid in ${days(until)}` }
  }
  const left = Math.floor((end - now) / dayMs)
  const sentence = left === 0 ? 'Expires today' : `Expires in ${days(left)}`
  return left < soonDays
    ? { status: 'warn', word: 'Expires soon', sentence }
    : { status: 'pass', word: 'Valid', sentence }
}

/** How much of a period has passed, from 0 to 1. */
export function elapsed({ notBefore, notAfter }: { notBefore: string; notAfter: string }, now: number): number {
  const start = Date.parse(notBefore)
  const end = Date.parse(notAfter)
  if (!(end > start)) return 1
  return Math.min(1, Math.max(0, (now - start) / (end - start)))
}
