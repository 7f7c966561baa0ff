/** A time of a SAML message: xs:dateTime in UTC (SAML core 1.3.3). */
export interface SamlTime {
  /** Milliseconds since 1970; fractions below a millisecond are dropped. */
  ms: number
  /** Why it is not written as SAML wants it, or null. */
  deviation: string | null
}

const dateTime = /^(-?\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,20}))?(Z|[+-]\d\d:\d\d)?$/

/** Reads an xs:dateTime exactly. Null when the text is none. */
export function readTime(text: string): SamlTime | null {
  const trimmed = text.trim()
  const match = dateTime.exec(trimmed)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const [fraction = '', zone] = [match[7], match[8]]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isDate || hour > 23 || minute > 59 || second > 59) return null
  date.setUTCHours(hour, minute, second, Number(fraction.slice(0, 3).padEnd(3, '0')))
  return { ms: date.getTime() - offset(zone), deviation: deviationOf(text, trimmed, zone) }
}

function offset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

function deviationOf(text: string, trimmed: string, zone: string | undefined): string | null {
  if (zone === undefined) return 'It names no time zone; SAML wants UTC with a Z at the end. It is read as UTC here.'
  if (zone !== 'Z') return 'It is written with a time zone offset; SAML wants UTC with a Z at the end.'
  return text === trimmed ? null : 'Blanks surround it.'
}

const units: ReadonlyArray<readonly [ms: number, one: string, many: string]> = [
  [86_400_000, 'day', 'days'],
  [3_600_000, 'hour', 'hours'],
  [60_000, 'minute', 'minutes'],
  [1000, 'second', 'seconds'],
]

/** A duration in its two largest units, exact below a minute: `3 days 4 hours`, `2 minutes 5 seconds`, `0.001 seconds`. */
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
