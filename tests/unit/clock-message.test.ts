import { describe, expect, test } from 'vitest'
import { judgeMessage, messageSource } from '../../src/main/clock/judge-message'
import { limitsFor } from '../../src/main/clock/limits'
import type { MessageObservation } from '../../src/main/clock/observation'
import type { Status } from '../../src/shared/finding'

const noon = '2026-11-24T12:00:00Z'
const at = (seconds: number) => new Date(Date.parse(noon) + seconds * 1000).toISOString()

const message = (more: Partial<MessageObservation>): MessageObservation => ({
  kind: 'message',
  from: 'the response',
  issueInstant: noon,
  notBefore: null,
  notOnOrAfter: null,
  authnInstant: null,
  requestedAt: null,
  arrivedAt: null,
  arrivedBy: 'the clock of the browser',
  at: at(86_400),
  ...more,
})

/** Issued at noon by the sender's clock; the other times are seconds after that, by the clock of whoever received it. */
const table: ReadonlyArray<readonly [string, Partial<MessageObservation>, Status, RegExp, number | null]> = [
  ['that arrived at once', { arrivedAt: at(2) }, 'pass', /in step/, 3000],
  ['that arrived in the second it was issued in', { arrivedAt: at(-0.5) }, 'pass', /in step/, 5500],
  ['from seven minutes ahead', { arrivedAt: at(-420) }, 'fail', /ahead of that one by at least 7 min/, 425_000],
  ['from two minutes ahead', { arrivedAt: at(-120) }, 'warn', /ahead of that one by at least 2 min/, 125_000],
  [
    'that took seven minutes',
    { arrivedAt: at(420) },
    'warn',
    /clock is behind, or the person took that long, or/,
    null,
  ],
  [
    'that took seven minutes while it was asked for three seconds before',
    { arrivedAt: at(420), requestedAt: at(417) },
    'fail',
    /behind by 6 min 58 s/,
    -418_000,
  ],
  ['asked for, issued and delivered in turn', { arrivedAt: at(2), requestedAt: at(-1) }, 'pass', /in step \(within/, 0],
  [
    'over which a person took ten minutes',
    { arrivedAt: at(1), requestedAt: at(-600) },
    'pass',
    /asked for, issued and delivered/,
    300_000,
  ],
  ['asked for after it arrived, which is nonsense', { arrivedAt: at(2), requestedAt: at(9) }, 'pass', /in step/, 3000],
  ['whose arrival nobody saw', {}, 'skipped', /not known/, null],
  ['from the future, whose arrival nobody saw', { at: at(-420) }, 'fail', /7 min .* from now.*ahead/, null],
  ['from the near future, whose arrival nobody saw', { at: at(-0.5) }, 'skipped', /not known/, null],
  ['without a time', { issueInstant: null, arrivedAt: at(0) }, 'skipped', /no readable IssueInstant/, null],
  ['with a time that is none', { issueInstant: 'noon', arrivedAt: at(0) }, 'skipped', /no readable IssueInstant/, null],
]

describe('a message', () => {
  test.each(table)('%s', (_, more, status, summary, offsetMs) => {
    const observation = message(more)
    const finding = judgeMessage(observation, limitsFor(180))
    expect(finding.summary).toMatch(summary)
    expect(finding.status).toBe(status)
    const source = messageSource(observation)
    if (offsetMs === null) expect(source).toBeNull()
    else expect(Math.abs((source?.offsetMs ?? Number.NaN) - offsetMs)).toBeLessThanOrEqual(1500)
  })

  test('bounds the true offset, wherever it was issued between request and arrival', () => {
    for (const offset of [-900, -30, 0, 45, 700]) {
      for (const issuedAfter of [0, 1, 4.9, 5]) {
        const source = messageSource(
          message({
            issueInstant: new Date(
              Math.floor((Date.parse(noon) + (offset + issuedAfter) * 1000) / 1000) * 1000,
            ).toISOString(),
            requestedAt: at(0),
            arrivedAt: at(5),
          }),
        )
        expect(Math.abs((source?.offsetMs ?? Number.NaN) - offset * 1000)).toBeLessThanOrEqual(source?.errorMs ?? 0)
      }
    }
  })
})
