const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long ago, in the largest unit that is filled: 5 min, 3 h, 12 d, 2.5 y. Milliseconds. */
export function ageOf(ms: number): string {
  if (ms < minute) return 'now'
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  if (ms < 365 * day) return `${Math.floor(ms / day)} d`
  const years = ms / (365 * day)
  return `${years < 10 ? Math.floor(years * 10) / 10 : Math.floor(years)} y`
}
