import { describe, expect, test } from 'vitest'
import { ageOf } from '../../../src/renderer/pages/workbench/workos/list/age'
import {
  type Arrangement,
  asItComes,
  filterLines,
  groupLines,
  isOfAge,
  sortLines,
} from '../../../src/renderer/pages/workbench/workos/list/arrange'
import { LineMaker, sortable } from '../../../src/renderer/pages/workbench/workos/list/lines'
import type { ConnectionRow, DirectoryRow, OrganizationRow } from '../../../src/shared/workos-rows'

const now = Date.parse('2026-11-23T10:00:00Z')
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString()

const connection = (id: string, change: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id,
  name: id,
  type: 'OktaSAML',
  state: 'active',
  organizationId: 'org_1',
  domains: [],
  createdAt: daysAgo(10),
  updatedAt: daysAgo(1),
  ...change,
})
const organization = (id: string, name: string, ...states: string[]): OrganizationRow => ({
  id,
  name,
  externalId: null,
  domains: states.map((state, index) => ({ domain: `${index}.example`, state })),
  moreDomains: 0,
  createdAt: daysAgo(100),
  updatedAt: daysAgo(100),
})

const lines = (rows: ConnectionRow[], organizations: OrganizationRow[] = []) =>
  new LineMaker().connections(rows, new Map(organizations.map((one) => [one.id, one])))
const found = (rows: ReturnType<typeof lines>, change: Partial<Arrangement>) =>
  filterLines(rows, { ...asItComes, ...change }, now).lines.map(({ id }) => id)

describe('lines', () => {
  test('a line is made once, and again when its organization becomes known', () => {
    const maker = new LineMaker()
    const rows = [connection('conn_1')]
    const [first] = maker.connections(rows, new Map())
    expect(maker.connections(rows, new Map())[0]).toBe(first)
    expect([first?.organizationName, first?.domainStanding]).toEqual([null, 'unknown'])
    const known = new Map([['org_1', organization('org_1', 'Acme', 'verified')]])
    const [second] = maker.connections(rows, known)
    expect([second?.organizationName, second?.domainStanding]).toEqual(['Acme', 'verified'])
    expect(maker.connections(rows, known)[0]).toBe(second)
  })

  test.each([
    [[], 'none'],
    [['verified'], 'verified'],
    [['verified', 'legacy_verified'], 'verified'],
    [['verified', 'pending'], 'unverified'],
    [['something new'], 'unverified'],
  ] as const)('domains %j stand as %s', (states, standing) => {
    const [line] = lines([connection('conn_1')], [organization('org_1', 'Acme', ...states)])
    expect(line?.domainStanding).toBe(standing)
  })

  test('a directory says linked for what events call active', () => {
    const directory: DirectoryRow = {
      ...connection('directory_1'),
      state: 'active',
      domain: 'acme.example',
      users: { active: 3, inactive: 1 },
      groups: 2,
    }
    const [line] = new LineMaker().directories([directory], new Map())
    expect([line?.state?.label, line?.users?.active]).toEqual(['Linked', 3])
  })

  test('a state, a type and a date nobody knows are shown and not judged', () => {
    const [line] = lines([connection('conn_1', { state: 'sleeping', type: 'NewSAML', createdAt: 'yesterday' })])
    expect(line).toMatchObject({ state: { label: 'sleeping', status: 'info' }, typeLabel: 'NewSAML', createdAt: 0 })
  })

  test('names sort without accents and capitals', () => {
    expect(['Zebra', 'Åkerö', 'alpha', 'Éclair'].sort((a, b) => (sortable(a) < sortable(b) ? -1 : 1))).toEqual([
      'Åkerö',
      'alpha',
      'Éclair',
      'Zebra',
    ])
  })
})

describe('order', () => {
  test('worst first: what is broken, what waits, an unverified domain, what works, what is being deleted', () => {
    const all = lines(
      [
        connection('works'),
        connection('deleting', { state: 'deleting' }),
        connection('waits', { state: 'validating' }),
        connection('works, domain not', { organizationId: 'org_2' }),
        connection('draft', { state: 'draft' }),
        connection('draft, domain not', { state: 'draft', organizationId: 'org_2' }),
      ],
      [organization('org_1', 'Acme', 'verified'), organization('org_2', 'Borealis', 'failed')],
    )
    const order = ['draft, domain not', 'draft', 'waits', 'works, domain not', 'works', 'deleting']
    expect(sortLines(all, 'urgency', false).map(({ id }) => id)).toEqual(order)
    expect(sortLines(all, 'urgency', true).map(({ id }) => id)).toEqual([...order].reverse())
  })

  test('every order is the same whatever order the records came in', () => {
    const rows = ['c', 'a', 'd', 'b'].map((id, index) =>
      connection(id, { name: 'same', createdAt: daysAgo(index % 2) }),
    )
    for (const sort of ['urgency', 'name', 'type', 'state', 'domains', 'users', 'created', 'updated'] as const) {
      const one = sortLines(lines(rows), sort, false).map(({ id }) => id)
      expect(sortLines(lines([...rows].reverse()), sort, false).map(({ id }) => id)).toEqual(one)
    }
  })
})

describe('filters', () => {
  const all = lines(
    [
      connection('conn_okta', { createdAt: daysAgo(0.5), domains: ['acme.example'] }),
      connection('conn_entra', { type: 'AzureSAML', state: 'draft', createdAt: daysAgo(100) }),
      connection('conn_google', { type: 'GoogleOAuth', organizationId: null, createdAt: daysAgo(400) }),
    ],
    [organization('org_1', 'Ärzte GmbH', 'pending')],
  )

  test.each([
    [{ text: '' }, ['conn_okta', 'conn_entra', 'conn_google']],
    [{ text: 'ÄRZTE okta' }, ['conn_okta']],
    [{ text: 'acme.example' }, ['conn_okta']],
    [{ text: 'org_1 draft' }, ['conn_entra']],
    [{ text: '.*' }, []],
    [{ states: ['draft', 'inactive'] }, ['conn_entra']],
    [{ type: 'GoogleOAuth' }, ['conn_google']],
    [{ domains: 'unverified' }, ['conn_okta', 'conn_entra']],
    [{ domains: 'none' }, ['conn_google']],
    [{ age: 'day' }, ['conn_okta']],
    [{ age: 'quarter' }, ['conn_entra', 'conn_google']],
    [{ age: 'year', text: 'okta' }, []],
  ] as const)('%j', (change, expected) => {
    expect(found(all, change)).toEqual(expected)
  })

  test('each filter says what it would lead to, given the others', () => {
    const { states, types, domains } = filterLines(all, { ...asItComes, states: ['draft'] }, now)
    expect(Object.fromEntries(states)).toEqual({ active: 2, draft: 1 })
    expect(Object.fromEntries(types)).toEqual({ AzureSAML: 1 })
    expect(Object.fromEntries(domains)).toEqual({ unverified: 1 })
  })

  test('a record whose age is not known is of no age', () => {
    for (const age of ['day', 'year'] as const) expect(isOfAge(0, age, now)).toBe(false)
  })
})

test('groups stand in the order of their worst record, each below its organization', () => {
  const sorted = sortLines(
    lines(
      [
        connection('a1', { organizationId: 'org_a' }),
        connection('b1', { organizationId: 'org_b', state: 'inactive' }),
        connection('a2', { organizationId: 'org_a', state: 'validating' }),
        connection('social', { organizationId: null }),
        connection('unread', { organizationId: 'org_later' }),
      ],
      [organization('org_a', 'Acme', 'verified'), organization('org_b', 'Borealis', 'verified')],
    ),
    'urgency',
    false,
  )
  const shown = groupLines(sorted, true).map((item) =>
    item.kind === 'group' ? `${item.name}: ${item.count}` : item.line.id,
  )
  expect(shown.slice(0, 5)).toEqual(['Borealis: 1', 'b1', 'Acme: 2', 'a2', 'a1'])
  expect(shown.slice(5).sort()).toEqual(['No organization: 1', 'org_later: 1', 'social', 'unread'])
})

test.each([
  [0, 'now'],
  [5 * 60_000, '5 min'],
  [3 * 3_600_000, '3 h'],
  [12.7 * 86_400_000, '12 d'],
  [400 * 86_400_000, '1 y'],
  [913 * 86_400_000, '2.5 y'],
  [20 * 365 * 86_400_000, '20 y'],
])('%i ms are %s', (ms, text) => expect(ageOf(ms)).toBe(text))
