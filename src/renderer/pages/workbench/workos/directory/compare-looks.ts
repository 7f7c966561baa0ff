import type { UserRow } from '../../../../../shared/workos-rows'

/** One field of a user that two looks found different. */
export interface FieldChange {
  field: string
  before: string
  after: string
}

/** What changed between two looks at a directory's users. */
export interface Difference {
  arrived: readonly UserRow[]
  left: readonly UserRow[]
  changed: ReadonlyArray<{ user: UserRow; fields: readonly FieldChange[] }>
}

const fields: ReadonlyArray<readonly [label: string, read: (user: UserRow) => string | null]> = [
  ['state', ({ state }) => state],
  ['email', ({ email }) => email],
  ['first name', ({ firstName }) => firstName],
  ['last name', ({ lastName }) => lastName],
  ['user name', ({ username }) => username],
  ['role', ({ role }) => role],
  ['IdP ID', ({ idpId }) => idpId],
]

/** Who came, who went, and which fields of whom changed. Both looks have to be whole. */
export function compareLooks(before: readonly UserRow[], after: readonly UserRow[]): Difference {
  const earlier = new Map(before.map((user) => [user.id, user]))
  const later = new Set(after.map(({ id }) => id))
  return {
    arrived: after.filter(({ id }) => !earlier.has(id)),
    left: before.filter(({ id }) => !later.has(id)),
    changed: after.flatMap((user) => {
      const old = earlier.get(user.id)
      const differing = old === undefined || old === user ? [] : changesOf(old, user)
      return differing.length === 0 ? [] : [{ user, fields: differing }]
    }),
  }
}

function changesOf(before: UserRow, after: UserRow): FieldChange[] {
  const own = fields.flatMap(([field, read]) => change(field, read(before), read(after)))
  const custom = changesIn(before.customAttributes, after.customAttributes, (name) => name)
  const raw = changesIn(before.rawAttributes, after.rawAttributes, (name) => `raw ${name}`)
  return [...own, ...custom, ...raw]
}

type Attributes = Readonly<Record<string, string>>

function changesIn(before: Attributes, after: Attributes, label: (name: string) => string): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => change(label(name), before[name] ?? null, after[name] ?? null))
}

function change(field: string, before: string | null, after: string | null): FieldChange[] {
  return before === after ? [] : [{ field, before: before ?? 'nothing', after: after ?? 'nothing' }]
}
