import { attribute, schemas, workEmail } from '../answer'
import type { Marker } from './marker'
import type { AttributeFate } from './observation'

export interface PersonOptions {
  marker: Marker
  externalId: string | null
  /** Title, display name and the enterprise extension, which a service need not have. */
  extras: boolean
  familyName?: string
  active?: boolean
  email?: string
}

export const firstFamilyName = 'Rehearsal'

/** The user of a rehearsal, as an identity provider would send it. Source: RFC 7643 section 8 */
export function person({ marker, externalId, extras, familyName, active = true, email }: PersonOptions) {
  return {
    schemas: extras ? [schemas.user, schemas.enterprise] : [schemas.user],
    userName: marker.userName,
    ...(externalId === null ? {} : { externalId }),
    name: { givenName: 'Signpost', familyName: familyName ?? firstFamilyName },
    emails: [{ value: email ?? marker.userName, type: 'work', primary: true }],
    active,
    ...(extras
      ? {
          displayName: 'Signpost Rehearsal (safe to delete)',
          title: 'Rehearsal',
          [schemas.enterprise]: { department: 'Signpost', employeeNumber: '0' },
        }
      : {}),
  }
}
export type Person = ReturnType<typeof person>

/** The attributes of a user by the paths in which consoles name them. */
const paths: ReadonlyArray<readonly [path: string, read: (user: unknown) => unknown]> = [
  ['userName', (user) => attribute(user, 'userName')],
  ['name.givenName', (user) => attribute(attribute(user, 'name'), 'givenName')],
  ['name.familyName', (user) => attribute(attribute(user, 'name'), 'familyName')],
  ['emails[type eq "work"].value', workEmail],
  ['active', (user) => attribute(user, 'active')],
  ['externalId', (user) => attribute(user, 'externalId')],
  ['displayName', (user) => attribute(user, 'displayName')],
  ['title', (user) => attribute(user, 'title')],
  [`${schemas.enterprise}:department`, (user) => attribute(attribute(user, schemas.enterprise), 'department')],
]

/** What became of each attribute that was sent, by what was read back. */
export function fatesOf(sent: Person, received: unknown): AttributeFate[] {
  return paths.flatMap(([path, read]): AttributeFate[] => {
    const before = read(sent)
    if (before === undefined) return []
    const after = read(received)
    const shown = after === undefined || after === null ? null : String(after).slice(0, 200)
    return [{ path, sent: String(before), fate: fateOf(path, before, after), received: shown }]
  })
}

/** User names and e-mails may be folded to lower case: they are compared that way. Source: RFC 7643 section 4.1 */
function fateOf(path: string, before: unknown, after: unknown): AttributeFate['fate'] {
  if (after === undefined || after === null || after === '') return 'lost'
  if (after === before) return 'kept'
  const foldable = path === 'userName' || path.startsWith('emails')
  return foldable && String(after).toLowerCase() === String(before).toLowerCase() ? 'kept' : 'changed'
}
