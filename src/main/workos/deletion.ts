import type { Outcome, Problem } from '../../shared/problem'
import { failed, succeeded } from '../../shared/problem'
import type { DeletableKind } from '../../shared/workos'
import type { ApiOutcome, WorkosClient } from './client'
import { deleteConnection, getConnection } from './connections'
import { deleteDirectory, getDirectory } from './directories'
import { deleteDomain, deleteOrganization, getDomain, getOrganization } from './organizations'

interface Deletable {
  name: (client: WorkosClient, id: string) => Promise<ApiOutcome<string>>
  erase: (client: WorkosClient, id: string) => Promise<ApiOutcome<null>>
}

const named = async <T extends { name: string }>(read: Promise<ApiOutcome<T>>): Promise<ApiOutcome<string>> => {
  const outcome = await read
  return outcome.ok ? { ok: true, value: outcome.value.name } : outcome
}

const deletables: Readonly<Record<DeletableKind, Deletable>> = {
  connections: { name: (client, id) => named(getConnection(client, id)), erase: deleteConnection },
  directories: { name: (client, id) => named(getDirectory(client, id)), erase: deleteDirectory },
  organizations: { name: (client, id) => named(getOrganization(client, id)), erase: deleteOrganization },
  domains: {
    name: async (client, id) => {
      const domain = await getDomain(client, id)
      return domain.ok ? { ok: true, value: domain.value.domain } : domain
    },
    erase: deleteDomain,
  },
}

/**
 * Deletes a record for good, if the name typed is the one WorkOS has for it at this moment. A list may be minutes old, and the
 * record someone meant may have become another one. A record without a name is named by its ID.
 */
export async function deleteByName(
  client: WorkosClient,
  kind: DeletableKind,
  id: string,
  typed: string,
): Promise<Outcome<void>> {
  const { name, erase } = deletables[kind]
  const found = await name(client, id)
  if (!found.ok) return failed(found.problem)
  const wanted = found.value.trim() === '' ? id : found.value.trim()
  if (typed.trim() !== wanted) return failed(differs(client.clean(wanted)))
  const erased = await erase(client, id)
  return erased.ok ? succeeded(undefined) : failed(erased.problem)
}

const differs = (name: string): Problem => ({
  code: 'workos.name-differs',
  title: 'Nothing was deleted: the name typed is not the record’s name.',
  detail: `WorkOS calls it “${name}” now.`,
  remedy: 'Type that name exactly, capitals included, if this is what you want to delete.',
})
