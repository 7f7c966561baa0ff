import type { UserRow } from '../../../../../shared/workos-rows'

/** What a user lacks that sign-in and profiles need. */
export type Lack = 'email' | 'first name' | 'last name'

const isBlank = (text: string | null) => text === null || text.trim() === ''

export function lacksOf({ email, firstName, lastName }: UserRow): Lack[] {
  return [
    ...(isBlank(email) ? (['email'] as const) : []),
    ...(isBlank(firstName) ? (['first name'] as const) : []),
    ...(isBlank(lastName) ? (['last name'] as const) : []),
  ]
}

/** The user by name, or by whatever else there is. */
export function nameOf({ firstName, lastName, email, username, idpId, id }: UserRow): string {
  const name = [firstName, lastName].filter((part) => !isBlank(part)).join(' ')
  return name || email || username || idpId || id
}

export const userFilters = ['all', 'active', 'inactive', 'no email', 'no name'] as const
export type UserFilter = (typeof userFilters)[number]

const fits: Readonly<Record<UserFilter, (user: UserRow) => boolean>> = {
  all: () => true,
  active: ({ state }) => state !== 'inactive',
  inactive: ({ state }) => state === 'inactive',
  'no email': (user) => lacksOf(user).includes('email'),
  'no name': (user) => lacksOf(user).some((lack) => lack !== 'email'),
}

/** How many users each filter would show, given the words. */
export interface FoundUsers {
  users: UserRow[]
  counts: ReadonlyMap<UserFilter, number>
}

/** The users that fit words and filter; those that lack something stand first. */
export function findUsers(users: readonly UserRow[], text: string, filter: UserFilter): FoundUsers {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const counts = new Map<UserFilter, number>(userFilters.map((one) => [one, 0]))
  const found: UserRow[] = []
  for (const user of users) {
    const all = `${nameOf(user)}\n${user.email ?? ''}\n${user.username ?? ''}\n${user.idpId}\n${user.id}`.toLowerCase()
    if (!words.every((word) => all.includes(word))) continue
    for (const one of userFilters) if (fits[one](user)) counts.set(one, (counts.get(one) ?? 0) + 1)
    if (fits[filter](user)) found.push(user)
  }
  return { users: found.sort((a, b) => lacksOf(b).length - lacksOf(a).length), counts }
}
