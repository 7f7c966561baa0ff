import { accepted, notFound, ok } from '../answers'
import type { Handler } from '../call'
import type { Environment } from '../environment'
import { answerPage, matchesSearch } from '../paging'
import type { Directory } from '../records'
import { type DirectoryState, type DirectoryType, directoryEventStates } from '../vocabulary'

function showDirectory(environment: Environment, directory: Directory) {
  const users = environment.directoryUsers.with('directoryId', directory.id)
  const groups = environment.directoryGroups.with('directoryId', directory.id)
  const active = users.filter(({ state }) => state === 'active').length
  return {
    object: 'directory',
    id: directory.id,
    organization_id: directory.organizationId,
    external_key: directory.externalKey,
    type: directory.type,
    state: directory.state,
    name: directory.name,
    ...(directory.domain === undefined ? {} : { domain: directory.domain }),
    metadata: { users: { active, inactive: users.length - active }, groups: groups.length },
    created_at: directory.createdAt,
    updated_at: directory.updatedAt,
  }
}

/** As events show it: with the other vocabulary of states. */
function showInEvent(directory: Directory) {
  return {
    object: 'directory',
    id: directory.id,
    organization_id: directory.organizationId,
    type: directory.type,
    state: directoryEventStates[directory.state],
    name: directory.name,
    created_at: directory.createdAt,
    updated_at: directory.updatedAt,
  }
}

export interface NewDirectory {
  type: DirectoryType
  name: string
  state: DirectoryState
  organizationId: string
  domain?: string
}

export function addDirectory(environment: Environment, wish: NewDirectory, at = environment.now()): Directory {
  return environment.directories.add({
    ...environment.begin('directory', at),
    ...wish,
    externalKey: environment.identifiers.key(),
  })
}

/** Moves a directory to another state. Being linked and ceasing to be so are told by events. */
export function setDirectoryState(environment: Environment, directory: Directory, state: DirectoryState): void {
  const before = directory.state
  directory.state = state
  environment.touch(directory)
  const event =
    state === 'linked' && before !== 'linked'
      ? 'dsync.activated'
      : state === 'unlinked' && before === 'linked'
        ? 'dsync.deactivated'
        : null
  if (event === null) return
  environment.emit(event, directory.organizationId, {
    ...showInEvent(directory),
    external_key: directory.externalKey,
    domains: environment
      .domainsOf(directory.organizationId)
      .map(({ id, domain }) => ({ object: 'organization_domain', id, domain })),
  })
}

/** One event for the directory, none for its users. It stays visible as `deleting` until the lab's clock moved on. */
export function beginDeletion(environment: Environment, directory: Directory): void {
  if (directory.deletingSince !== undefined) return
  directory.state = 'deleting'
  environment.touch(directory)
  directory.deletingSince = directory.updatedAt
  environment.emit('dsync.deleted', directory.organizationId, showInEvent(directory))
}

export function finishDeletion(environment: Environment, directory: Directory): void {
  for (const user of environment.directoryUsers.all()) {
    if (user.directoryId === directory.id) environment.directoryUsers.remove(user.id)
  }
  for (const group of environment.directoryGroups.all()) {
    if (group.directoryId === directory.id) environment.directoryGroups.remove(group.id)
  }
  environment.directories.remove(directory.id)
}

/**
 * A new SCIM bearer token. The API never shows it; an event tells its last characters.
 * @returns the token, as the Dashboard would show it once
 */
export function createDirectoryToken(environment: Environment, directory: Directory): string {
  const token = `se_${environment.identifiers.key(40)}`
  environment.emit('dsync.token.created', directory.organizationId, tokenData(environment, directory, token))
  return token
}

export function revokeDirectoryToken(environment: Environment, directory: Directory, token: string): void {
  environment.emit('dsync.token.revoked', directory.organizationId, tokenData(environment, directory, token))
}

function tokenData(environment: Environment, directory: Directory, token: string) {
  const { id, createdAt } = environment.begin('directory_token')
  return {
    object: 'directory_token',
    id,
    directory_id: directory.id,
    organization_id: directory.organizationId,
    token_suffix: token.slice(-4),
    created_at: createdAt,
  }
}

export const listDirectories: Handler = ({ environment, query }) => {
  const organizationId = query.get('organization_id')
  const domain = query.get('domain')?.toLowerCase()
  return answerPage(
    query,
    environment.directories
      .all()
      .filter(
        (directory) =>
          (organizationId === null || directory.organizationId === organizationId) &&
          (domain === undefined || directory.domain === domain) &&
          matchesSearch(query.get('search'), directory.name),
      ),
    (directory) => showDirectory(environment, directory),
  )
}

export const getDirectory: Handler = ({ environment, params }) => {
  const id = params.id ?? ''
  const directory = environment.directories.get(id)
  return directory ? ok(showDirectory(environment, directory)) : notFound('Directory', id)
}

export const deleteDirectory: Handler = ({ environment, params }) => {
  const id = params.id ?? ''
  const directory = environment.directories.get(id)
  if (!directory) return notFound('Directory', id)
  beginDeletion(environment, directory)
  return accepted()
}
