import { message, notFound, ok } from '../answers'
import type { Handler } from '../call'
import type { Environment } from '../environment'
import { answerPage } from '../paging'
import type { Directory, DirectoryUser } from '../records'
import { showGroup } from './directory-groups'

function showUser(user: DirectoryUser) {
  return {
    object: 'directory_user',
    id: user.id,
    directory_id: user.directoryId,
    organization_id: user.organizationId,
    idp_id: user.idpId,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    name: [user.firstName, user.lastName].filter((part) => part !== null).join(' ') || null,
    emails: user.email === null ? [] : [{ primary: true, type: 'work', value: user.email }],
    job_title: user.jobTitle,
    username: user.username,
    state: user.state,
    custom_attributes: user.customAttributes,
    raw_attributes: user.rawAttributes,
    role: { slug: 'member' },
    roles: [{ slug: 'member' }],
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  }
}

function showUserWithGroups(environment: Environment, user: DirectoryUser) {
  const groups = environment.features.has('groups-on-users')
    ? environment.directoryGroups.all().filter(({ id }) => user.groupIds.includes(id))
    : []
  return { ...showUser(user), groups: groups.map(showGroup) }
}

export type UserWish = Partial<
  Pick<
    DirectoryUser,
    | 'idpId'
    | 'email'
    | 'firstName'
    | 'lastName'
    | 'jobTitle'
    | 'username'
    | 'state'
    | 'customAttributes'
    | 'rawAttributes'
    | 'groupIds'
  >
>

export function addUser(
  environment: Environment,
  directory: Directory,
  wish: UserWish,
  at = environment.now(),
): DirectoryUser {
  const user = environment.directoryUsers.add({
    ...environment.begin('directory_user', at),
    directoryId: directory.id,
    organizationId: directory.organizationId,
    idpId: environment.identifiers.key(10),
    email: null,
    firstName: null,
    lastName: null,
    jobTitle: null,
    username: wish.email ?? null,
    state: 'active',
    customAttributes: {},
    rawAttributes: {},
    groupIds: [],
    ...wish,
  })
  environment.emit('dsync.user.created', directory.organizationId, showUser(user), at)
  tellMemberships(environment, user, [], user.groupIds, at)
  return user
}

/** Changes a user as a sync would, with the event that tells what was there before. */
export function changeUser(environment: Environment, user: DirectoryUser, change: UserWish): void {
  const before: Readonly<Record<string, unknown>> = showUser(user)
  const groupsBefore = user.groupIds
  Object.assign(user, change)
  environment.touch(user)
  const after = showUser(user)
  const changed = Object.entries(after).filter(
    ([name, value]) => name !== 'updated_at' && JSON.stringify(before[name]) !== JSON.stringify(value),
  )
  if (changed.length > 0) {
    environment.emit('dsync.user.updated', user.organizationId, {
      ...after,
      previous_attributes: Object.fromEntries(changed.map(([name]) => [name, before[name]])),
    })
  }
  tellMemberships(environment, user, groupsBefore, user.groupIds)
}

export function removeUser(environment: Environment, user: DirectoryUser): void {
  environment.directoryUsers.remove(user.id)
  environment.emit('dsync.user.deleted', user.organizationId, showUser(user))
}

function tellMemberships(
  environment: Environment,
  user: DirectoryUser,
  before: readonly string[],
  after: readonly string[],
  at?: number,
): void {
  const tell = (event: string, groupId: string) => {
    const group = environment.directoryGroups.get(groupId)
    if (!group) return
    const data = { directory_id: user.directoryId, user: showUser(user), group: showGroup(group) }
    environment.emit(event, user.organizationId, data, at)
  }
  for (const id of after) if (!before.includes(id)) tell('dsync.group.user_added', id)
  for (const id of before) if (!after.includes(id)) tell('dsync.group.user_removed', id)
}

export const listDirectoryUsers: Handler = ({ environment, query }) => {
  const [directory, group] = [query.get('directory'), query.get('group')]
  if (directory === null && group === null) return message(422, 'Either directory or group is required.')
  if (directory !== null && !environment.directories.get(directory)) return notFound('Directory', directory)
  if (group !== null && !environment.directoryGroups.get(group)) return notFound('Directory group', group)
  const idpId = query.get('idp_id')
  const email = query.get('email')?.toLowerCase()
  return answerPage(
    query,
    environment.directoryUsers
      .all()
      .filter(
        (user) =>
          (directory === null || user.directoryId === directory) &&
          (group === null || user.groupIds.includes(group)) &&
          (idpId === null || user.idpId === idpId) &&
          (email === undefined || user.email?.toLowerCase() === email),
      ),
    (user) => showUserWithGroups(environment, user),
  )
}

export const getDirectoryUser: Handler = ({ environment, params }) => {
  const id = params.id ?? ''
  const user = environment.directoryUsers.get(id)
  return user ? ok(showUserWithGroups(environment, user)) : notFound('Directory user', id)
}
