import type { ReadClock } from './overview'

const hourMs = 3_600_000
const agedMs = 7 * 24 * hourMs

/**
 * Why the days left may be wrong: a time server told this week that this machine's clock is off by more than an hour, counting
 * only what is certain of it. Null where none did. `now` in milliseconds since 1970, by that same clock.
 */
export function clockDoubt(clocks: readonly ReadClock[], now: number): string | null {
  const [worst] = clocks
    .filter(({ kind, at }) => kind === 'ntp' && Math.abs(now - Date.parse(at)) < agedMs)
    .map((clock) => ({ ...clock, certainMs: Math.abs(clock.offsetMs) - clock.errorMs }))
    .filter(({ certainMs }) => certainMs > hourMs)
    .sort((one, other) => other.certainMs - one.certainMs)
  if (worst === undefined) return null
  const hours = Math.abs(worst.offsetMs) / hourMs
  const amount = hours < 48 ? `${Math.round(hours)} hours` : `${Math.round(hours / 24).toLocaleString('en')} days`
  const where = worst.offsetMs > 0 ? 'behind' : 'ahead of'
  return `This machine’s clock was ${amount} ${where} ${worst.source} when the two were compared. The days left below are off by as much.`
}
