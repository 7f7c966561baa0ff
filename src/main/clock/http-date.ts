import type { DateSample } from './observation'

/** Bounds of a clock's offset from this machine's, milliseconds. */
export interface OffsetInterval {
  lowMs: number
  highMs: number
}

/**
 * Bounds of the server's offset that one answer proves: its date was current somewhere between sending and receiving, and
 * a date of whole seconds stands for the second that begins with it. Null for a date that is missing, malformed or not in
 * GMT (RFC 9110 section 5.6.7), and for an answer from a cache.
 */
export function dateInterval(sample: DateSample): OffsetInterval | null {
  if (sample.date === null || sample.age !== null) return null
  const date = parseHttpDate(sample.date)
  if (date === null) return null
  // This machine's clock is read in whole milliseconds.
  return { lowMs: date - sample.receivedMs - 1, highMs: date + 1000 - sample.sentMs + 1 }
}

/** The bounds that all intervals share; null when there are none, or when two contradict each other. */
export function intersect(intervals: readonly OffsetInterval[]): OffsetInterval | null {
  if (intervals.length === 0) return null
  const lowMs = Math.max(...intervals.map((one) => one.lowMs))
  const highMs = Math.min(...intervals.map((one) => one.highMs))
  return lowMs <= highMs ? { lowMs, highMs } : null
}

const imfFixdate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Milliseconds since 1970 of a date in the one format a server may send, or null. */
export function parseHttpDate(text: string): number | null {
  if (!imfFixdate.test(text)) return null
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}
