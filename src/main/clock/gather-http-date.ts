import { setTimeout as pause } from 'node:timers/promises'
import { type Host, header } from '../host/host'
import { dateInterval, intersect } from './http-date'
import type { DateSample, HttpDateObservation } from './observation'

/** Two rounds of requests: the first spread over a second, the second over what the first left open. */
const requestsEachRound = 8
const patienceMs = 5000

/**
 * Reads a web server's clock from its Date header, finer than the header's second: where the date steps from one second
 * to the next tells the phase. About two seconds, seventeen HEAD requests, no redirect followed.
 * Source: RFC 9110 section 6.6.1.
 */
export async function readServerDate(url: string, host: Host): Promise<HttpDateObservation> {
  const observation: HttpDateObservation = {
    kind: 'http-date',
    url,
    samples: [],
    failure: null,
    at: new Date(host.now()).toISOString(),
  }
  const first = await ask(url, host)
  if (typeof first === 'string') return { ...observation, failure: first }
  const warm = await ask(url, host)
  const samples = [first, ...(typeof warm === 'string' ? [] : [warm])]
  if (first.date === null || first.age !== null) return { ...observation, samples }

  for (let round = 0; round < 2 && !host.signal.aborted; round++) {
    const open = intersect(samples.map(dateInterval).filter((interval) => interval !== null))
    if (open === null) break
    const width = Math.min(1000, open.highMs - open.lowMs)
    if (width <= 4) break
    const asked = Array.from({ length: requestsEachRound }, (_, index) => {
      const offset = open.lowMs + ((index + 0.5) / requestsEachRound) * width
      return askAt(url, host, untilSecond(host.now(), offset))
    })
    for (const sample of await Promise.all(asked)) if (typeof sample !== 'string') samples.push(sample)
  }
  return { ...observation, samples }
}

/** How long to wait until a server whose clock is ahead by `offsetMs` starts a new second. */
function untilSecond(nowMs: number, offsetMs: number): number {
  return 1000 - ((((nowMs + offsetMs) % 1000) + 1000) % 1000)
}

async function askAt(url: string, host: Host, waitMs: number): Promise<DateSample | string> {
  await pause(waitMs, undefined, { signal: host.signal }).catch(() => undefined)
  return ask(url, host)
}

async function ask(url: string, host: Host): Promise<DateSample | string> {
  const sentWall = host.now()
  const sentMono = host.monotonic()
  const outcome = await host.http({
    url,
    method: 'HEAD',
    timeoutMs: patienceMs,
    headers: { 'cache-control': 'no-cache' },
  })
  const receivedMs = sentWall + (host.monotonic() - sentMono)
  if (!outcome.ok) return outcome.failure.code
  const { reply } = outcome
  const age = header(reply, 'age')
  return {
    sentMs: sentWall,
    receivedMs,
    date: header(reply, 'date'),
    age: age === '0' ? null : age,
    status: reply.status,
  }
}
