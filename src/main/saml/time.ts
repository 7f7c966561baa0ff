import { readDateTime } from '../xml/date-time'

/** A time of a SAML message: xs:dateTime in UTC (SAML core 1.3.3). */
export interface SamlTime {
  /** Milliseconds since 1970; fractions below a millisecond are dropped. */
  ms: number
  /** Why it is not written as SAML wants it, or null. */
  deviation: string | null
}

/** Reads a time exactly. Null when the text is none. */
export function readTime(text: string): SamlTime | null {
  const time = readDateTime(text)
  return time && { ms: time.ms, deviation: deviationOf(text, time.zoned) }
}

function deviationOf(text: string, zoned: boolean): string | null {
  if (!zoned) return 'It names no time zone; SAML wants UTC with a Z at the end. It is read as UTC here.'
  if (!/(?:Z|[+-]00:00)$/.test(text.trim()))
    return 'It is written with a time zone offset; SAML wants UTC with a Z at the end.'
  return text === text.trim() ? null : 'Blanks surround it.'
}

const units: ReadonlyArray<readonly [ms: number, one: string, many: string]> = [
  [86_400_000, 'day', 'days'],
  [3_600_000, 'hour', 'hours'],
  [60_000, 'minute', 'minutes'],
  [1000, 'second', 'seconds'],
]

/** A duration in its two largest units, exact below a second: `3 days 4 hours`, `2 minutes 5 seconds`, `0.001 seconds`. */
export function sayDuration(ms: number): string {
  let rest = Math.abs(ms)
  if (rest < 1000) return `${rest / 1000} seconds`
  const parts: string[] = []
  for (const [size, one, many] of units) {
    const count = Math.floor(rest / size)
    if (count === 0) {
      if (parts.length > 0) break
      continue
    }
    parts.push(`${count} ${count === 1 ? one : many}`)
    rest -= count * size
    if (parts.length === 2) break
  }
  return parts.join(' ')
}

/** A time as ISO 8601 in UTC, also beyond the year 9999. */
export function sayTime(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms} ms since 1970`
}
