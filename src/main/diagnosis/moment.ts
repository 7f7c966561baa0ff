import {
  correctedClock,
  machineClock,
  recordedByThisClock,
  recordedCorrected,
} from '../../shared/guidance/evidence/predicates'
import type { Host } from '../host/host'
import type { Facts } from './facts'
import type { DiagnosisInput } from './input'

/** The time things are judged for, and where it comes from. */
export interface Moment {
  /** Milliseconds since 1970. */
  ms: number
  from: string
  /** Whether a response arrived at that time. */
  isArrival: boolean
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
  if (now !== null) return { ms: now, from: 'the time given', isArrival: true }
  const offsetMs = (await correction(facts)) ?? 0
  const from = offsetMs === 0 ? machineClock : correctedClock
  return { ms: host.now() + offsetMs, from, isArrival: false }
}

/** The same for a response: one that was recorded arrived when it was recorded, by this machine's clock set right. */
export async function momentOfArrival(
  input: Pick<DiagnosisInput, 'now' | 'response' | 'signIn'>,
  facts: Facts,
  host: Pick<Host, 'now'>,
): Promise<Moment> {
  const recorded = input.now === null && input.response === null ? input.signIn?.response : null
  if (recorded == null) return judgedMoment(input, facts, host)
  const offsetMs = await correction(facts)
  return {
    ms: Date.parse(recorded.at) + (offsetMs ?? 0),
    from: offsetMs === null ? recordedByThisClock : recordedCorrected,
    isArrival: true,
  }
}

/** How far this machine's clock is to be set forward; 0 when it is right, null when nobody told. */
async function correction(facts: Facts): Promise<number | null> {
  const clock = await facts.when('clock')
  if (clock === null) return null
  return Math.abs(clock.offsetMs) - clock.errorMs < negligibleMs ? 0 : clock.offsetMs
}
