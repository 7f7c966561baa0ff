import { describe, expect, test } from 'vitest'
import { metadataStandings } from '../../../src/main/watch/overview'
import { judgeRows } from '../../../src/main/watch/rows'
import { clockDoubt } from '../../../src/shared/watch/clock-doubt'
import { dueReminders } from '../../../src/shared/watch/reminders'
import { bookOf, certificate, inDays, now, setupOf, sighting, zone } from './watched-setups'

const rowsAt = (days: number, moment = now) =>
  judgeRows([setupOf('acme-okta', { metadata: sighting([certificate('a', days)]) })], bookOf(), moment, zone).rows
const told = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, inDays(0)]))

describe('what the person is reminded of', () => {
  test.each([
    [61, null],
    [60, '60'],
    [31, '60'],
    [30, '30'],
    [8, '30'],
    [7, '7'],
    [2, '7'],
    [1, '1'],
    [0, '0'],
    [-400, '0'],
  ])('%s days away: threshold %s', (days, threshold) => {
    const due = dueReminders(rowsAt(days === 0 ? 0.01 : days), [], {})
    expect(due.map(({ keys }) => keys[0]?.split(' ').at(-1) ?? null)).toEqual(threshold === null ? [] : [threshold])
  })

  test('each threshold once, and no earlier one after it', () => {
    const day = 86_400_000
    const keys: string[] = []
    const said = Array.from({ length: 70 }, (_, index) => {
      const due = dueReminders(rowsAt(65, now + index * day), [], told(keys))
      keys.push(...due.flatMap((one) => one.keys))
      return due.map(({ title }) => title)
    }).flat()
    expect(said).toEqual([
      'Signing certificate: expires in 60 days',
      'Signing certificate: expires in 30 days',
      'Signing certificate: expires in 7 days',
      'Signing certificate: expires tomorrow',
      'Signing certificate: expired today',
    ])
  })

  test('a new end is told anew', () => {
    const first = dueReminders(rowsAt(5), [], {})
    expect(dueReminders(rowsAt(6), [], told(first.flatMap(({ keys }) => keys)))).toHaveLength(1)
  })

  test('what is left over, never ends or is not known is not told', () => {
    const setup = setupOf('acme-okta', {
      metadata: sighting([certificate('a', 500), certificate('b', -3), certificate('c', '9999-12-31T23:59:59.000Z')]),
      values: { client_secret: { kind: 'secret', lastFour: 'abcd', origin: 'typed', at: inDays(-1) } },
    })
    expect(dueReminders(judgeRows([setup], bookOf(), now, zone).rows, [], {})).toEqual([])
  })

  test('many at once are told as one, and none of them again', () => {
    const setups = Array.from({ length: 50 }, (_, index) =>
      setupOf(`acme-${100 + index}`, { metadata: sighting([certificate('a', 5)]) }),
    )
    const { rows } = judgeRows(setups, bookOf(), now, zone)
    const [only, ...others] = dueReminders(rows, [], {})
    expect(others).toEqual([])
    expect(only?.title).toBe('50 things need a look')
    expect(dueReminders(rows, [], told(only?.keys ?? []))).toEqual([])
  })

  test('metadata that changed is told once, and again when it changes further', () => {
    const setup = setupOf('acme-okta', { metadata: sighting([certificate('a', 500)]) })
    const standings = (letters: string) => {
      const seen = sighting(
        [...letters].map((letter) => certificate(letter, 700)),
        { at: inDays(-1) },
      )
      const look = { url: seen.from, at: seen.at, seen, trouble: null, failures: 0 }
      return metadataStandings([setup], bookOf({ metadata: { [setup.id]: look } }))
    }
    const first = dueReminders([], standings('ab'), {})
    expect(first[0]?.body).toContain('WorkOS must be given the new one.')
    const keys = told(first.flatMap((one) => one.keys))
    expect(dueReminders([], standings('ab'), keys)).toEqual([])
    expect(dueReminders([], standings('abc'), keys)).toHaveLength(1)
  })
})

describe('a clock that is wrong', () => {
  const clock = (offsetMs: number, more = {}) =>
    ({ source: 'time.example.com', kind: 'ntp', offsetMs, errorMs: 20, at: inDays(-1), ...more }) as const
  const hour = 3_600_000
  test.each([
    ['right', [clock(200)], null],
    ['an hour off, as far as is certain', [clock(hour + 10)], null],
    ['two hours behind', [clock(2 * hour)], /2 hours behind time\.example\.com/],
    ['three days ahead', [clock(-72 * hour)], /3 days ahead of time\.example\.com/],
    ['only a web server says so', [clock(72 * hour, { kind: 'http-date' })], null],
    ['told long ago', [clock(72 * hour, { at: inDays(-8) })], null],
    ['nobody was asked', [], null],
  ])('%s', (_, clocks, doubt) => {
    const said = clockDoubt(clocks, now)
    if (doubt === null) expect(said).toBeNull()
    else expect(said).toMatch(doubt)
  })
})
