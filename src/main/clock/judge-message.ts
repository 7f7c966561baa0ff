import type { Evidence, Finding } from '../../shared/finding'
import { sayDuration, sayOffset } from './durations'
import { type SkewLimits, statusOf } from './limits'
import type { MessageObservation } from './observation'
import type { ClockSource } from './source'

/** How long a message may reasonably be on its way before its age says nothing of a clock. */
const deliveryMs = 10_000
/** Many products write whole seconds. */
const grainMs = 1000

/**
 * What a message that was seen arriving says of its sender's clock. It was issued before it arrived, and after it was asked
 * for: that bounds the sender's offset from both sides. Null when one side stays open.
 */
export function messageSource(observation: MessageObservation): ClockSource | null {
  const bounds = boundsOf(observation)
  if (bounds === null || bounds.highMs === null) return null
  return {
    source: observation.from,
    kind: 'message',
    offsetMs: (bounds.lowMs + bounds.highMs) / 2,
    errorMs: (bounds.highMs - bounds.lowMs) / 2,
  }
}

/** Judges a message's own times. A capture whose time of arrival is unknown is never called clock skew for being old. */
export function judgeMessage(observation: MessageObservation, limits: SkewLimits): Finding {
  const base = { id: 'clock.message' as const, evidence: evidenceOf(observation) }
  const { issueInstant, from, arrivedBy } = observation
  const issued = time(issueInstant)
  if (issued === null) {
    return {
      ...base,
      status: 'skipped',
      summary: `${from} carries no readable IssueInstant: it says nothing of the sender’s clock.`,
    }
  }
  const arrived = time(observation.arrivedAt)
  if (arrived === null) return { ...base, ...withoutArrival(observation, issued, limits) }
  const age = arrived - issued
  const source = messageSource(observation)
  if (age < -grainMs) {
    return {
      ...base,
      status: statusOf(age, 0, limits),
      summary: `${from} was issued ${sayDuration(age)} after it arrived by ${arrivedBy}: the sender’s clock is ahead of that one by at least ${sayDuration(age)}.`,
    }
  }
  if (source !== null && observation.requestedAt !== null) {
    return {
      ...base,
      status: statusOf(source.offsetMs, source.errorMs, limits),
      summary: `${from} was asked for, issued and delivered in turn, which leaves the sender’s clock ${sayOffset(source.offsetMs, source.errorMs)} against ${arrivedBy}.`,
    }
  }
  if (age <= deliveryMs) {
    return {
      ...base,
      status: 'pass',
      summary: `${from} was issued ${sayDuration(Math.max(0, age))} before it arrived: the sender’s clock is in step with ${arrivedBy}.`,
    }
  }
  return {
    ...base,
    status: 'warn',
    summary: `${from} was issued ${sayDuration(age)} before it arrived. Either the sender’s clock is behind, or the person took that long, or this is an old message sent again: the Date header or a time server settles which.`,
  }
}

function withoutArrival(
  { from, at }: MessageObservation,
  issued: number,
  limits: SkewLimits,
): Pick<Finding, 'status' | 'summary'> {
  const ahead = issued - Date.parse(at)
  if (ahead > grainMs) {
    return {
      status: statusOf(ahead, 0, limits),
      summary: `${from} says it is issued ${sayDuration(ahead)} from now by the clock of this machine, although it is here already: the sender’s clock is ahead of this one by at least that, or this one is behind.`,
    }
  }
  return {
    status: 'skipped',
    summary: `When ${from} arrived is not known, so its age says nothing of a clock. Record a test sign-in, or give a HAR file: both carry the time of arrival.`,
  }
}

/** Bounds of the sender's offset; `highMs` null: it may be any amount ahead of `lowMs`. */
function boundsOf({
  issueInstant,
  arrivedAt,
  requestedAt,
}: MessageObservation): { lowMs: number; highMs: number | null } | null {
  const [issued, arrived, requested] = [time(issueInstant), time(arrivedAt), time(requestedAt)]
  if (issued === null || arrived === null) return null
  const lowMs = issued - arrived
  if (requested !== null && requested <= arrived) return { lowMs, highMs: issued + grainMs - requested }
  const age = arrived - issued
  return { lowMs, highMs: age > deliveryMs ? null : lowMs + deliveryMs }
}

function time(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

function evidenceOf(observation: MessageObservation): Evidence[] {
  const { from, at, arrivedBy } = observation
  const times: ReadonlyArray<readonly [string, string | null, string]> = [
    ['IssueInstant', observation.issueInstant, from],
    ['NotBefore', observation.notBefore, from],
    ['NotOnOrAfter', observation.notOnOrAfter, from],
    ['AuthnInstant', observation.authnInstant, from],
    ['Asked for', observation.requestedAt, arrivedBy],
    ['Arrived', observation.arrivedAt, arrivedBy],
  ]
  return times.flatMap(([label, value, where]) => (value === null ? [] : [{ label, value, from: where, at }]))
}
