import { describe, expect, test } from 'vitest'
import {
  changesOfGroup,
  changesOfUser,
  compareLooks,
} from '../../../src/renderer/pages/workbench/workos/directory/compare-looks'
import { findUsers, lacksOf, nameOf } from '../../../src/renderer/pages/workbench/workos/directory/users'
import type { GroupRow, UserRow } from '../../../src/shared/workos-rows'

const user = (id: string, change: Partial<UserRow> = {}): UserRow => ({
  id,
  idpId: `idp-${id}`,
  email: `${id}@acme.example`,
  firstName: 'Ada',
  lastName: id,
  username: null,
  state: 'active',
  role: null,
  customAttributes: {},
  rawAttributes: {},
  createdAt: '',
  updatedAt: '',
  ...change,
})

describe('two looks at a directory', () => {
  test('tell who came, who went, and what changed in whom', () => {
    const { arrived, left, changed } = compareLooks(
      [user('a'), user('b'), user('c', { customAttributes: { team: '"Sales"', gone: '1' } })],
      [
        user('b', { state: 'inactive', email: null }),
        user('c', { customAttributes: { team: '"Support"', fresh: 'true' }, rawAttributes: { title: '"CTO"' } }),
        user('d'),
      ],
      changesOfUser,
    )
    expect([arrived.map(({ id }) => id), left.map(({ id }) => id)]).toEqual([['d'], ['a']])
    expect(changed.map(({ row: { id }, fields }) => [id, fields])).toEqual([
      [
        'b',
        [
          { field: 'state', before: 'active', after: 'inactive' },
          { field: 'email', before: 'b@acme.example', after: 'nothing' },
        ],
      ],
      [
        'c',
        [
          { field: 'team', before: '"Sales"', after: '"Support"' },
          { field: 'gone', before: '1', after: 'nothing' },
          { field: 'fresh', before: 'nothing', after: 'true' },
          { field: 'raw title', before: 'nothing', after: '"CTO"' },
        ],
      ],
    ])
  })

  test('that see the same differ in nothing, whatever the order and the time of the last change', () => {
    const difference = compareLooks(
      [user('a'), user('b')],
      [user('b', { updatedAt: 'later' }), user('a')],
      changesOfUser,
    )
    expect(difference).toEqual({ arrived: [], left: [], changed: [] })
  })
})

test('two looks at groups tell a new name and what else the provider sent', () => {
  const group = (id: string, name: string, rawAttributes = {}): GroupRow => ({
    ...{ id, name, idpId: `idp-${id}`, rawAttributes, createdAt: '', updatedAt: '' },
  })
  const before = [group('a', 'Sales'), group('b', 'Engineering', { members: '2' })]
  const after = [group('b', 'R&D', { members: '3' }), group('c', 'Support')]
  const { arrived, left, changed } = compareLooks(before, after, changesOfGroup)
  expect([arrived.map(({ name }) => name), left.map(({ name }) => name)]).toEqual([['Support'], ['Sales']])
  expect(changed.map(({ fields }) => fields)).toEqual([
    [
      { field: 'name', before: 'Engineering', after: 'R&D' },
      { field: 'raw members', before: '2', after: '3' },
    ],
  ])
})

describe('users', () => {
  test.each([
    [{}, []],
    [{ email: null }, ['email']],
    [{ email: ' ' }, ['email']],
    [{ firstName: null, lastName: '' }, ['first name', 'last name']],
  ])('%j lacks %j', (change, lacks) => expect(lacksOf(user('a', change))).toEqual(lacks))

  test('are called by what there is', () => {
    expect(nameOf(user('a'))).toBe('Ada a')
    expect(nameOf(user('a', { firstName: null, lastName: null }))).toBe('a@acme.example')
    expect(nameOf(user('a', { firstName: null, lastName: null, email: null, username: 'ada' }))).toBe('ada')
    expect(nameOf(user('a', { firstName: null, lastName: null, email: null, idpId: '' }))).toBe('a')
  })

  test('are found by words, and counted for every filter; who lacks most comes first', () => {
    const all = [
      user('a'),
      user('b', { email: null }),
      user('c', { firstName: null, lastName: null, email: null }),
      user('d', { state: 'inactive' }),
    ]
    const { users, counts } = findUsers(all, '', 'all')
    expect(users.map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd'])
    expect(Object.fromEntries(counts)).toEqual({ all: 4, active: 3, inactive: 1, 'no email': 2, 'no name': 1 })
    expect(findUsers(all, 'ADA b', 'no email').users.map(({ id }) => id)).toEqual(['b'])
    expect(findUsers(all, 'nobody', 'all').users).toEqual([])
  })
})
