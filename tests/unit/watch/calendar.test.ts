import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { judgeRows } from '../../../src/main/watch/rows'
import { calendarOf } from '../../../src/shared/watch/calendar'
import type { WatchRow } from '../../../src/shared/watch/overview'
import { bookOf, certificate, inDays, now, setupOf, sighting, zone } from './watched-setups'

const fixes = { key: { action: 'Renew it; then, give WorkOS “this”.', where: 'A > B\\C', owner: 'idp-admin' } } as const
const { rows } = judgeRows([setupOf('acme-okta', { metadata: sighting([certificate('a', 40)]) })], bookOf(), now, zone)
const row = (more: Partial<WatchRow> = {}): WatchRow => {
  const [first] = rows
  if (!first) throw new Error('no row')
  return { ...first, fix: 'key', ...more }
}

/** Reads the file as an independent program does. */
function read(some: readonly WatchRow[]) {
  const { text, count } = calendarOf(some, fixes, now, '0.1.0')
  const calendar = new ICAL.Component(ICAL.parse(text))
  return { text, count, calendar, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) }
}

describe('the calendar file', () => {
  test('an end to the second: what an independent reader makes of it', () => {
    const { calendar, events, count } = read([row()])
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(count).toBe(1)
    const [event] = events
    expect(event?.startDate.toJSDate().toISOString()).toBe(inDays(40))
    expect(event?.uid).toBe(`acme-okta.signing-certificate.${'a'.repeat(32)}@signpost`)
    expect(event?.summary).toBe('Signing certificate ends: acme-okta · Okta SAML')
    expect(event?.description).toContain('To do: Renew it; then, give WorkOS “this”.\nWhere: A > B\\C')
    expect(event?.component.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-11-27T12:00:00Z')
    const alarms = event?.component.getAllSubcomponents('valarm') ?? []
    expect(alarms.map((alarm) => alarm.getFirstPropertyValue('trigger')?.toString())).toEqual(['-P30D', '-P7D', '-P1D'])
    expect(alarms.map((alarm) => alarm.getFirstPropertyValue('action'))).toEqual(['DISPLAY', 'DISPLAY', 'DISPLAY'])
  })

  test('a noted day is a whole day, wherever it is read', () => {
    const [event] = read([row({ end: { kind: 'day', day: '2028-02-29' } })]).events
    expect(event?.startDate.isDate).toBe(true)
    expect(event?.startDate.toString()).toBe('2028-02-29')
  })

  test('lines end in CRLF, none is longer than 75 octets, no character is torn apart', () => {
    const what = `CN=${'Zürich 東京 🔑 '.repeat(40)}`
    const { text, events } = read([row({ what })])
    expect(text.endsWith('\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\ufffd')
    expect(events[0]?.description).toContain(what)
  })

  const hostile: ReadonlyArray<readonly [string, string]> = [
    ['a line break and a property', 'CN=x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:injected'],
    ['separators', 'CN=a,b;c\\d\\n'],
    ['control characters', 'CN=\u0000\u0007a\u001b[31m\u0085'],
    ['half a surrogate pair at a fold', `CN=${'x'.repeat(57)}\ud83d`],
  ]
  test.each(hostile)('a subject with %s stays text', (_, what) => {
    const { events, text } = read([row({ what })])
    expect(events).toHaveLength(1)
    expect(text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(1)
    expect(events[0]?.summary).toBe('Signing certificate ends: acme-okta · Okta SAML')
  })

  test('what never ends, or nobody knows of, has no day to stand on', () => {
    const ends = [
      { kind: 'never' },
      { kind: 'unknown' },
      { kind: 'instant', at: 'soon' },
      { kind: 'instant', at: '9999-12-31T23:59:59.000Z' },
      { kind: 'instant', at: '+012345-01-01T00:00:00.000Z' },
      { kind: 'instant', at: '-000001-01-01T00:00:00.000Z' },
    ] as const
    expect(read(ends.map((end, index) => row({ id: `r${index}`, end }))).count).toBe(0)
  })

  test('the same thing keeps its UID when its date moves; a thousand have a thousand', () => {
    const many = Array.from({ length: 1000 }, (_, index) => row({ id: `acme-${index}.client_secret` }))
    const uids = read(many).events.map(({ uid }) => uid)
    expect(new Set(uids).size).toBe(1000)
    const moved = read([row({ id: 'acme-1.client_secret', end: { kind: 'day', day: '2030-01-01' } })]).events[0]
    expect(uids).toContain(moved?.uid)
  })
})
