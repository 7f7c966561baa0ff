import { message, notFound, ok } from '../answers'
import type { Handler } from '../call'
import type { Environment } from '../environment'
import { answerPage } from '../paging'
import type { Directory, DirectoryGroup } from '../records'

export function showGroup(group: DirectoryGroup) {
  return {
    object: 'directory_group',
    id: group.id,
    idp_id: group.idpId,
    directory_id: group.directoryId,
    organization_id: group.organizationId,
    name: group.name,
    raw_attributes: { displayName: group.name, externalId: group.idpId },
    created_at: group.createdAt,
    updated_at: group.updatedAt,
  }
}

export function addGroup(
  environment: Environment,
  directory: Directory,
  name: string,
  at = environment.now(),
): DirectoryGroup {
  const group = environment.directoryGroups.add({
    ...environment.begin('directory_group', at),
    directoryId: directory.id,
    organizationId: directory.organizationId,
    idpId: environment.identifiers.key(10),
    name,
  })
  environment.emit('dsync.group.created', directory.organizationId, showGroup(group), at)
  return group
}

export const listDirectoryGroups: Handler = ({ environment, query }) => {
  const [directory, user] = [query.get('directory'), query.get('user')]
  if (directory === null && user === null) return message(422, 'Either directory or user is required.')
  if (directory !== null && !environment.directories.get(directory)) return notFound('Directory', directory)
  const person = user === null ? null : environment.directoryUsers.get(user)
  if (person === undefined) return notFound('Directory user', user ?? '')
  return answerPage(
    query,
    environment.directoryGroups
      .all()
      .filter(
        (group) =>
          (directory === null || group.directoryId === directory) &&
          (person === null || person.groupIds.includes(group.id)),
      ),
    showGroup,
  )
}

export const getDirectoryGroup: Handler = ({ environment, params }) => {
  const id = params.id ?? ''
  const group = environment.directoryGroups.get(id)
  return group ? ok(showGroup(group)) : notFound('Directory group', id)
}
