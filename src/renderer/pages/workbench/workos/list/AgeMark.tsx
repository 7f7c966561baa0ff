import { ageOf } from './age'

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A moment as its age, with the date on hover. `since`: milliseconds since 1970; 0: not known. */
export function AgeMark({ since, what }: { since: number; what: string }) {
  if (since === 0) return <span>–</span>
  return (
    <time dateTime={new Date(since).toISOString()} title={`${what} ${exact.format(since)}`}>
      {ageOf(Math.max(0, Date.now() - since))}
    </time>
  )
}
