import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WatchBookStore } from '../../../src/main/shell/store/watch-book'
import { withClocks, withHeld, withNote, withoutGone, withoutNote, withServer } from '../../../src/main/watch/keep'
import { noteDraftSchema } from '../../../src/shared/watch/note'
import { bookOf, certificate, inDays, setupOf } from './watched-setups'

const clock = new Date('2026-11-27T12:00:00Z')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-watch-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const open = (onChange = () => {}) => WatchBookStore.open(folder, clock, onChange)
const path = () => join(folder, 'watch.json')

const draft = noteDraftSchema.parse({
  id: null,
  kind: 'client-secret',
  label: 'Client secret',
  setupId: 'acme-okta',
  value: 'client_secret',
  end: { kind: 'day', day: '2027-03-01' },
})

describe('what Watch keeps on disk', () => {
  test('is there after reopening; a hundred changes at once are all kept', async () => {
    let told = 0
    const store = await open(() => told++)
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        store.change((book) =>
          withNote(book, { ...draft, value: null, label: `${index}` }, 'person', `n${index}`, inDays(0)),
        ),
      ),
    )
    expect(told).toBeGreaterThan(0)
    const labels = (await open()).get().notes.map(({ label }) => label)
    expect(labels).toEqual(Array.from({ length: 100 }, (_, index) => String(index)))
    expect((await readdir(folder)).filter((name) => name !== 'watch.json')).toEqual([])
  })

  test.each([
    ['an empty file', ''],
    ['half a file', '{"schema":1,"notes":['],
    [
      'a note without an end',
      '{"schema":1,"notes":[{"id":"a"}],"metadata":{},"held":{},"servers":{},"clocks":{},"swept":null,"told":{}}',
    ],
  ])('%s is put aside, and reported', async (_, content) => {
    await writeFile(path(), content)
    const store = await open()
    expect(store.get().notes).toEqual([])
    expect(store.damaged).toMatchObject({ name: 'watch.json' })
    expect(await readFile(store.damaged?.setAsideAs ?? '', 'utf8')).toBe(content)
  })

  test('what was seen is there at once, written once for many, and with what is noted meanwhile', async () => {
    const store = await open()
    const seen = (index: number) =>
      store.see((book) => withServer(book, `https://h${index}.example.com`, certificate('a', 1), inDays(0)))
    for (let index = 0; index < 50; index++) seen(index)
    expect(Object.keys(store.get().servers)).toHaveLength(50)
    expect(await readdir(folder)).toEqual([])
    const noted = store.change((book) => withNote(book, draft, 'person', 'n1', inDays(0)))
    seen(50)
    expect((await noted).ok).toBe(true)
    seen(51)
    expect(store.isBusy()).toBe(true)
    await store.flush()
    expect(store.isBusy()).toBe(false)
    const again = (await open()).get()
    expect(Object.keys(again.servers)).toHaveLength(52)
    expect(again.notes).toHaveLength(1)
  })

  test('a file from before WorkOS was asked for renewals is read whole', async () => {
    const { renewals: _, ...older } = bookOf({ told: { 'a 2027-01-01 7': inDays(-1) } })
    await writeFile(path(), JSON.stringify(older))
    const store = await open()
    expect(store.damaged).toBeNull()
    expect(store.get()).toMatchObject({ renewals: {}, told: { 'a 2027-01-01 7': inDays(-1) } })
  })

  test('a file of a newer Signpost is left as it is, whatever is noted', async () => {
    const content = '{"schema":7,"wonders":[]}'
    await writeFile(path(), content)
    const store = await open()
    const outcome = await store.change((book) => withNote(book, draft, 'person', 'n1', inDays(0)))
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'file.from-the-future' } })
    expect(await readFile(path(), 'utf8')).toBe(content)
  })

  test('a folder that is gone: said, and nothing changes', async () => {
    const store = await open()
    await rm(folder, { recursive: true })
    await writeFile(folder, 'a file in its place')
    expect((await store.change((book) => withNote(book, draft, 'person', 'n1', inDays(0)))).ok).toBe(false)
    expect(store.get().notes).toEqual([])
  })
})

describe('what is kept of what was seen', () => {
  test('one note for each value of a set-up; the last one counts', () => {
    const first = withNote(bookOf(), draft, 'secret', 'n1', inDays(-1))
    const again = withNote(first, { ...draft, end: { kind: 'never' } }, 'person', 'n2', inDays(0))
    expect(again.notes).toMatchObject([{ id: 'n1', end: { kind: 'never' }, by: 'person' }])
    expect(withoutNote(again, 'n1').notes).toEqual([])
  })

  test.each([
    ['2027-02-30', false],
    ['27-2-1', false],
    ['2027-02-28T00:00', false],
    ['9999-12-31', true],
    ['0001-01-01', true],
  ])('a noted day: %s', (day, isDay) => {
    expect(noteDraftSchema.safeParse({ ...draft, end: { kind: 'day', day } }).success).toBe(isDay)
  })

  test('neither a flood of servers nor of clocks grows without bound', () => {
    const seen = Array.from({ length: 2000 }, (_, index) => {
      const server = { at: inDays(index), certificate: certificate('a', 1) }
      return [`https://h${index}.example.com`, server] as const
    })
    const full = bookOf({ servers: Object.fromEntries(seen) })
    const book = withServer(full, 'https://last.example.com', certificate('a', 1), inDays(3000))
    expect(Object.keys(book.servers)).toHaveLength(2000)
    expect(book.servers['https://last.example.com']).toBeDefined()
    expect(book.servers['https://h0.example.com']).toBeUndefined()
    const sources = Array.from({ length: 300 }, (_, index) => ({
      source: `t${index}`,
      kind: 'ntp' as const,
      offsetMs: 0,
      errorMs: 1,
    }))
    expect(Object.keys(withClocks(book, sources, inDays(0)).clocks)).toHaveLength(200)
  })

  test('the clock of a captured message is of its moment only', () => {
    const message = { source: 'a capture', kind: 'message', offsetMs: 5, errorMs: 1 } as const
    expect(withClocks(bookOf(), [message], inDays(0)).clocks).toEqual({})
  })

  test('set-ups that are gone leave nothing but their notes', () => {
    const link = { environmentId: 'e', organizationId: null, connectionId: 'conn_1', directoryId: null }
    const noted = withNote(bookOf(), draft, 'person', 'n1', inDays(0))
    const look = { url: 'https://a.example.com/', at: inDays(0), seen: null, trouble: null, failures: 0 }
    const held = withHeld({ ...noted, metadata: { 'acme-okta': look } }, 'conn_1', [certificate('a', 1)], inDays(0))
    expect(withoutGone(held, [setupOf('acme-okta', { link })])).toBe(held)
    expect(withoutGone(held, [])).toMatchObject({ metadata: {}, held: {}, notes: [{ id: 'n1' }] })
  })
})
