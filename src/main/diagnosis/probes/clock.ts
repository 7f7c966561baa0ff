import { readServerDate } from '../../clock/gather-http-date'
import { askTimeServer } from '../../clock/gather-ntp'
import { judgeSkew, type ReferenceClock } from '../../clock/judge-skew'
import { limitsFor } from '../../clock/limits'
import type { ClockObservation } from '../../clock/observation'
import { judgeClock, sourceOf } from '../../clock/probe'
import { agreedOffset, type ClockSource } from '../../clock/source'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe } from '../engine'
import type { Facts } from '../facts'
import { type DiagnosisInput, metadataUrls } from '../input'
import { sideBySide } from '../side-by-side'

/**
 * Clocks: this machine's and those behind the addresses, against time servers. Where none was named, the clock of WorkOS is the
 * one to go by, because it is WorkOS that finds a response expired.
 */
export const clockProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'clock',
  looksAt: 'the clocks',
  standsFor: 'clock.skew',
  reports: checksOf('clock'),
  gives: ['clock'],
  uses: [],
  needs: (input) => input.timeServers.length > 0 || webServers(input).length > 0 || referenceUrl(input) !== null,
  async *run(input, facts, { host, observe }) {
    const limits = limitsFor(Math.max(1, input.skewSeconds))
    const servers = input.timeServers.map((server) => askTimeServer(server, host))
    const reference = referenceUrl(input)
    const readReference = reference === null ? null : readServerDate(reference, host)
    const standIn = readReference?.then((observation) => referenceFrom(sourceOf(observation))) ?? null
    void tellWhenKnown(servers, standIn, facts)

    const sources: ClockSource[] = []
    const dates = webServers(input).map((url) => readServerDate(url, host))
    for await (const observation of sideBySide([...servers, ...dates].map(once))) {
      observe({ probe: 'clock', observation })
      yield judgeClock(observation, limits)
      const source = sourceOf(observation)
      if (source !== null) sources.push(source)
    }
    if (readReference !== null) observe({ probe: 'clock', observation: await readReference }, true)
    const at = new Date(host.now()).toISOString()
    const skews = judgeSkew(sources, limits, at, await standIn)
    if (sources.length > 0 || skews.some(({ status }) => status !== 'skipped')) yield* skews
  },
}

async function* once(work: Promise<ClockObservation>): AsyncGenerator<ClockObservation, void> {
  yield await work
}

/** The clocks behind the addresses that were given; never behind an address that only a document names. */
function webServers(input: DiagnosisInput): string[] {
  const urls = [...input.clockUrls, ...metadataUrls(input).slice(0, 1), ...input.urls]
  return [...new Set(urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])))].filter((origin) =>
    /^https?:/.test(origin),
  )
}

function referenceUrl({ timeServers, workos }: DiagnosisInput): string | null {
  return timeServers.length === 0 && workos !== null && URL.canParse(workos.baseUrl)
    ? new URL(workos.baseUrl).origin
    : null
}

function referenceFrom(source: ClockSource | null): ReferenceClock | null {
  return source && { ...source, name: 'the clock of WorkOS' }
}

/** Told as soon as the servers have answered, so that nobody waits for slower clocks. */
async function tellWhenKnown(
  servers: readonly Promise<ClockObservation>[],
  standIn: Promise<ReferenceClock | null> | null,
  facts: Facts,
): Promise<void> {
  const sources = (await Promise.all(servers)).map(sourceOf).filter((source) => source !== null)
  const agreed = sources.length > 0 ? agreedOffset(sources) : null
  if (agreed) facts.tell('clock', { ...agreed, name: 'the time servers' })
  const reference = await standIn
  if (reference) facts.tell('clock', reference)
  facts.close('clock')
}
