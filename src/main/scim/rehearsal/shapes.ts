import { schemas } from '../answer'
import type { Marker } from './marker'
import { type Person, person } from './person'

/** What a shape is made from. */
export interface ShapeContext {
  marker: Marker
  externalId: string | null
  extras: boolean
  id: string
  /** The user as the service now holds it. */
  familyName: string
  email: string
}

export interface Shape<C = ShapeContext> {
  name: string
  /** What the request looks like, for a sentence. */
  says: string
  /** Who sends it; products as their makers call them. */
  sentBy: readonly string[]
  method: 'PATCH' | 'PUT'
  body(context: C): unknown
}

export const patch = (...operations: readonly unknown[]) => ({ schemas: [schemas.patch], Operations: operations })

const whole = (context: ShapeContext, changes: Partial<Pick<Person, 'active'>> & { familyName?: string }) => ({
  ...person({
    marker: context.marker,
    externalId: context.externalId,
    extras: context.extras,
    familyName: changes.familyName ?? context.familyName,
    email: context.email,
    active: changes.active ?? true,
  }),
  id: context.id,
})

const entra = 'Microsoft Entra ID'
const entraFlagged = 'Microsoft Entra ID (with aadOptscim062020)'
const okta = 'Okta'
const wholeUserSenders = ['Okta (apps made with the wizard)', 'OneLogin', 'JumpCloud', 'PingFederate']

/** What the update shapes change, and what is to be read back afterwards. */
export interface UpdateShape extends Shape {
  reads: 'familyName' | 'email'
  value(marker: Marker): string
}

/** The shapes in which identity providers change a user. Source: the guides of the catalog, RFC 7644 section 3.5 */
export const updateShapes: readonly UpdateShape[] = [
  {
    name: 'patch-path',
    says: 'PATCH with a path (replace name.familyName)',
    sentBy: [entra],
    method: 'PATCH',
    reads: 'familyName',
    value: () => 'Rehearsal A',
    body: () => patch({ op: 'replace', path: 'name.familyName', value: 'Rehearsal A' }),
  },
  {
    name: 'patch-no-path',
    says: 'PATCH without a path (replace { name })',
    sentBy: [okta, entraFlagged],
    method: 'PATCH',
    reads: 'familyName',
    value: () => 'Rehearsal B',
    body: () => patch({ op: 'replace', value: { name: { givenName: 'Signpost', familyName: 'Rehearsal B' } } }),
  },
  {
    name: 'patch-value-filter',
    says: 'PATCH with a value filter (Replace emails[type eq "work"].value)',
    sentBy: [entra],
    method: 'PATCH',
    reads: 'email',
    value: (marker) => marker.otherEmail,
    body: ({ marker }) => patch({ op: 'Replace', path: 'emails[type eq "work"].value', value: marker.otherEmail }),
  },
  {
    name: 'put',
    says: 'PUT of the whole user',
    sentBy: wholeUserSenders,
    method: 'PUT',
    reads: 'familyName',
    value: () => 'Rehearsal C',
    body: (context) => whole(context, { familyName: 'Rehearsal C' }),
  },
]

/** The shapes in which identity providers deactivate a user. */
export const deactivateShapes: readonly Shape[] = [
  {
    name: 'patch-path-boolean',
    says: 'PATCH with a path (replace active, false)',
    sentBy: [entraFlagged],
    method: 'PATCH',
    body: () => patch({ op: 'replace', path: 'active', value: false }),
  },
  {
    name: 'patch-no-path-boolean',
    says: 'PATCH without a path (replace { active: false })',
    sentBy: ['Okta (apps of its catalog)'],
    method: 'PATCH',
    body: () => patch({ op: 'replace', value: { active: false } }),
  },
  {
    name: 'patch-path-text',
    says: 'PATCH with text instead of a boolean (Replace active, "False")',
    sentBy: [entra],
    method: 'PATCH',
    body: () => patch({ op: 'Replace', path: 'active', value: 'False' }),
  },
  {
    name: 'put',
    says: 'PUT of the whole user with active false',
    sentBy: wholeUserSenders,
    method: 'PUT',
    body: (context) => whole(context, { active: false }),
  },
]

/** The ways back to active, tried in order. */
export const reactivateShapes: readonly Shape[] = [
  {
    name: 'patch-path-boolean',
    says: 'PATCH with a path (replace active, true)',
    sentBy: [],
    method: 'PATCH',
    body: () => patch({ op: 'replace', path: 'active', value: true }),
  },
  {
    name: 'put',
    says: 'PUT of the whole user with active true',
    sentBy: [],
    method: 'PUT',
    body: (context) => whole(context, { active: true }),
  },
]

export interface GroupShape extends Shape<{ userId: string }> {
  /** Whether the user is to be a member afterwards. */
  leaves: 'member' | 'no-member'
}

/** The shapes in which identity providers change who is in a group, each undoing the one before. */
export const groupShapes: readonly GroupShape[] = [
  {
    name: 'remove-by-filter',
    says: 'PATCH remove members[value eq "…"]',
    sentBy: [okta, entraFlagged],
    method: 'PATCH',
    leaves: 'no-member',
    body: ({ userId }) => patch({ op: 'remove', path: `members[value eq ${JSON.stringify(userId)}]` }),
  },
  {
    name: 'add-members',
    says: 'PATCH add members',
    sentBy: ['every identity provider that pushes groups'],
    method: 'PATCH',
    leaves: 'member',
    body: ({ userId }) => patch({ op: 'add', path: 'members', value: [{ value: userId }] }),
  },
  {
    name: 'remove-by-value',
    says: 'PATCH Remove members with the member as its value',
    sentBy: [entra],
    method: 'PATCH',
    leaves: 'no-member',
    body: ({ userId }) => patch({ op: 'Remove', path: 'members', value: [{ value: userId }] }),
  },
]
