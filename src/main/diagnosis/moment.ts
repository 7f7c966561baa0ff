import { correctedClock, machineClock } from '../../shared/guidance/evidence-predicates'
import type { Host } from '../host/host'
import type { Facts } from './facts'
import type { DiagnosisInput } from './input'

/** The time things are judged for, and where it comes from. */
export interface Moment {
  /** Milliseconds since 1970. */
  ms: number
  from: string
}

/** A clock that is off by less than this is left as it is: certificates and metadata do not count in seconds. */
const negligibleMs = 5000

/**
 * The time that was named; else this machine's, set right by the clock to go by where one was read. A wrong clock of this machine
 * would make everything look expired.
 */
export async function judgedMoment(
  { now }: Pick<DiagnosisInput, 'now'>,
  facts: Facts,
  host: Pick<Host, 'now'>,
): Promise<Moment> {
  if (now !== null) return { ms: now, from: 'the time given' }
  const clock = await facts.when('clock')
  if (clock === null || Math.abs(clock.offsetMs) - clock.errorMs < negligibleMs)
    return { ms: host.now(), from: machineClock }
  return { ms: host.now() + clock.offsetMs, from: correctedClock }
}
