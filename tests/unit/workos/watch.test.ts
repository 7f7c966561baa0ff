import { describe, expect, test } from 'vitest'
import { problemOf } from '../../../src/main/workos/problems'
import type { Timers } from '../../../src/main/workos/timers'
import { type WatchReport, watchState } from '../../../src/main/workos/watch'
import type { Outcome } from '../../../src/shared/problem'

/** Timers that only move when told to. */
function manualTimers() {
  let now = 0
  const waiting = new Set<{ at: number; done: () => void }>()
  const timers: Timers = {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const entry = {
          at: now + ms,
          done: () => {
            waiting.delete(entry)
            resolve()
          },
        }
        waiting.add(entry)
        signal.addEventListener('abort', entry.done, { once: true })
      }),
  }
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return {
    timers,
    settle,
    get now() {
      return now
    },
    pending: () => [...waiting].map(({ at }) => at - now),
    /** Moves on to the next timer and fires it; returns how long it was. */
    async fire() {
      const next = [...waiting].sort((a, b) => a.at - b.at)[0]
      if (!next) throw new Error('Nothing is waiting.')
      const step = next.at - now
      now = next.at
      next.done()
      await settle()
      return step
    },
  }
}

function watching(answers: (count: number) => Outcome<string> | { ok: false; problem: ReturnType<typeof problemOf> }) {
  const clock = manualTimers()
  const controller = new AbortController()
  const reports: WatchReport[] = []
  const reads: number[] = []
  let wall = Date.parse('2026-11-23T10:00:00Z')
  const watch = watchState({
    read: async () => {
      reads.push(clock.now)
      return answers(reads.length)
    },
    report: (report) => reports.push(report),
    now: () => wall,
    signal: controller.signal,
    timers: clock.timers,
  })
  return {
    watch,
    clock,
    reports,
    reads,
    stop: () => controller.abort(),
    jump: (ms: number) => {
      wall += ms
    },
  }
}

const steady = (): Outcome<string> => ({ ok: true, value: 'draft' })

describe('the watch over a state', () => {
  test('waits 5 seconds first, then half as long again up to a minute', async () => {
    const { clock, stop, watch } = watching(steady)
    await clock.settle()
    const steps: number[] = []
    for (let turn = 0; turn < 9; turn++) steps.push(await clock.fire())
    expect(steps).toEqual([5000, 7500, 11250, 16875, 25312.5, 37968.75, 56953.125, 60000, 60000])
    stop()
    await watch.ended
  })

  test('starts again at 5 seconds after a change', async () => {
    const { clock, reports } = watching((count) => ({ ok: true, value: count < 5 ? 'validating' : 'active' }))
    await clock.settle()
    for (let turn = 0; turn < 4; turn++) await clock.fire()
    expect(reports.at(-1)).toMatchObject({ phase: 'waiting', state: 'active' })
    expect(await clock.fire()).toBe(5000)
  })

  test('tells each step: reading, then waiting until when', async () => {
    const { clock, reports } = watching(steady)
    await clock.settle()
    expect(reports.map(({ phase }) => phase)).toEqual(['reading', 'reading', 'waiting'])
    expect(reports.at(-1)).toEqual({
      phase: 'waiting',
      state: 'draft',
      readAt: '2026-11-23T10:00:00.000Z',
      nextAt: '2026-11-23T10:00:05.000Z',
      problem: null,
    })
  })

  test('waits as long as WorkOS asks, and keeps the last state meanwhile', async () => {
    const { clock, reports } = watching((count) =>
      count === 2
        ? {
            ok: false,
            problem: problemOf('rate-limited', { host: 'h', what: 'w', status: 429, retryAfterMs: 120_000 }),
          }
        : steady(),
    )
    await clock.settle()
    await clock.fire()
    expect(reports.at(-1)).toMatchObject({ phase: 'waiting', state: 'draft', problem: { code: 'workos.rate-limited' } })
    expect(await clock.fire()).toBe(120_000)
    expect(reports.at(-1)).toMatchObject({ state: 'draft', problem: null })
  })

  test('a fault of the network backs off and recovers', async () => {
    const { clock, reads, reports } = watching((count) =>
      count < 4 ? { ok: false, problem: problemOf('dns', { host: 'h', what: 'w' }) } : steady(),
    )
    await clock.settle()
    const steps = [await clock.fire(), await clock.fire(), await clock.fire()]
    expect(steps).toEqual([10_000, 15_000, 22_500])
    expect(reads).toHaveLength(4)
    expect(reports.at(-1)).toMatchObject({ state: 'draft', problem: null })
  })

  test.each(['unauthorized', 'forbidden', 'not-found'] as const)('rests after %s until it is resumed', async (kind) => {
    const { clock, reads, reports, watch } = watching((count) =>
      count === 1 ? { ok: false, problem: problemOf(kind, { host: 'h', what: 'w' }) } : steady(),
    )
    await clock.settle()
    expect(reports.at(-1)).toMatchObject({ phase: 'resting', nextAt: null, problem: { code: `workos.${kind}` } })
    expect(clock.pending()).toEqual([Number.POSITIVE_INFINITY])
    watch.pause()
    watch.resume()
    await clock.settle()
    expect(reads).toHaveLength(2)
    expect(reports.at(-1)).toMatchObject({ phase: 'waiting', problem: null })
  })

  test('reads nothing while paused, and at once when resumed', async () => {
    const { clock, reads, reports, watch } = watching(steady)
    await clock.settle()
    for (let turn = 0; turn < 3; turn++) await clock.fire()
    watch.pause()
    await clock.settle()
    expect(reports.at(-1)).toMatchObject({ phase: 'resting', nextAt: null })
    expect(clock.pending()).toEqual([Number.POSITIVE_INFINITY])
    expect(reads).toHaveLength(4)
    watch.resume()
    await clock.settle()
    expect(reads).toHaveLength(5)
    expect(await clock.fire()).toBe(7500)
  })

  test('pausing and resuming in one breath does not read twice', async () => {
    const { clock, reads, watch } = watching(steady)
    await clock.settle()
    watch.pause()
    watch.resume()
    watch.pause()
    watch.resume()
    await clock.settle()
    expect(reads).toHaveLength(2)
    expect(clock.pending()).toHaveLength(1)
  })

  test('a clock that jumps changes no wait', async () => {
    const { clock, jump, reads } = watching(steady)
    await clock.settle()
    jump(-86_400_000)
    expect(await clock.fire()).toBe(5000)
    jump(86_400_000 * 30)
    expect(await clock.fire()).toBe(7500)
    expect(reads).toHaveLength(3)
  })

  test('after the machine woke up it reads once, and gently from there', async () => {
    const { clock, reads, watch } = watching(steady)
    await clock.settle()
    for (let turn = 0; turn < 8; turn++) await clock.fire()
    watch.pause()
    watch.resume()
    await clock.settle()
    expect(reads).toHaveLength(10)
    expect(await clock.fire()).toBe(7500)
  })

  test('ends at once when it is stopped, and leaves no timer behind', async () => {
    const { clock, reports, stop, watch } = watching(steady)
    await clock.settle()
    stop()
    await watch.ended
    expect(reports.at(-1)).toMatchObject({ phase: 'resting', nextAt: null })
    expect(clock.pending()).toEqual([])
  })
})
