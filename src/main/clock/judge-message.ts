import type { Evidence, Finding } from '../../shared/finding'
import { sayDuration, sayOffset } from './durations'
import { type SkewLimits, statusOf } from './limits'
import type { MessageObservation } from './observation'
import type { ClockSource } from './source'

/** How long a message may reasonably be on its way before its age says nothing of a clock. */
const deliveryMs = 10_000

/**
 * What a message that was seen arriving says of its sender's clock. It was issued before it arrived, so a message from
 * the future proves that the sender's clock is ahead; one from the past proves nothing by itself.
 */
export function messageSource(observation: MessageObservation): ClockSource | null {
  const age = ageOf(observation)
  if (age === null || age > deliveryMs) return null
  return {
    source: observation.from,
    kind: 'message',
    offsetMs: -age + Math.max(0, Math.min(age, deliveryMs)) / 2,
    errorMs: Math.max(500, Math.abs(Math.min(age, deliveryMs)) / 2),
  }
}

/** Judges a message's own times. A capture whose time of arrival is unknown is never called clock skew. */
export function judgeMessage(observation: MessageObservation, limits: SkewLimits): Finding {
  const base = { id: 'clock.message' as const, evidence: evidenceOf(observation) }
  const { issueInstant, from } = observation
  if (issueInstant === null || Number.isNaN(Date.parse(issueInstant))) {
    return {
      ...base,
      status: 'skipped',
      summary: `${from} carries no readable IssueInstant: it says nothing of the sender’s clock.`,
    }
  }
  const age = ageOf(observation)
  if (age === null) {
    return {
      ...base,
      status: 'skipped',
      summary: `When ${from} arrived is not known, so its age says nothing of a clock. Record a test sign-in, or give a HAR file: both carry the time of arrival.`,
    }
  }
  if (age < 0) {
    return {
      ...base,
      status: statusOf(age, 500, limits),
      summary: `${from} was issued ${sayDuration(age)} after it arrived by this machine’s clock: the sender’s clock is ${sayOffset(-age, 500)} against this one.`,
    }
  }
  if (age <= deliveryMs) {
    return {
      ...base,
      status: 'pass',
      summary: `${from} was issued ${sayDuration(age)} before it arrived: the sender’s clock is in step with this machine’s.`,
    }
  }
  return {
    ...base,
    status: 'warn',
    summary: `${from} was issued ${sayDuration(age)} before it arrived. Either the sender’s clock is behind, or the person took that long, or this is an old message sent again: the Date header or a time server settles which.`,
  }
}

/** Milliseconds between issue and arrival; negative: issued in the future. Null when either is unknown. */
function ageOf({ issueInstant, arrivedAt }: MessageObservation): number | null {
  if (issueInstant === null || arrivedAt === null) return null
  const age = Date.parse(arrivedAt) - Date.parse(issueInstant)
  return Number.isNaN(age) ? null : age
}

function evidenceOf(observation: MessageObservation): Evidence[] {
  const { from, at } = observation
  const times: ReadonlyArray<readonly [string, string | null]> = [
    ['IssueInstant', observation.issueInstant],
    ['NotBefore', observation.notBefore],
    ['NotOnOrAfter', observation.notOnOrAfter],
    ['AuthnInstant', observation.authnInstant],
    ['Arrived', observation.arrivedAt],
  ]
  return times.flatMap(([label, value]) => (value === null ? [] : [{ label, value, from, at }]))
}
