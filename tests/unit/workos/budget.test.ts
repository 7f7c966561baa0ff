import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentedLimits, RateBudget, type RateLimit } from '../../../src/main/workos/budget'

/** The most requests that fall into any window of that length. */
function busiest(times: readonly number[], windowMs: number): number {
  let first = 0
  let most = 0
  times.forEach((time, index) => {
    while ((times[first] ?? 0) <= time - windowMs) first += 1
    most = Math.max(most, index - first + 1)
  })
  return most
}

/** Sends when the budget says so; `idle` are the pauses before each request is wanted. */
function send(limit: RateLimit, idle: readonly number[]): number[] {
  const budget = new RateBudget(limit)
  let wanted = 0
  return idle
    .map((pause) => {
      wanted += pause
      return wanted + budget.book(wanted)
    })
    .sort((a, b) => a - b)
}

describe('a rate budget', () => {
  test('10,000 requests at once stay within 6,000 in any minute', () => {
    const times = send(
      documentedLimits.key,
      Array.from({ length: 10_000 }, () => 0),
    )
    expect(busiest(times, 60_000)).toBeLessThanOrEqual(6000)
    expect(busiest(times, 60_000)).toBeGreaterThan(5000)
  })

  test('no pattern of pauses gets more through than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 300 }), (idle) => {
        expect(busiest(send(documentedLimits.directoryUsers, idle), 1000)).toBeLessThanOrEqual(4)
        expect(busiest(send({ burst: 5, perSecond: 10 }, idle), 1000)).toBeLessThanOrEqual(15)
      }),
    )
  })

  test('requests that are rare enough never wait', () => {
    const budget = new RateBudget({ burst: 1, perSecond: 2 })
    expect([0, 500, 1000, 5000].map((now) => budget.book(now))).toEqual([0, 0, 0, 0])
  })

  test('a hold stops everything, and lets it go on one at a time', () => {
    const budget = new RateBudget({ burst: 10, perSecond: 10 })
    expect(budget.heldFor(0)).toBe(0)
    budget.hold(3000)
    expect([0, 1000, 3000, 9000].map((now) => budget.heldFor(now))).toEqual([3000, 2000, 0, 0])
    expect([0, 0, 0].map((now) => budget.book(now))).toEqual([3000, 3100, 3200])
  })

  test('a clock that stands still only makes it slower', () => {
    const budget = new RateBudget({ burst: 2, perSecond: 1 })
    expect([0, 0, 0, 0].map((now) => budget.book(now))).toEqual([0, 0, 1000, 2000])
  })
})
