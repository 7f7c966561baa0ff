import type { Evidence, Finding, Fix } from '../../shared/finding'
import { clockFixes } from '../../shared/guidance/clock-fixes'
import { sayDuration, sayOffset } from './durations'
import { type SkewLimits, statusOf } from './limits'
import { agreedOffset, type ClockSource } from './source'

/** What the sources together say of one machine's clock. Positive: that machine is ahead of the reference. */
interface Standing {
  machine: string
  reference: string
  offsetMs: number
  errorMs: number
}

/**
 * Triangulates: this machine against the time servers, the identity provider's host against both, the message against
 * both. One finding for each machine whose standing can be told; it says which is off, by how much and in which direction.
 * Where no time server answered, `standIn` is the clock to go by.
 */
export function judgeSkew(
  sources: readonly ClockSource[],
  limits: SkewLimits,
  at: string,
  standIn: ReferenceClock | null = null,
): Finding[] {
  const servers = sources.filter((source) => source.kind === 'ntp')
  const reference = servers.length > 0 || standIn === null ? timeServers(servers) : standIn
  const evidence: Evidence[] = [...sources, ...(servers.length === 0 && standIn ? [standIn] : [])].map(
    ({ source, offsetMs, errorMs }) => ({
      label: 'Against this machine',
      value: sayOffset(offsetMs, errorMs),
      from: source,
      at,
    }),
  )
  if (sources.length === 0 && standIn === null) {
    return [
      {
        id: 'clock.skew',
        status: 'skipped',
        summary:
          'No clock could be compared with this machine’s. Name a time server that answers, or an https address whose clock can be read.',
        evidence,
      },
    ]
  }
  if (servers.length > 0 && reference === null) {
    return [
      {
        id: 'clock.skew',
        status: 'warn',
        summary: `The ${servers.length} time servers disagree with each other, and none of them has a majority: which clock is right cannot be told from them. Ask a further one.`,
        evidence,
      },
    ]
  }
  return standings(sources, reference).map((standing) => finding(standing, evidence, limits, reference?.alone ?? false))
}

/** A clock the others are held against. */
export interface ReferenceClock extends Pick<ClockSource, 'source' | 'offsetMs' | 'errorMs'> {
  /** How a sentence calls it: `the time servers`. */
  name: string
  /** It is one clock that nobody else bears out. */
  alone?: boolean
}

function timeServers(servers: readonly ClockSource[]): ReferenceClock | null {
  const agreed = servers.length === 0 ? null : agreedOffset(servers)
  const name = servers.length === 1 ? `the time server ${servers[0]?.source}` : 'the time servers'
  return agreed && { ...agreed, source: name, name, alone: servers.length === 1 }
}

function standings(sources: readonly ClockSource[], reference: ReferenceClock | null): Standing[] {
  const others = sources.filter((source) => source.kind !== 'ntp')
  if (reference === null) {
    return others.map(({ source, offsetMs, errorMs }) => ({
      machine: nameOf(source),
      reference: 'this machine',
      offsetMs,
      errorMs,
    }))
  }
  return [
    {
      machine: 'This machine',
      reference: reference.name,
      offsetMs: -reference.offsetMs,
      errorMs: reference.errorMs,
    },
    ...others.map(({ source, offsetMs, errorMs }) => ({
      machine: nameOf(source),
      reference: reference.name,
      offsetMs: offsetMs - reference.offsetMs,
      errorMs: errorMs + reference.errorMs,
    })),
  ]
}

function finding(
  { machine, reference, offsetMs, errorMs }: Standing,
  evidence: Evidence[],
  limits: SkewLimits,
  alone: boolean,
): Finding {
  const status = statusOf(offsetMs, errorMs, limits)
  const measured = `${machine}: clock ${sayOffset(offsetMs, errorMs)} against ${reference}.`
  const allowed = `${sayDuration(limits.failMs)} of skew are allowed`
  const judged = {
    pass: `That is inside what single sign-on bears (${allowed}).`,
    warn: `That is still inside what is allowed (${allowed}), but too much for a healthy clock.`,
    fail: `That is outside what is allowed (${allowed}): messages are refused as expired or not yet valid.`,
  }[status]
  const unknown =
    status === 'pass'
      ? ''
      : reference === 'this machine'
        ? ' Which of the two is wrong, a time server would settle.'
        : alone && machine === 'This machine'
          ? ' It is a single server, which may itself be wrong: a second one would settle it.'
          : ''
  return {
    id: 'clock.skew',
    status,
    summary: `${measured} ${judged}${unknown}`,
    evidence: [
      { label: 'Clock judged', value: machine, from: reference },
      { label: 'Offset', value: sayOffset(offsetMs, errorMs), from: reference },
      ...evidence,
    ],
    ...(status === 'pass' ? {} : { fix: fixFor(machine) }),
  }
}

function fixFor(machine: string): Fix {
  return {
    action: `Set the clock of ${machine === 'This machine' ? 'this machine' : machine} right and keep it synchronised.`,
    command: clockFixes.map(({ host, read, repair }) => `# ${host}\n${read}\n${repair}`).join('\n'),
    owner: 'idp-admin',
  }
}

const nameOf = (source: string) => (URL.canParse(source) ? new URL(source).host || source : source)
