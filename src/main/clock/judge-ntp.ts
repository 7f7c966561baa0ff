import type { Evidence, Finding } from '../../shared/finding'
import { sayOffset } from './durations'

import { type SkewLimits, statusOf } from './limits'
import type { NtpObservation, NtpSample } from './observation'
import type { ClockSource } from './source'
import { parseServer } from './time-server'

type Reply = Extract<NtpSample, { kind: 'reply' }>

/** Kiss codes and what they tell a client. Source: https://www.iana.org/assignments/ntp-parameters */
const kisses: Readonly<Record<string, string>> = {
  DENY: 'it denies this machine access',
  RSTR: 'it denies this machine access by its policy',
  RATE: 'it is asked too often',
  INIT: 'it has not synchronised yet',
  STEP: 'its clock is just being stepped',
  NTSN: 'it wants network time security',
  AUTH: 'it wants authentication',
  CRYP: 'it wants authentication',
  NKEY: 'it wants a key it knows',
}

/** The reasons not to believe an answer, in order. Source: RFC 4330 section 5, RFC 5905 section 7.4. */
const refusals: ReadonlyArray<readonly [(reply: Reply) => boolean, (reply: Reply) => string]> = [
  [(r) => r.mode !== 4, (r) => `its answer is of mode ${r.mode}, not of a server (4)`],
  [
    (r) => r.stratum === 0 && /^[A-Z]{3,4}$/.test(r.referenceId),
    (r) => `it sent a kiss-o’-death: ${kisses[r.referenceId] ?? 'for a reason of its own'} (${r.referenceId})`,
  ],
  [(r) => r.leap === 3, () => 'it says itself that its clock is not synchronised (leap indicator 3)'],
  [(r) => r.stratum === 0, () => 'it says itself that it is not synchronised (stratum 0)'],
  [(r) => r.stratum > 15, () => 'it says itself that it is not synchronised (stratum 16 or more)'],
  [(r) => r.transmitIsZero, () => 'its answer carries no time'],
  [
    (r) => r.rootDelayMs / 2 + r.rootDispersionMs > 1000,
    () => 'its own distance from a reference clock is over a second',
  ],
  [(r) => r.delayMs > 1000, () => 'its answer took over a second, too long to be exact'],
]

/** The offset a server proves, from its sample of least delay; null when none of its answers can be believed. */
export function ntpSource(observation: NtpObservation): ClockSource | null {
  const believed = observation.samples.filter(isReply).filter((reply) => refusalOf(reply) === null)
  const best = believed.reduce<Reply | null>(
    (least, one) => (least === null || one.delayMs < least.delayMs ? one : least),
    null,
  )
  if (best === null) return null
  const { offsetMs, delayMs, rootDelayMs, rootDispersionMs } = best
  return {
    source: observation.server,
    kind: 'ntp',
    offsetMs,
    // Half the round trip, the server's own distance from its reference, and the millisecond grain of this clock.
    errorMs: delayMs / 2 + rootDelayMs / 2 + rootDispersionMs + 1,
  }
}

/** Judges one time server: can it be believed, and how far is it from this machine. */
export function judgeNtp(observation: NtpObservation, limits: SkewLimits): Finding {
  const source = ntpSource(observation)
  const base = { id: 'clock.ntp' as const, evidence: evidenceOf(observation) }
  if (source === null) {
    const why = whyUseless(observation)
    return {
      ...base,
      status: 'fail',
      summary: `No time came from ${observation.server}: ${why.reason}.`,
      fix: { action: why.remedy, owner: 'network-team' },
    }
  }
  return {
    ...base,
    status: statusOf(source.offsetMs, source.errorMs, limits),
    summary: `${observation.server} answers, and its clock is ${sayOffset(source.offsetMs, source.errorMs)} against this machine.${leapNote(observation)}`,
  }
}

/** Source: RFC 5905 section 7.3. */
const leaps: Readonly<Record<number, string>> = { 1: '61', 2: '59' }

/** Whether the server announces a leap second. */
function leapNote({ samples }: NtpObservation): string {
  const seconds = samples.flatMap((sample) => (isReply(sample) ? (leaps[sample.leap] ?? []) : []))[0]
  return seconds === undefined ? '' : ` It announces a leap second: the last minute of this day has ${seconds} seconds.`
}

function whyUseless({ server, lookupFailure, samples, hostAnswers }: NtpObservation): {
  reason: string
  remedy: string
} {
  const other = 'Name another time server, or rely on the HTTP Date of a host you trust.'
  if (lookupFailure !== null)
    return { reason: `its name leads to no address (${lookupFailure})`, remedy: `Check the name ${server}.` }
  const reply = samples.find(isReply)
  if (reply) return { reason: refusalOf(reply) ?? 'its answer cannot be used', remedy: other }
  const unreachable = samples.find((sample) => sample.kind === 'unreachable')
  if (unreachable?.kind === 'unreachable') {
    const refused = unreachable.code === 'ECONNREFUSED'
    return {
      reason: refused
        ? 'the host is up, but no time service listens on that port'
        : `the system answered ${unreachable.code}`,
      remedy: refused ? 'Start the time service there, or name the right port.' : other,
    }
  }
  const silent = samples.find((sample) => sample.kind === 'silent')
  if (silent?.kind === 'silent' && silent.foreign > 0) {
    return {
      reason:
        'answers came that do not belong to our request (wrong originate timestamp), and were refused as forged or stale',
      remedy: other,
    }
  }
  if (silent?.kind === 'silent' && silent.shortest !== null) {
    return { reason: `its answer is cut short (${silent.shortest} of 48 bytes)`, remedy: other }
  }
  return whySilent(server, hostAnswers)
}

/** A host that is up and silent is told apart from one that is not there. */
function whySilent(server: string, hostAnswers: boolean | null): { reason: string; remedy: string } {
  const port = `UDP port ${parseServer(server)?.port ?? 123}`
  const open = `Open ${port} from this machine to the time server, or name a server inside the network.`
  if (hostAnswers === true) {
    return {
      reason: `the host is up, but nothing comes back from ${port}: it is blocked on the way, or the service there does not answer this machine. The clock is not said to be wrong`,
      remedy: open,
    }
  }
  return {
    reason: `nothing answered in time, neither on ${port} nor on the common TCP ports: the host is down, or a firewall lets nothing of it through. The clock is not said to be wrong`,
    remedy: `Check that the host is up. ${open}`,
  }
}

function evidenceOf({ server, address, samples, at }: NtpObservation): Evidence[] {
  const from = address === null ? server : `${server} (${address})`
  return samples.map((sample, index) => ({ label: `Sample ${index + 1}`, value: sayNtpSample(sample), from, at }))
}

function sayNtpSample(sample: NtpSample): string {
  if (sample.kind === 'unreachable') return sample.code
  if (sample.kind === 'silent')
    return sample.foreign > 0 ? `${sample.foreign} foreign answers, none of its own` : 'no answer'
  const { offsetMs, delayMs, stratum, referenceId, leap } = sample
  return `offset ${offsetMs.toFixed(1)} ms, delay ${delayMs.toFixed(1)} ms, stratum ${stratum} (${referenceId}), leap ${leap}`
}

function refusalOf(reply: Reply): string | null {
  const refusal = refusals.find(([applies]) => applies(reply))
  return refusal ? refusal[1](reply) : null
}

function isReply(sample: NtpSample): sample is Reply {
  return sample.kind === 'reply'
}
