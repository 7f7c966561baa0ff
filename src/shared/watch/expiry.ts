import { z } from 'zod'
import type { Status } from '../finding'

/**
 * When something ends. `instant`: to the second, as certificates say it. `day`: a date without an hour, as a person notes it; it
 * is over when that day is over where the person is. `never`: it has no end. `unknown`: nobody has said.
 */
export const endSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('instant'), at: z.string() }),
  z.object({ kind: z.literal('day'), day: z.string() }),
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('unknown') }),
])
export type End = z.infer<typeof endSchema>

/** How near an end is; the first is the most pressing. `later` also holds what never ends. */
export const bands = ['expired', 'under-30', 'under-60', 'later', 'unknown'] as const
export const bandSchema = z.enum(bands)
export type Band = z.infer<typeof bandSchema>

export interface Standing {
  band: Band
  status: Status
  /** Days on the calendar of the person's zone until the day it ends on; negative after it, null where there is none. */
  daysLeft: number | null
  word: string
  sentence: string
}

/** RFC 5280, 4.1.2.5: this moment stands for no end at all. */
const endlessFrom = Date.UTC(9999, 11, 31)
const dayMs = 86_400_000

/**
 * Where something stands at a moment. Days are counted on the calendar of the zone, not in stretches of 24 hours: what ends
 * tomorrow morning has one day left this evening, and a change to summer time moves nothing. `now` in milliseconds since 1970,
 * `zone` an IANA name. Pure.
 */
export function judgeEnd(end: End, now: number, zone: string): Standing {
  if (end.kind === 'never') return endless
  if (end.kind === 'unknown') return unknown('No date known')
  const lastDay = end.kind === 'day' ? dayNumberOf(end.day) : dayNumberAt(Date.parse(end.at), zone)
  if (lastDay === null) return { ...unknown('Its date cannot be read'), status: 'warn' }
  if (end.kind === 'instant' && Date.parse(end.at) >= endlessFrom) return endless
  const today = dayNumberAt(now, zone)
  if (today === null) return unknown('The time of this machine cannot be read')
  const daysLeft = lastDay - today
  const isOver = end.kind === 'day' ? daysLeft < 0 : Date.parse(end.at) <= now
  const band = isOver ? 'expired' : daysLeft < 30 ? 'under-30' : daysLeft < 60 ? 'under-60' : 'later'
  return { ...judged[band], band, daysLeft, sentence: isOver ? sincePast(-daysLeft) : untilEnd(daysLeft) }
}

const judged: Readonly<Record<Exclude<Band, 'unknown'>, { status: Status; word: string }>> = {
  expired: { status: 'fail', word: 'Expired' },
  'under-30': { status: 'warn', word: 'Expires soon' },
  'under-60': { status: 'info', word: 'Within 60 days' },
  later: { status: 'pass', word: 'Valid' },
}

const endless: Standing = {
  band: 'later',
  status: 'pass',
  daysLeft: null,
  word: 'Does not expire',
  sentence: 'Does not expire',
}

const unknown = (sentence: string): Standing => ({
  band: 'unknown',
  status: 'skipped',
  daysLeft: null,
  word: 'Not known',
  sentence,
})

const counted = (days: number) => days.toLocaleString('en')

function untilEnd(days: number): string {
  if (days <= 0) return 'Expires today'
  return days === 1 ? 'Expires tomorrow' : `Expires in ${counted(days)} days`
}

function sincePast(days: number): string {
  if (days <= 0) return 'Expired today'
  return days === 1 ? 'Expired yesterday' : `Expired ${counted(days)} days ago`
}

const writtenDay = /^(\d{4})-(\d{2})-(\d{2})$/

/** The days since 1970 of a date as `YYYY-MM-DD`; null where the calendar has no such day. */
export function dayNumberOf(day: string): number | null {
  const [, year, month, date] = writtenDay.exec(day) ?? []
  if (year === undefined) return null
  const number = dayNumber(Number(year), Number(month), Number(date))
  return new Date(number * dayMs).toISOString().startsWith(`${day}T`) ? number : null
}

/** The day a moment falls on in a zone, in days since 1970; null where the moment is none. */
function dayNumberAt(ms: number, zone: string): number | null {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null
  const parts = Object.fromEntries(
    calendarOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return dayNumber(parts.year ?? Number.NaN, parts.month ?? Number.NaN, parts.day ?? Number.NaN)
}

function dayNumber(year: number, month: number, day: number): number {
  // Date.UTC takes the years 0 to 99 for those of the twentieth century.
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / dayMs)
}

const calendars = new Map<string, Intl.DateTimeFormat>()

function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone)
  if (known) return known
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', calendar: 'gregory' } as const
  const made = new Intl.DateTimeFormat('en', { ...options, timeZone: zone })
  calendars.set(zone, made)
  return made
}
