import type { GroupRow, UserRow } from '../../../../../shared/workos-rows'

/** One field of a user that two looks found different. */
export interface FieldChange {
  field: string
  before: string
  after: string
}

/** What changed between two looks at the users or the groups of a directory. */
export interface Difference<Row> {
  arrived: readonly Row[]
  left: readonly Row[]
  changed: ReadonlyArray<{ row: Row; fields: readonly FieldChange[] }>
}

/** What differs in one user or group. */
export type ChangesOf<Row> = (before: Row, after: Row) => FieldChange[]

type Fields<Row> = ReadonlyArray<readonly [label: string, read: (row: Row) => string | null]>

const userFields: Fields<UserRow> = [
  ['state', ({ state }) => state],
  ['email', ({ email }) => email],
  ['first name', ({ firstName }) => firstName],
  ['last name', ({ lastName }) => lastName],
  ['user name', ({ username }) => username],
  ['role', ({ role }) => role],
  ['IdP ID', ({ idpId }) => idpId],
]

const groupFields: Fields<GroupRow> = [
  ['name', ({ name }) => name],
  ['IdP ID', ({ idpId }) => idpId],
]

/** Who came, who went, and which fields of whom changed. Both looks have to be whole. */
export function compareLooks<Row extends { id: string }>(
  before: readonly Row[],
  after: readonly Row[],
  changesOf: ChangesOf<Row>,
): Difference<Row> {
  const earlier = new Map(before.map((row) => [row.id, row]))
  const later = new Set(after.map(({ id }) => id))
  return {
    arrived: after.filter(({ id }) => !earlier.has(id)),
    left: before.filter(({ id }) => !later.has(id)),
    changed: after.flatMap((row) => {
      const old = earlier.get(row.id)
      const differing = old === undefined || old === row ? [] : changesOf(old, row)
      return differing.length === 0 ? [] : [{ row, fields: differing }]
    }),
  }
}

export const changesOfUser: ChangesOf<UserRow> = (before, after) => [
  ...changesAmong(userFields, before, after),
  ...changesIn(before.customAttributes, after.customAttributes, (name) => name),
  ...rawChanges(before, after),
]

export const changesOfGroup: ChangesOf<GroupRow> = (before, after) => [
  ...changesAmong(groupFields, before, after),
  ...rawChanges(before, after),
]

function changesAmong<Row>(fields: Fields<Row>, before: Row, after: Row): FieldChange[] {
  return fields.flatMap(([field, read]) => change(field, read(before), read(after)))
}

type Attributes = Readonly<Record<string, string>>

function rawChanges(before: { rawAttributes: Attributes }, after: { rawAttributes: Attributes }): FieldChange[] {
  return changesIn(before.rawAttributes, after.rawAttributes, (name) => `raw ${name}`)
}

function changesIn(before: Attributes, after: Attributes, label: (name: string) => string): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => change(label(name), before[name] ?? null, after[name] ?? null))
}

function change(field: string, before: string | null, after: string | null): FieldChange[] {
  return before === after ? [] : [{ field, before: before ?? 'nothing', after: after ?? 'nothing' }]
}
