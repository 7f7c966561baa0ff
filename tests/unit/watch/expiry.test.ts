import { describe, expect, test } from 'vitest'
import { type Band, dayNumberOf, type End, judgeEnd } from '../../../src/shared/watch/expiry'

const at = (text: string) => Date.parse(text)
const instant = (text: string): End => ({ kind: 'instant', at: text })
const onDay = (day: string): End => ({ kind: 'day', day })

describe('where something stands that ends', () => {
  const cases: ReadonlyArray<
    readonly [name: string, end: End, now: string, zone: string, band: Band, daysLeft: number | null, sentence: string]
  > = [
    ['a second ago', instant('2026-11-27T11:59:59Z'), '2026-11-27T12:00:00Z', 'UTC', 'expired', 0, 'Expired today'],
    ['this very moment', instant('2026-11-27T12:00:00Z'), '2026-11-27T12:00:00Z', 'UTC', 'expired', 0, 'Expired today'],
    ['in a second', instant('2026-11-27T12:00:01Z'), '2026-11-27T12:00:00Z', 'UTC', 'under-30', 0, 'Expires today'],
    [
      'tomorrow morning',
      instant('2026-11-28T07:00:00Z'),
      '2026-11-27T20:00:00Z',
      'UTC',
      'under-30',
      1,
      'Expires tomorrow',
    ],
    ['29 days', instant('2026-12-26T00:00:00Z'), '2026-11-27T23:59:59Z', 'UTC', 'under-30', 29, 'Expires in 29 days'],
    [
      'exactly 30 days',
      instant('2026-12-27T12:00:00Z'),
      '2026-11-27T12:00:00Z',
      'UTC',
      'under-60',
      30,
      'Expires in 30 days',
    ],
    ['59 days', instant('2027-01-25T12:00:00Z'), '2026-11-27T12:00:00Z', 'UTC', 'under-60', 59, 'Expires in 59 days'],
    [
      'exactly 60 days',
      instant('2027-01-26T12:00:00Z'),
      '2026-11-27T12:00:00Z',
      'UTC',
      'later',
      60,
      'Expires in 60 days',
    ],
    [
      'a thousand days',
      instant('2029-08-23T12:00:00Z'),
      '2026-11-27T12:00:00Z',
      'UTC',
      'later',
      1000,
      'Expires in 1,000 days',
    ],
    ['yesterday', instant('2026-11-26T12:00:00Z'), '2026-11-27T12:00:00Z', 'UTC', 'expired', -1, 'Expired yesterday'],
    // The same two moments, where it is already the next day.
    [
      'seen from Auckland',
      instant('2026-11-27T13:00:00Z'),
      '2026-11-27T10:00:00Z',
      'Pacific/Auckland',
      'under-30',
      1,
      'Expires tomorrow',
    ],
    ['seen from UTC', instant('2026-11-27T13:00:00Z'), '2026-11-27T10:00:00Z', 'UTC', 'under-30', 0, 'Expires today'],
    // Clocks go forward on 28 March 2027 in Berlin: 30 calendar days are an hour short of 30 times 24 hours.
    [
      'across summer time',
      instant('2027-04-01T10:00:00Z'),
      '2027-03-02T11:00:00Z',
      'Europe/Berlin',
      'under-60',
      30,
      'Expires in 30 days',
    ],
    [
      'across winter time',
      instant('2027-11-14T11:00:00Z'),
      '2027-10-15T10:00:00Z',
      'Europe/Berlin',
      'under-60',
      30,
      'Expires in 30 days',
    ],
    [
      'over a leap day',
      instant('2028-03-01T00:00:00Z'),
      '2028-02-28T00:00:00Z',
      'UTC',
      'under-30',
      2,
      'Expires in 2 days',
    ],
    [
      'before 1970',
      instant('1969-07-20T20:17:40Z'),
      '2026-11-27T12:00:00Z',
      'UTC',
      'expired',
      -20_949,
      'Expired 20,949 days ago',
    ],
    [
      'by a clock before 1970',
      instant('1970-01-01T00:00:00Z'),
      '1969-12-31T00:00:00Z',
      'UTC',
      'under-30',
      1,
      'Expires tomorrow',
    ],
    [
      'RFC 5280’s no end',
      instant('9999-12-31T23:59:59Z'),
      '2026-11-27T12:00:00Z',
      'UTC',
      'later',
      null,
      'Does not expire',
    ],
    ['no date', instant('soon'), '2026-11-27T12:00:00Z', 'UTC', 'unknown', null, 'Its date cannot be read'],
    ['a noted day that is today', onDay('2026-11-27'), '2026-11-27T22:30:00Z', 'UTC', 'under-30', 0, 'Expires today'],
    [
      'a noted day that is over here',
      onDay('2026-11-27'),
      '2026-11-27T23:30:00Z',
      'Europe/Berlin',
      'expired',
      -1,
      'Expired yesterday',
    ],
    ['a noted leap day', onDay('2028-02-29'), '2028-02-28T12:00:00Z', 'UTC', 'under-30', 1, 'Expires tomorrow'],
    [
      'a day that never was',
      onDay('2027-02-29'),
      '2026-11-27T12:00:00Z',
      'UTC',
      'unknown',
      null,
      'Its date cannot be read',
    ],
    ['never', { kind: 'never' }, '2026-11-27T12:00:00Z', 'UTC', 'later', null, 'Does not expire'],
    ['unknown', { kind: 'unknown' }, '2026-11-27T12:00:00Z', 'UTC', 'unknown', null, 'No date known'],
  ]
  test.each(cases)('%s', (_, end, moment, zone, band, daysLeft, sentence) => {
    expect(judgeEnd(end, at(moment), zone)).toMatchObject({ band, daysLeft, sentence })
  })

  test('a clock that gives no time judges nothing', () => {
    expect(judgeEnd(instant('2027-01-01T00:00:00Z'), Number.NaN, 'UTC').band).toBe('unknown')
  })

  test('the year 50 is not 1950', () => {
    expect(dayNumberOf('0050-01-01')).toBeLessThan(-700_000)
  })
})
