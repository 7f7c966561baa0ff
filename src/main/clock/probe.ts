import type { Finding } from '../../shared/finding'
import type { Host } from '../host/host'
import { readServerDate } from './gather-http-date'
import { askTimeServer } from './gather-ntp'
import { httpDateSource, judgeHttpDate } from './judge-http-date'
import { judgeMessage, messageSource } from './judge-message'
import { judgeNtp, ntpSource } from './judge-ntp'
import { judgeSkew, type ReferenceClock } from './judge-skew'
import type { SkewLimits } from './limits'
import type { ClockObservation, MessageObservation } from './observation'
import { agreedOffset, type ClockSource } from './source'

export interface ClockInput {
  /** `HOST` or `HOST:PORT`, asked side by side. */
  servers: readonly string[]
  /** Web servers whose Date header is read. */
  urls: readonly string[]
  messages: readonly MessageObservation[]
}

/** Asks all sources side by side and yields each as it answers. */
export async function* gatherClocks(input: ClockInput, host: Host): AsyncGenerator<ClockObservation> {
  yield* input.messages
  const asked = new Map<number, Promise<[number, ClockObservation]>>()
  const works = [
    ...input.servers.map((server) => askTimeServer(server, host)),
    ...input.urls.map((url) => readServerDate(url, host)),
  ]
  works.forEach((work, index) => {
    asked.set(
      index,
      work.then((observation) => [index, observation]),
    )
  })
  while (asked.size > 0) {
    const [index, observation] = await Promise.race(asked.values())
    asked.delete(index)
    yield observation
  }
}

/** Judges one source by itself. */
export function judgeClock(observation: ClockObservation, limits: SkewLimits): Finding {
  switch (observation.kind) {
    case 'ntp':
      return judgeNtp(observation, limits)
    case 'http-date':
      return judgeHttpDate(observation, limits)
    case 'message':
      return judgeMessage(observation, limits)
  }
}

/** The clock an observation proves, or null. */
export function sourceOf(observation: ClockObservation): ClockSource | null {
  switch (observation.kind) {
    case 'ntp':
      return ntpSource(observation)
    case 'http-date':
      return httpDateSource(observation)
    case 'message':
      return messageSource(observation)
  }
}

/** The whole check: a finding for each source as it answers, then what they say together. Returns the sources. */
export async function* checkClocks(
  input: ClockInput,
  limits: SkewLimits,
  host: Host,
  told?: (sources: readonly ClockSource[]) => void,
): AsyncGenerator<Finding, ClockSource[]> {
  const sources: ClockSource[] = []
  for await (const observation of gatherClocks(input, host)) {
    yield judgeClock(observation, limits)
    const source = sourceOf(observation)
    if (source === null) continue
    sources.push(source)
    told?.(sources)
  }
  yield* judgeSkew(sources, limits, new Date(host.now()).toISOString(), webServers(sources))
  return sources
}

/** Fewer than this many web servers prove nothing by agreeing: they may share a proxy, or one of them a fault. */
const fewestWebServers = 3

/** What most web servers agree on, to go by where UDP port 123 is closed; null when they are few or disagree. */
function webServers(sources: readonly ClockSource[]): ReferenceClock | null {
  const dates = sources.filter(({ kind }) => kind === 'http-date')
  const hosts = new Set(dates.map(({ source }) => new URL(source).hostname))
  const agreed = hosts.size < fewestWebServers ? null : agreedOffset(dates)
  return agreed && { ...agreed, source: 'most of the web servers', name: 'most of the web servers (HTTP Date)' }
}
