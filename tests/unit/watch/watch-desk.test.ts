import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RunKeeper } from '../../../src/main/shell/run-desk'
import { SetupStore } from '../../../src/main/shell/store/setups'
import { WatchBookStore } from '../../../src/main/shell/store/watch-book'
import { WatchDesk } from '../../../src/main/shell/watch-desk'
import type { Setup } from '../../../src/shared/setup'

let folder: string
let now: Date
let desk: WatchDesk
let setups: SetupStore
let id: string
const clock = () => now

beforeEach(async () => {
  now = new Date('2026-11-27T12:00:00Z')
  folder = await mkdtemp(join(tmpdir(), 'signpost-desk-'))
  setups = await SetupStore.open(join(folder, 'setups'), clock, () => {})
  const book = await WatchBookStore.open(folder, clock(), () => {})
  desk = new WatchDesk(
    setups,
    book,
    clock,
    () => {},
    () => false,
  )
  id = value(await setups.create('apple', 'Acme', 'Acme · Apple')).id
  return () => rm(folder, { recursive: true, force: true })
})

const value = <T>(outcome: { ok: true; value: T } | { ok: false }): T => {
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

/** As the window keeps a secret: the vault has its text, the set-up its last characters. */
async function keepSecret(name: string, text: string): Promise<void> {
  const kept: Setup['values'][string] = {
    kind: 'secret',
    lastFour: text.slice(-4),
    origin: 'typed',
    at: now.toISOString(),
  }
  await setups.change(id, (setup) => ({ ...setup, values: { ...setup.values, [name]: kept } }))
  await desk.sawSecret(id, name, text)
}

const encoded = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
const jwt = (claims: object) => `${encoded({ alg: 'ES256', kid: 'K1' })}.${encoded(claims)}.canary-signature`
const seconds = (iso: string) => Date.parse(iso) / 1000

describe('the end of a secret that says so itself', () => {
  test('a client secret for Apple: its end is noted, and nothing else of it', async () => {
    await keepSecret('client_secret', jwt({ iss: 'TEAM', exp: seconds('2027-05-01T00:00:00Z') }))
    expect((await desk.overview()).rows).toMatchObject([
      {
        kind: 'client-secret',
        end: { kind: 'instant', at: '2027-05-01T00:00:00.000Z' },
        from: 'read from the secret itself',
        lifetime: expect.stringContaining('six months'),
      },
    ])
    expect(await readFile(join(folder, 'watch.json'), 'utf8')).not.toMatch(/canary|eyJ|TEAM/)
  })

  test.each([
    ['none at all', 'a-secret-of-another-kind'],
    ['a JWT without an end', jwt({ iss: 'TEAM' })],
    ['an end that is no number', jwt({ exp: '2027' })],
    ['an end beyond all time', jwt({ exp: 1e300 })],
    ['something that only looks like a JWT', 'eyJhbGciOi.%%%.x'],
  ])('%s: nobody knows', async (_, text) => {
    await keepSecret('client_secret', text)
    expect((await desk.overview()).rows).toMatchObject([{ band: 'unknown' }])
  })

  test('replaced by one that does not say: the former end is not its end', async () => {
    await keepSecret('client_secret', jwt({ exp: seconds('2027-05-01T00:00:00Z') }))
    now = new Date('2026-11-28T12:00:00Z')
    await keepSecret('client_secret', 'another')
    expect((await desk.overview()).rows).toMatchObject([{ band: 'unknown', what: expect.stringContaining('ther') }])
  })

  test('a key that signs is none that ends', async () => {
    await keepSecret('private_key', jwt({ exp: seconds('2027-05-01T00:00:00Z') }))
    expect((await desk.overview()).rows).toEqual([])
  })
})

test('what was noted on another machine belongs to the set-up that was brought in', async () => {
  const label = 'Client secret'
  await desk.note(
    {
      id: null,
      kind: 'client-secret',
      label,
      setupId: 'elsewhere-1',
      value: 'client_secret',
      end: { kind: 'day', day: '2027-01-31' },
    },
    'person',
  )
  await desk.takeNotes(id, desk.notesOf('elsewhere-1'))
  expect((await desk.overview()).rows).toMatchObject([{ setup: { id }, end: { day: '2027-01-31' } }])
  expect(desk.notesOf('elsewhere-1')).toHaveLength(1)
})

describe('what runs tell by the way', () => {
  const secretEndsAt = '2027-04-01T00:00:00.000Z'
  const oauth = {
    provider: 'apple',
    issuer: null,
    authorizationEndpoint: null,
    tokenEndpoint: null,
    jwksUri: null,
    scopesSupported: null,
    keys: [],
    client: null,
    secretEndsAt,
  }
  const keeperOf = (kind: 'oauth.check' | 'clock.check', input: unknown): RunKeeper => {
    const make = desk.keepers[kind] as ((runId: string, input: unknown) => RunKeeper) | undefined
    if (!make) throw new Error('nobody keeps it')
    return make('r1', input)
  }

  test('the end of a set-up’s secret that an OAuth check read', async () => {
    const clientSecret = { kind: 'setup', setupId: id, name: 'client_secret' }
    await keeperOf('oauth.check', { provider: 'apple', clientSecret }).ended('done', oauth)
    expect((await desk.overview()).rows).toMatchObject([{ end: { at: secretEndsAt }, value: 'client_secret' }])
  })

  test.each([
    ['one that was typed for the check only', { kind: 'typed', text: 'x' }, 'done'],
    ['a check that was cancelled', { kind: 'setup', setupId: 'x', name: 'client_secret' }, 'cancelled'],
  ] as const)('nothing of %s', async (_, clientSecret, how) => {
    await keeperOf('oauth.check', { provider: 'apple', clientSecret }).ended(how, how === 'done' ? oauth : null)
    expect(desk.book().notes).toEqual([])
  })

  test('the clocks that were compared', async () => {
    const sources = [{ source: 'time.example.com', kind: 'ntp', offsetMs: 12, errorMs: 3 }]
    await keeperOf('clock.check', { servers: [], urls: [], skew: 180 }).ended('done', { sources })
    expect((await desk.overview()).clocks).toMatchObject([{ source: 'time.example.com', at: now.toISOString() }])
  })
})
