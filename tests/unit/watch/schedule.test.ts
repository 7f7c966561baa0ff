import { describe, expect, test } from 'vitest'
import { withMetadata } from '../../../src/main/watch/keep'
import { followSchedule, nextInTurn, nextLookAt, usualGapMs } from '../../../src/main/watch/schedule'
import type { Timers } from '../../../src/main/workos/timers'
import type { Setup } from '../../../src/shared/setup'
import type { WatchBook } from '../../../src/shared/watch/book'
import type { WatchOverview } from '../../../src/shared/watch/overview'
import { bookOf, certificate, now, setupOf, sighting } from './watched-setups'

const hour = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()
const url = 'https://idp.example.com/metadata'
const setup = (id: string) => setupOf(id, { metadata: sighting([certificate('a', 100)]) })
const look = (at: number, failures = 0, of = url) => ({
  url: of,
  at: iso(at),
  seen: null,
  trouble: failures > 0 ? 'Nobody answered.' : null,
  failures,
})

describe('when metadata is looked at next', () => {
  const acme = setup('acme-okta')
  test.each([
    ['never looked at: now', {}, now],
    ['an hour ago: in five', { 'acme-okta': look(now - hour) }, now + 5 * hour],
    ['failed once: twice as long', { 'acme-okta': look(now - hour, 1) }, now + 11 * hour],
    ['failed ten times: two days at most', { 'acme-okta': look(now - hour, 10) }, now + 47 * hour],
    ['another address since: now', { 'acme-okta': look(now - hour, 0, 'https://old.example.com/') }, now],
    ['the clock was set back: now', { 'acme-okta': look(now + 100 * hour) }, now],
  ])('%s', (_, metadata, at) => {
    expect(nextLookAt(acme, bookOf({ metadata }), now)).toBe(at)
  })

  test('the one that waits longest; set-ups without an address never', () => {
    const book = bookOf({ metadata: { 'acme-okta': look(now - 7 * hour), 'borealis-1': look(now - 9 * hour) } })
    const all = [setupOf('no-address'), setup('acme-okta'), setup('borealis-1')]
    expect(nextInTurn(all, book, now)?.setup.id).toBe('borealis-1')
    expect(nextInTurn([setupOf('no-address')], book, now)).toBeNull()
  })
})

/** A schedule by a clock that moves only when told to. */
function following(setups: readonly Setup[], { keeps = true } = {}) {
  let wall = now
  let book: WatchBook = bookOf()
  const waiting = new Set<{ ms: number; done: () => void }>()
  const timers: Timers = {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const entry = { ms, done: () => waiting.delete(entry) && resolve() }
        waiting.add(entry)
        signal.addEventListener('abort', entry.done, { once: true })
      }),
  }
  const looks: string[] = []
  const reports: WatchOverview['schedule'][] = []
  const end = new AbortController()
  const schedule = followSchedule({
    setups: () => setups,
    book: () => book,
    now: () => wall,
    signal: end.signal,
    timers,
    report: (report) => reports.push(report),
    look: async ({ id }) => {
      looks.push(id)
      if (keeps) book = withMetadata(book, id, url, { trouble: 'Nobody answered.' }, iso(wall))
    },
  })
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return {
    schedule,
    looks,
    reports,
    settle,
    end: () => end.abort(),
    /** Lets time go by until the next timer, and returns how long that was. */
    async pass() {
      await settle()
      const [next] = [...waiting].sort((one, other) => one.ms - other.ms)
      if (!next) throw new Error('nothing waits')
      if (Number.isFinite(next.ms)) wall += next.ms
      next.done()
      await settle()
      return next.ms
    },
  }
}

describe('the schedule', () => {
  test('one after the other with a pause between, then long rests', async () => {
    const run = following([setup('acme-okta'), setup('borealis-1')])
    await run.settle()
    expect(run.looks).toEqual(['acme-okta'])
    expect(await run.pass()).toBe(5_000)
    expect(run.looks).toEqual(['acme-okta', 'borealis-1'])
    expect(await run.pass()).toBe(5_000)
    expect(await run.pass()).toBe(hour)
    expect(run.looks).toHaveLength(2)
    expect(run.reports.at(-1)?.phase).toBe('waiting')
    run.end()
    await run.schedule.ended
  })

  test('paused it looks at nobody; resumed it goes on', async () => {
    const run = following([setup('acme-okta')])
    await run.settle()
    run.schedule.pause()
    await run.pass()
    expect(run.reports.at(-1)).toEqual({ phase: 'resting', nextAt: null })
    const before = run.looks.length
    run.schedule.resume()
    await run.settle()
    expect(run.looks.length).toBe(before)
    expect(run.reports.at(-1)?.phase).toBe('waiting')
    run.end()
    await run.schedule.ended
  })

  test('a disk that keeps nothing does not make it ask all the time', async () => {
    const run = following([setup('acme-okta')], { keeps: false })
    let passed = 0
    while (passed < 2 * usualGapMs) passed += await run.pass()
    expect(run.looks.length).toBeLessThanOrEqual(3)
    run.end()
    await run.schedule.ended
  })

  test('nobody to look at: it waits until set-ups come', async () => {
    const setups: Setup[] = []
    const run = following(setups)
    await run.settle()
    expect(run.reports).toEqual([{ phase: 'resting', nextAt: null }])
    setups.push(setup('acme-okta'))
    run.schedule.nudge()
    await run.settle()
    expect(run.looks).toEqual(['acme-okta'])
    run.end()
    await run.schedule.ended
  })
})
