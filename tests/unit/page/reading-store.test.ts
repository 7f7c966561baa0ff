import { describe, expect, test } from 'vitest'
import { ReadingStore } from '../../../src/renderer/bridge/reading-store'
import type { Outcome, Problem } from '../../../src/shared/problem'
import type { ConnectionRow } from '../../../src/shared/workos-rows'

const wanted = { environmentId: 'staging', listed: { kind: 'connections' } } as const
const problem: Problem = { code: 'workos.unauthorized', title: 'Refused.', detail: '', remedy: '' }

const row = (id: string, name = id): ConnectionRow => ({
  id,
  name,
  type: 'OktaSAML',
  state: 'active',
  organizationId: null,
  domains: [],
  createdAt: '',
  updatedAt: '',
})

/** A main that the test plays: it answers a start with the next ID and notes what it was asked. */
function setUp() {
  const asked: { environmentId: string; after: string | null }[] = []
  const stopped: string[] = []
  const due: (() => void)[] = []
  let hold: ((outcome: Outcome<{ readingId: string }>) => void) | null = null
  const door = {
    holding: false,
    read: ({ environmentId, after }: { environmentId: string; after: string | null }) => {
      asked.push({ environmentId, after })
      const answer = { ok: true, value: { readingId: `r${asked.length}` } } as const
      if (!door.holding) return Promise.resolve(answer)
      return new Promise<Outcome<{ readingId: string }>>((resolve) => {
        hold = resolve
      })
    },
    stop: (readingId: string) => void stopped.push(readingId),
  }
  let now = 1000
  const store = new ReadingStore(
    door,
    (work) => void due.push(work),
    () => now++,
  )
  let told = 0
  store.watch('list', wanted, () => told++)
  const draw = () => {
    for (const work of due.splice(0)) work()
  }
  const rows = (readingId: string, list: ConnectionRow[], unreadable = 0) =>
    store.came({ readingId, kind: 'connections', rows: list, unreadable })
  const end = (readingId: string, why: Problem | null = null, after: string | null = null) =>
    store.ended({ readingId, problem: why, after })
  const begin = async () => {
    store.ensure('list', wanted)
    await Promise.resolve()
    await Promise.resolve()
  }
  const release = async (outcome: Outcome<{ readingId: string }>) => {
    hold?.(outcome)
    await Promise.resolve()
    await Promise.resolve()
  }
  const names = () => store.read('list').rows.map((one) => ('name' in one ? one.name : one.id))
  return { store, door, asked, stopped, due, draw, rows, end, begin, release, names, told: () => told }
}

describe('a list that streams in', () => {
  test('is asked for once, grows, and tells its watchers once a frame', async () => {
    const { store, asked, draw, rows, end, begin, names, told } = setUp()
    await begin()
    store.ensure('list', wanted)
    expect(asked).toEqual([{ environmentId: 'staging', after: null }])
    const before = told()
    rows('r1', [row('a')])
    rows('r1', [row('b')], 2)
    expect(told()).toBe(before)
    draw()
    expect(told()).toBe(before + 1)
    expect(names()).toEqual(['a', 'b'])
    end('r1')
    expect(store.read('list')).toMatchObject({ phase: 'ended', problem: null, unreadable: 2, came: 2 })
  })

  test('loses nothing that overtakes the answer to its start', async () => {
    const { store, door, rows, end, begin, release, names } = setUp()
    door.holding = true
    await begin()
    rows('r1', [row('a')])
    end('r1')
    expect(store.read('list').phase).toBe('reading')
    await release({ ok: true, value: { readingId: 'r1' } })
    expect([store.read('list').phase, names()]).toEqual(['ended', ['a']])
  })

  test('keeps what came before the problem, and reads on from there', async () => {
    const { store, asked, rows, end, begin, draw, names } = setUp()
    await begin()
    rows('r1', [row('a')])
    end('r1', problem, 'a')
    expect(store.read('list')).toMatchObject({ phase: 'ended', problem, after: 'a', readAt: null })
    void store.goOn('list')
    await Promise.resolve()
    await Promise.resolve()
    expect(asked.at(-1)).toEqual({ environmentId: 'staging', after: 'a' })
    rows('r2', [row('b')])
    draw()
    end('r2')
    expect(names()).toEqual(['a', 'b'])
    expect(store.read('list').problem).toBeNull()
  })

  test('read again, rows stay in place, change one by one, and go only at the end', async () => {
    const { store, rows, end, begin, draw, names } = setUp()
    await begin()
    rows('r1', [row('a'), row('b'), row('c')])
    end('r1')
    await store.refresh('list')
    expect(names()).toEqual(['a', 'b', 'c'])
    rows('r2', [row('a', 'A'), row('d')])
    draw()
    expect(names()).toEqual(['A', 'b', 'c', 'd'])
    expect(store.read('list').before?.rows).toHaveLength(3)
    end('r2')
    expect(names()).toEqual(['A', 'd'])
  })

  test('read again without success loses nothing', async () => {
    const { store, rows, end, begin, names } = setUp()
    await begin()
    rows('r1', [row('a'), row('b')])
    end('r1')
    const { readAt } = store.read('list')
    await store.refresh('list')
    end('r2', problem, null)
    expect(names()).toEqual(['a', 'b'])
    expect(store.read('list')).toMatchObject({ problem, readAt })
  })

  test('is stopped, also before main has said its ID', async () => {
    const { store, door, stopped, begin, release } = setUp()
    await begin()
    store.stop('list')
    expect(stopped).toEqual(['r1'])
    door.holding = true
    await store.ended({ readingId: 'r1', problem, after: null })
    void store.refresh('list')
    store.stop('list')
    await release({ ok: true, value: { readingId: 'r2' } })
    expect(stopped).toEqual(['r1', 'r2'])
  })

  test('another key: everything of that environment goes, and what is looked at is read anew', async () => {
    const { store, asked, stopped, rows, begin, draw, names } = setUp()
    await begin()
    rows('r1', [row('a')])
    draw()
    store.forget('production')
    expect(names()).toEqual(['a'])
    store.forget('staging')
    expect([names(), stopped]).toEqual([[], ['r1']])
    await Promise.resolve()
    await Promise.resolve()
    expect(asked).toHaveLength(2)
    // What the old reading still sends belongs to nobody.
    rows('r1', [row('old')])
    rows('r2', [row('new')])
    draw()
    expect(names()).toEqual(['new'])
  })

  test('a start that main refuses ends with the problem', async () => {
    const { store, door, begin, release } = setUp()
    door.holding = true
    await begin()
    await release({ ok: false, problem })
    expect(store.read('list')).toMatchObject({ phase: 'ended', problem })
  })

  test('lists nobody looks at are given up when there are too many', () => {
    const { store } = setUp()
    for (let count = 0; count < 60; count++) {
      store.watch(`other ${count}`, wanted, () => {})()
      store.ensure(`other ${count}`, wanted)
    }
    expect(store.read('list').phase).toBe('idle')
    expect(store.read('other 59').phase).toBe('reading')
  })
})
