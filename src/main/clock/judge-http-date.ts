import type { Evidence, Finding } from '../../shared/finding'
import { sayOffset } from './durations'
import { dateInterval, intersect, type OffsetInterval, parseHttpDate } from './http-date'
import { type SkewLimits, statusOf } from './limits'
import type { HttpDateObservation } from './observation'
import type { ClockSource } from './source'

/** The offset a web server's Date header proves; null when it proves none. */
export function httpDateSource(observation: HttpDateObservation): ClockSource | null {
  const bounds = intersect(intervalsOf(observation))
  if (bounds === null) return null
  return {
    source: observation.url,
    kind: 'http-date',
    offsetMs: (bounds.lowMs + bounds.highMs) / 2,
    errorMs: (bounds.highMs - bounds.lowMs) / 2,
  }
}

/** Judges the clock behind an address. A reverse proxy in front stamps its own time: the sentence says whose was read. */
export function judgeHttpDate(observation: HttpDateObservation, limits: SkewLimits): Finding {
  const { url, samples, failure, at } = observation
  const first = samples[0]
  const evidence: Evidence[] = first
    ? [
        {
          label: first.age === null ? 'Date' : `Date (Age ${first.age})`,
          value: first.date ?? 'absent',
          from: url,
          at,
        },
        { label: 'Answers read', value: String(samples.length), from: url, at },
      ]
    : []
  const base = { id: 'clock.http-date' as const, evidence }
  const source = httpDateSource(observation)
  if (source === null) return { ...base, ...whyNoOffset(observation, failure) }
  const status = statusOf(source.offsetMs, source.errorMs, limits)
  return {
    ...base,
    status,
    summary: `The clock of the machine that answers for ${new URL(url).host} is ${sayOffset(source.offsetMs, source.errorMs)} against this machine. A reverse proxy in front of the identity provider would show its own clock here.`,
  }
}

function whyNoOffset(observation: HttpDateObservation, failure: string | null): Pick<Finding, 'status' | 'summary'> {
  const { url, samples } = observation
  if (failure !== null)
    return { status: 'skipped', summary: `The clock of ${url} could not be read: no answer came (${failure}).` }
  if (samples.some((sample) => sample.age !== null)) {
    return {
      status: 'skipped',
      summary: `The answer of ${url} comes from a cache (Age header): its date says nothing about a clock now.`,
    }
  }
  const date = samples[0]?.date ?? null
  if (date === null)
    return { status: 'skipped', summary: `${url} sends no Date header: its clock cannot be read this way.` }
  if (parseHttpDate(date) === null) {
    return {
      status: 'warn',
      summary: `${url} sends a Date header that is not in the form of RFC 9110: its clock cannot be read this way.`,
    }
  }
  return {
    status: 'warn',
    summary: `The answers of ${url} contradict each other: several machines with different clocks answer for this name.`,
  }
}

function intervalsOf({ samples }: HttpDateObservation): OffsetInterval[] {
  return samples.map(dateInterval).filter((interval) => interval !== null)
}
