import type { Directory, DirectoryGroup, DirectoryUser } from '../../shared/workos'
import type { ApiOutcome, WorkosClient } from './client'
import { withId } from './ids'
import type { List } from './paging'
import { directoryGroupRecord, directoryRecord, directoryUserRecord } from './records'

export function directoryList({
  organizationId,
  search,
}: {
  organizationId?: string
  search?: string
} = {}): List<Directory> {
  return {
    path: '/directories',
    query: { organization_id: organizationId, search },
    what: 'the list of directories',
    item: directoryRecord,
  }
}

export function getDirectory(client: WorkosClient, directoryId: string): Promise<ApiOutcome<Directory>> {
  return withId(client, 'a directory', directoryId, ({ id, what }) =>
    client.read({ path: `/directories/${id}`, what, schema: directoryRecord }),
  )
}

/** Deletes a directory for good; its users and groups go with it. */
export function deleteDirectory(client: WorkosClient, directoryId: string): Promise<ApiOutcome<null>> {
  return withId(client, 'a directory', directoryId, ({ id, what }) =>
    client.erase({ path: `/directories/${id}`, what }),
  )
}

/** The users of a directory. Four requests a second are allowed for each directory, so thousands of users take a while. */
export function directoryUserList(client: WorkosClient, directoryId: string): List<DirectoryUser> {
  return {
    path: '/directory_users',
    query: { directory: directoryId },
    what: `the users of the directory ${directoryId}`,
    item: directoryUserRecord,
    budget: client.memory.directoryUsers(directoryId),
  }
}

/** The groups of a directory, or those one user is in. */
export function directoryGroupList(of: { directoryId: string } | { userId: string }): List<DirectoryGroup> {
  return {
    path: '/directory_groups',
    query: 'directoryId' in of ? { directory: of.directoryId } : { user: of.userId },
    what: 'directoryId' in of ? `the groups of the directory ${of.directoryId}` : `the groups of the user ${of.userId}`,
    item: directoryGroupRecord,
  }
}
