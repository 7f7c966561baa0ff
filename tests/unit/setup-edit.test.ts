import { describe, expect, test } from 'vitest'
import { type Setup, setupSchema } from '../../src/shared/setup'
import { applyEdit, type SetupEdit, setupEditSchema } from '../../src/shared/setup-edit'

const now = '2026-11-24T10:00:00.000Z'
const fresh: Setup = {
  schema: 1,
  id: 'aaaaaaaa-1',
  slug: 'okta-saml',
  name: 'Acme · Okta SAML',
  organization: 'Acme',
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  values: {},
  steps: {},
  here: 0,
  link: null,
  sightings: [],
  confirmations: [],
  metadata: null,
  signIn: null,
  journal: [],
}
const link = { environmentId: 'e', organizationId: 'org_1', connectionId: 'conn_1', directoryId: null }

describe('an edit', () => {
  const edits: ReadonlyArray<readonly [SetupEdit, (setup: Setup) => unknown, unknown]> = [
    [{ do: 'set-value', name: 'acs_url', text: 'https://x', origin: 'typed' }, (s) => s.values.acs_url?.kind, 'plain'],
    [{ do: 'mark-step', step: 3, mark: { kind: 'blocked', by: 'network team' } }, (s) => s.steps[3]?.kind, 'blocked'],
    [{ do: 'mark-step', step: 3, mark: null }, (s) => s.steps[3], undefined],
    [{ do: 'go-to', step: 5 }, (s) => s.here, 5],
    [{ do: 'rename', name: 'New', organization: 'Acme Ltd' }, (s) => `${s.name}/${s.organization}`, 'New/Acme Ltd'],
    [{ do: 'note', text: 'called the network team' }, (s) => s.journal.at(-1)?.text, 'called the network team'],
    [{ do: 'link', link }, (s) => s.link?.connectionId, 'conn_1'],
    [
      { do: 'sight', sighting: { of: 'connection', state: 'validating' } },
      (s) => s.sightings.at(-1)?.state,
      'validating',
    ],
    [{ do: 'confirm', item: 'groups' }, (s) => s.confirmations[0]?.item, 'groups'],
    [
      { do: 'sight-metadata', metadata: { from: 'https://idp', entityId: 'x', validUntil: null, certificates: [] } },
      (s) => s.metadata?.at,
      now,
    ],
  ]
  test.each(edits)('%j', (edit, read, expected) => {
    const after = applyEdit(fresh, setupEditSchema.parse(edit), now)
    expect(read(after)).toBe(expected)
    expect(setupSchema.parse(after)).toEqual(after)
    expect(after.updatedAt).toBe(now)
  })

  const idle: SetupEdit[] = [
    { do: 'go-to', step: 0 },
    { do: 'clear-value', name: 'never_there' },
    { do: 'rename', name: fresh.name, organization: fresh.organization },
    { do: 'withdraw-confirmation', item: 'never' },
  ]
  test.each(idle)('that changes nothing leaves the set-up as it was: %j', (edit) => {
    expect(applyEdit(fresh, edit, now)).toBe(fresh)
  })

  test('the same state seen twice is one sighting, and a change back is another', () => {
    const see = (setup: Setup, state: string) =>
      applyEdit(setup, { do: 'sight', sighting: { of: 'connection', state } }, now)
    const states = ['validating', 'validating', 'active', 'active', 'validating'].reduce(see, fresh).sightings
    expect(states.map((sighting) => sighting.state)).toEqual(['validating', 'active', 'validating'])
  })

  test('a value named like an object key of JavaScript is only a value', () => {
    const edit = setupEditSchema.parse({ do: 'set-value', name: '__proto__', text: 'x', origin: 'typed' })
    const after = applyEdit(fresh, edit, now)
    expect(Object.getPrototypeOf(after.values)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>).text).toBeUndefined()
  })

  test('typing on moves the entry of a value on instead of adding one for every pause', () => {
    const type = (setup: Setup, name: string, text: string, at: string) =>
      applyEdit(setup, { do: 'set-value', name, text, origin: 'typed' }, at)
    let setup = type(fresh, 'acs_url', 'h', '2026-11-24T10:00:00.000Z')
    setup = type(setup, 'acs_url', 'ht', '2026-11-24T10:00:01.000Z')
    expect(setup.journal).toEqual([{ at: '2026-11-24T10:00:01.000Z', kind: 'value', text: 'acs_url set' }])
    setup = type(setup, 'sp_entity_id', 'x', '2026-11-24T10:00:02.000Z')
    setup = type(setup, 'acs_url', 'htt', '2026-11-24T10:00:03.000Z')
    expect(setup.journal.map(({ text }) => text)).toEqual(['acs_url set', 'sp_entity_id set', 'acs_url set'])
  })

  test('the journal keeps its last thousand entries', () => {
    let setup = fresh
    for (let count = 0; count < 1100; count++) setup = applyEdit(setup, { do: 'note', text: String(count) }, now)
    expect(setup.journal).toHaveLength(1000)
    expect(setup.journal.at(-1)?.text).toBe('1099')
  })
})
