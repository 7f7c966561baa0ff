import type { Fix } from '../finding'
import type { WatchRow } from './overview'
import { kindNames } from './reminders'

/** Days before an end on which a calendar reminds of it. */
const alarmDays = [30, 7, 1] as const

export interface CalendarFile {
  text: string
  /** How many ends stand in it. */
  count: number
}

/**
 * The ends as a calendar (RFC 5545): one event each with reminders, at the moment of the end, or on its day where only that is
 * known. What never ends, or ends nobody knows when, is left out. The UID of an event stays the same, so that a calendar that
 * already has it moves it. `now` in milliseconds since 1970, for DTSTAMP.
 */
export function calendarOf(
  rows: readonly WatchRow[],
  fixes: Readonly<Record<string, Fix>>,
  now: number,
  version: string,
): CalendarFile {
  const events = rows.flatMap((row) => eventOf(row, fixes[row.fix], now))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Signpost//Signpost ${escaped(version)}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events.flat(),
    'END:VCALENDAR',
  ]
  return { text: `${lines.map(folded).join('\r\n')}\r\n`, count: events.length }
}

function eventOf(row: WatchRow, fix: Fix | undefined, now: number): string[][] {
  const start = startOf(row)
  if (start === null) return []
  const name = kindNames[row.kind]
  const whose = row.setup === null ? row.what : row.setup.name
  const summary = `${name} ends: ${whose}`
  return [
    [
      'BEGIN:VEVENT',
      `UID:${escaped(row.id)}@signpost`,
      `DTSTAMP:${stamp(now)}`,
      start,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(describe(row, fix))}`,
      'CATEGORIES:Signpost',
      'TRANSP:TRANSPARENT',
      ...alarmDays.flatMap((days) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${escaped(`${summary}, in ${days === 1 ? '1 day' : `${days} days`}`)}`,
        `TRIGGER:-P${days}D`,
        'END:VALARM',
      ]),
      'END:VEVENT',
    ],
  ]
}

function startOf({ end }: WatchRow): string | null {
  if (end.kind === 'day') return `DTSTART;VALUE=DATE:${end.day.replaceAll('-', '')}`
  const at = end.kind === 'instant' ? Date.parse(end.at) : Number.NaN
  // iCalendar knows years of four digits only, and the last moment of them stands for no end.
  return at >= firstMoment && at < lastMoment ? `DTSTART:${stamp(at)}` : null
}

const firstMoment = Date.parse('0000-01-01T00:00:00Z')
const lastMoment = Date.UTC(9999, 11, 31)

function describe(row: WatchRow, fix: Fix | undefined): string {
  const lines = [
    row.what,
    row.setup && `${row.setup.name}, ${row.setup.organization}`,
    `Read from: ${row.from}`,
    fix && `To do: ${fix.action}`,
    fix?.where && `Where: ${fix.where}`,
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n')
}

const stamp = (ms: number) =>
  new Date(ms)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z')

/** RFC 5545, 3.3.11. Control characters other than a line break have no place in a text. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
}

const longestLine = 75

/** RFC 5545, 3.1: no line is longer than 75 octets; what goes on begins with a blank. Characters stay whole. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let length = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (length + size > longestLine) {
      parts.push(part)
      part = ' '
      length = 1
    }
    part += character
    length += size
  }
  return [...parts, part].join('\r\n')
}

/** How many octets a character takes in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
