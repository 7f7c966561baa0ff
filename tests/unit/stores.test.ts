import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HeldSecrets } from '../../src/main/shell/store/held-secrets'
import { PreferenceStore } from '../../src/main/shell/store/preferences'
import { SetupStore } from '../../src/main/shell/store/setups'
import { type Cipher, lastFour, Vault } from '../../src/main/shell/store/vault'
import type { Outcome } from '../../src/shared/problem'
import type { Setup } from '../../src/shared/setup'

const clock = () => new Date('2026-11-24T10:00:00.000Z')
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-store-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (onChange: (setup: Setup) => void = () => undefined) => SetupStore.open(folder, clock, onChange)
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.problem.title)
  return outcome.value
}

describe('set-ups on disk', () => {
  test('what was written is there after reopening', async () => {
    const store = await open()
    const { id } = value(await store.create('okta-saml', 'Acme', 'Acme · Okta SAML'))
    await store.edit(id, {
      do: 'set-value',
      name: 'acs_url',
      text: 'https://auth.workos.com/sso/saml/acs/K',
      origin: 'typed',
    })
    await store.edit(id, { do: 'go-to', step: 4 })
    const reopened = value((await open()).get(id))
    expect(reopened.values.acs_url).toMatchObject({ kind: 'plain', text: 'https://auth.workos.com/sso/saml/acs/K' })
    expect(reopened.here).toBe(4)
  })

  test('edits that arrive at once are all kept, in order', async () => {
    const store = await open()
    const { id } = value(await store.create('okta-saml', 'Acme', 'Acme'))
    await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        store.edit(id, { do: 'set-value', name: `v${index}`, text: String(index), origin: 'typed' }),
      ),
    )
    expect(Object.keys(value((await open()).get(id)).values)).toHaveLength(25)
  })

  const damages: ReadonlyArray<readonly [string, string]> = [
    ['an empty file', ''],
    ['half a file', '{"schema":1,"id":"aaaaaaaa'],
    ['another JSON', '[1,2,3]'],
    ['no schema', '{"id":"aaaaaaaa"}'],
    ['a field of the wrong type', '{"schema":1,"id":42}'],
    ['binary', '\u0000\u0001\u0002'],
    ['prototype keys', '{"schema":1,"__proto__":{"x":1},"constructor":{}}'],
  ]
  test.each(damages)('%s is put aside and reported; the rest is intact', async (_, content) => {
    const before = await open()
    const { id } = value(await before.create('okta-saml', 'Acme', 'Acme'))
    await writeFile(join(folder, 'damaged-one.json'), content)
    const store = await open()
    expect(store.all().map((setup) => setup.id)).toEqual([id])
    const [report] = store.reports()
    expect(report).toMatchObject({ name: 'damaged-one.json' })
    expect(await readFile(report?.setAsideAs ?? '', 'utf8')).toBe(content)
    expect((await readdir(folder)).filter((name) => name === 'damaged-one.json')).toEqual([])
  })

  test('a file of a newer Signpost is reported and left where it is', async () => {
    await writeFile(join(folder, 'newer.json'), '{"schema":99}')
    const store = await open()
    expect(store.reports()[0]?.reason).toMatch(/newer|schema 99/i)
    expect(await readdir(folder)).toContain('newer.json')
  })

  test('a folder in place of a file is reported', async () => {
    await mkdir(join(folder, 'trap.json'))
    expect((await open()).reports()).toHaveLength(1)
  })

  test('deleted can be undone, and an unknown id is a problem', async () => {
    const store = await open()
    const { id } = value(await store.create('okta-saml', 'Acme', 'Acme'))
    value(await store.remove(id))
    expect(store.all()).toEqual([])
    expect((await open()).all()).toEqual([])
    value(await store.restore(id))
    expect(value(store.get(id)).organization).toBe('Acme')
    expect(await store.remove('nowhere-at-all')).toMatchObject({ ok: false, problem: { code: 'setup.unknown' } })
    expect(await store.restore('../../etc/passwd')).toMatchObject({ ok: false, problem: { code: 'setup.unknown' } })
  })

  test('a refused write says so and keeps what was there', async () => {
    const store = await open()
    const { id } = value(await store.create('okta-saml', 'Acme', 'Acme'))
    await rm(join(folder, `${id}.json`))
    await mkdir(join(folder, `${id}.json`))
    const refused = await store.edit(id, { do: 'note', text: 'kept?' })
    expect(refused).toMatchObject({ ok: false, problem: { title: expect.stringMatching(/could not be saved/) } })
    expect(value(store.get(id)).journal).toHaveLength(1)
  })
})

describe('the vault', () => {
  const turned: Cipher = {
    encrypt: async (text) => Buffer.from([...text].reverse().join('')),
    decrypt: async (data) => [...data.toString()].reverse().join(''),
  }
  const secret = 'sk_test_canary_0123456789'

  test('with a cipher a secret outlives the program and is not readable in the file', async () => {
    const vault = await Vault.open(folder, turned, clock())
    expect(value(await vault.set('key', secret))).toEqual({ lastFour: '6789', kept: 'vault' })
    expect(await readFile(join(folder, 'vault.json'), 'utf8')).not.toContain('canary')
    const reopened = await Vault.open(folder, turned, clock())
    expect(reopened.see('key')).toEqual({ lastFour: '6789', kept: 'vault' })
    expect(await reopened.read('key')).toBe(secret)
    value(await reopened.forget('key'))
    expect(reopened.see('key')).toBeNull()
    expect(await reopened.read('key')).toBeNull()
  })

  test('without one nothing is written at all', async () => {
    const vault = await Vault.open(folder, null, clock())
    expect(value(await vault.set('key', secret))).toEqual({ lastFour: '6789', kept: 'session' })
    expect(await readdir(folder)).toEqual([])
    expect(await vault.read('key')).toBe(secret)
    expect((await Vault.open(folder, null, clock())).see('key')).toBeNull()
  })

  test('an entry that cannot be opened is no secret, and the others still are', async () => {
    const vault = await Vault.open(folder, turned, clock())
    await vault.set('a', secret)
    await vault.set('b', 'another secret')
    const broken: Cipher = {
      ...turned,
      decrypt: async (data) => {
        const text = await turned.decrypt(data)
        if (text === secret) throw new Error('locked')
        return text
      },
    }
    const reopened = await Vault.open(folder, broken, clock())
    expect(await reopened.read('a')).toBeNull()
    expect(await reopened.read('b')).toBe('another secret')
  })

  test('a short secret does not show its end', () => {
    expect(lastFour('12345678')).toBe('')
  })
})

describe('preferences', () => {
  test('a damaged file is put aside and the program starts with its defaults', async () => {
    await writeFile(join(folder, 'preferences.json'), '{"schema":1,"settings":')
    const store = await PreferenceStore.open(folder, clock())
    expect(store.get().settings.appearance).toBe('system')
    expect(store.damaged?.name).toBe('preferences.json')
    value(await store.change((before) => ({ ...before, settings: { ...before.settings, appearance: 'dark' } })))
    expect((await PreferenceStore.open(folder, clock())).get().settings.appearance).toBe('dark')
  })
})

describe('secrets held for a session', () => {
  test('come back to main only for their ticket, until they are put away', () => {
    const held = new HeldSecrets()
    const { ticket, lastFour } = held.hold('a-long-enough-token-3f9a')
    expect(lastFour).toBe('3f9a')
    expect(held.read(ticket)).toEqual({ ok: true, value: 'a-long-enough-token-3f9a' })
    held.forget(ticket)
    expect(held.read(ticket)).toMatchObject({ ok: false, problem: { code: 'secret.absent' } })
    expect(held.read('another')).toMatchObject({ ok: false })
  })

  test('answer to the ticket the page chose for them', () => {
    const held = new HeldSecrets()
    expect(held.hold('a-long-enough-token-3f9a', 'mine')).toEqual({ ticket: 'mine', lastFour: '3f9a' })
    expect(held.read('mine')).toEqual({ ok: true, value: 'a-long-enough-token-3f9a' })
  })

  test('that are short are not given away by their end', () => {
    expect(new HeldSecrets().hold('hunter2').lastFour).toBe('')
  })

  test('do not pile up: the oldest goes', () => {
    const held = new HeldSecrets()
    const first = held.hold('the first of many')
    for (let more = 0; more < 100; more++) held.hold(`secret number ${more}`)
    expect(held.read(first.ticket)).toMatchObject({ ok: false })
  })
})
