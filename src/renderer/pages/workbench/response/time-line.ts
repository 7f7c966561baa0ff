import type { ResponseInspectResult } from '../../../../shared/runs/response'

/** A moment of the message, or the one it was judged for. */
export interface TimeMark {
  kind: 'issued' | 'signed-in' | 'begins' | 'delivered-by' | 'ends' | 'session-ends' | 'judged'
  ms: number
  /** From 0 to 1 along the line; a moment too far off stands at its end. */
  position: number
  tooFar: boolean
}

/** The times of a message as a picture: what is valid, how far the tolerance reaches, and where each moment stands. */
export interface TimeLine {
  marks: TimeMark[]
  /** The validity of the assertion, and of that widened by the tolerance; open ends reach to the end of the line. */
  valid: { from: number; to: number }
  tolerated: { from: number; to: number }
  /** Whether the moment judged for is inside, in the tolerance only, or outside. */
  verdict: 'valid' | 'tolerated' | 'outside'
}

/**
 * Lays the times out on a line that shows the validity in full. A moment more than one such length away stands at the edge, so
 * that an old capture does not squeeze the rest together. Null where the assertion names no time. Pure.
 */
export function timeLineOf({
  assertion,
  issueInstant,
  judgedFor: judged,
}: Pick<ResponseInspectResult, 'assertion' | 'issueInstant' | 'judgedFor'>): TimeLine | null {
  if (assertion === null) return null
  const at = (text: string | null) => (text === null ? Number.NaN : Date.parse(text))
  const begins = at(assertion.notBefore)
  const ends = at(assertion.notOnOrAfter)
  const delivered = at(assertion.confirmationNotOnOrAfter)
  const issued = at(issueInstant)
  const now = at(judged.at)
  const skew = judged.skewSeconds * 1000
  const core = [begins - skew, begins, delivered, ends, ends + skew, issued].filter(Number.isFinite)
  if (core.length === 0 || Number.isNaN(now)) return null
  const length = Math.max(Math.max(...core) - Math.min(...core), 60_000)
  const near = (ms: number) => ms >= Math.min(...core) - length && ms <= Math.max(...core) + length
  const shown = near(now) ? [...core, now] : core
  const margin = length * 0.08
  const first = Math.min(...shown) - margin
  const last = Math.max(...shown) + margin
  const place = (ms: number) => Math.min(1, Math.max(0, (ms - first) / (last - first)))
  const marks: TimeMark[] = (
    [
      ['signed-in', at(assertion.authnInstant)],
      ['issued', issued],
      ['begins', begins],
      ['delivered-by', delivered],
      ['ends', ends],
      ['session-ends', at(assertion.sessionNotOnOrAfter)],
      ['judged', now],
    ] as const
  )
    .filter(([, ms]) => Number.isFinite(ms))
    .map(([kind, ms]) => ({ kind, ms, position: place(ms), tooFar: ms < first || ms > last }))
  const lastMoment = Math.min(...[ends, delivered].filter(Number.isFinite), Number.POSITIVE_INFINITY)
  const early = Number.isFinite(begins) && now < begins
  const late = now >= lastMoment
  const outside = (Number.isFinite(begins) && now < begins - skew) || now >= lastMoment + skew
  return {
    marks,
    valid: { from: Number.isFinite(begins) ? place(begins) : 0, to: Number.isFinite(ends) ? place(ends) : 1 },
    tolerated: {
      from: Number.isFinite(begins) ? place(begins - skew) : 0,
      to: Number.isFinite(ends) ? place(ends + skew) : 1,
    },
    verdict: outside ? 'outside' : early || late ? 'tolerated' : 'valid',
  }
}

const units: ReadonlyArray<readonly [ms: number, name: string]> = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
]

/** How far a moment is from the one judged for: “4 minutes 55 seconds later”. */
export function distance(ms: number): string {
  let rest = Math.round(Math.abs(ms) / 1000) * 1000
  if (rest === 0) return 'at the same second'
  const parts: string[] = []
  for (const [size, name] of units) {
    const count = Math.floor(rest / size)
    if (count === 0 && parts.length === 0) continue
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`)
    rest -= count * size
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break
  }
  return `${parts.join(' ')} ${ms < 0 ? 'earlier' : 'later'}`
}
