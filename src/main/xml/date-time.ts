/** A moment written as xs:dateTime. */
export interface DateTime {
  /** Milliseconds since 1970; digits below a millisecond are dropped. */
  ms: number
  /** False where the text names no time zone; it is read as UTC then. */
  zoned: boolean
}

const dateTime = /^(-?\d{4,9})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,30}))?(Z|[+-]\d\d:\d\d)?$/

/**
 * Reads an xs:dateTime, blanks around it allowed. Null where the text is none, or names a day that does not exist.
 * @see https://www.w3.org/TR/xmlschema-2/#dateTime
 */
export function readDateTime(text: string): DateTime | null {
  const match = dateTime.exec(text.trim())
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const midnight = hour === 24 && minute === 0 && second === 0
  if ((hour > 23 && !midnight) || minute > 59 || second > 59) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  date.setUTCHours(hour, minute, second, Number((match[7] ?? '').slice(0, 3).padEnd(3, '0')))
  const zone = match[8]
  return { ms: date.getTime() - zoneOffset(zone), zoned: zone !== undefined }
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000
}

const duration = /^-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/

/** Whether a text is an xs:duration such as PT6H. */
export const isDuration = (text: string): boolean => duration.test(text.trim())
