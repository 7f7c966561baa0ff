const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** How long ago, in the largest unit that is filled: 5 min, 3 h, 12 d, 2.5 y. Milliseconds. */
export function ageOf(ms: number): string {
  if (ms < minute) return 'now'
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  if (ms < 365 * day) return `${Math.floor(ms / day)} d`
  const years = ms / (365 * day)
  return `${years < 10 ? Math.floor(years * 10) / 10 : Math.floor(years)} y`
}

/** A moment as its age, with the date on hover. `since`: milliseconds since 1970; 0: not known. */
export function Age({ since, what }: { since: number; what: string }) {
  if (since === 0) return <span>–</span>
  return (
    <time dateTime={new Date(since).toISOString()} title={`${what} ${exact.format(since)}`}>
      {ageOf(Math.max(0, Date.now() - since))}
    </time>
  )
}
