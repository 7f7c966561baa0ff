const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const steps: ReadonlyArray<readonly [ms: number, name: string]> = [
  [10, '10 ms'],
  [100, '100 ms'],
  [second, '1 s'],
  [10 * second, '10 s'],
  [minute, '1 min'],
  [10 * minute, '10 min'],
  [hour, '1 h'],
  [day, '1 d'],
  [30 * day, '30 d'],
  [365 * day, '1 y'],
]

/** Below this the scale is even; above it each step is a multiple of the one before. */
const evenMs = 10

const bend = (ms: number) => Math.sign(ms) * Math.log1p(Math.abs(ms) / evenMs)

export type Scale = {
  /** Where an offset stands between the two ends of the picture: 0 to 1; beyond them, at the end. */
  at: (ms: number) => number
  /** `minor`: left out where there is little room. */
  ticks: readonly { ms: number; name: string; minor: boolean }[]
}

/**
 * A scale with zero in its middle that shows milliseconds and days in one picture. `farthestMs` is what has to be in it, on
 * either side.
 */
export function scaleFor(farthestMs: number): Scale {
  const limit = bend(Math.max(farthestMs, 20) * 1.6)
  const at = (ms: number) => Math.min(1, Math.max(0, 0.5 + bend(ms) / limit / 2))
  const inside = steps.filter(([ms]) => bend(ms) < limit * 0.97)
  // From outside in, dropping names that would run into one another.
  const kept: Array<readonly [number, string]> = []
  for (const step of inside.toReversed()) {
    const last = kept.at(-1)
    if (last === undefined || at(last[0]) - at(step[0]) > 0.07) kept.push(step)
  }
  const sides = kept.filter(([ms]) => at(ms) - 0.5 > 0.06)
  return {
    at,
    ticks: [
      ...sides.map(([ms, name], index) => ({ ms: -ms, name: `−${name}`, minor: index % 2 === 1 })),
      { ms: 0, name: '0', minor: false },
      ...sides.map(([ms, name], index) => ({ ms, name: `+${name}`, minor: index % 2 === 1 })).reverse(),
    ],
  }
}

const units: ReadonlyArray<readonly [ms: number, name: string]> = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
]

/** A length of time in its two largest units. */
export function sayLength(ms: number): string {
  const size = Math.abs(ms)
  if (size < second) return `${size < 10 ? size.toFixed(1) : Math.round(size)} ms`
  if (size < minute) return `${(size / second).toFixed(size < 10 * second ? 2 : 1)} s`
  let left = Math.round(size / second) * second
  const parts = units.flatMap(([unit, name]) => {
    const count = Math.floor(left / unit)
    left -= count * unit
    return count > 0 ? [`${count} ${name}`] : []
  })
  return parts.slice(0, 2).join(' ')
}

/** “+7 min 0 s”, with the sign of the direction: ahead is plus. */
export const sayOffset = (ms: number): string => `${ms < 0 ? '−' : '+'}${sayLength(ms)}`
