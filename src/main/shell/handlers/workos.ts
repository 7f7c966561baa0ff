import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { Host } from '../../host/host'
import type { Credentials } from '../../runs/run'
import { connectionList } from '../../workos/connections'
import { directoryList } from '../../workos/directories'
import { organizationList } from '../../workos/organizations'
import { readPage } from '../../workos/paging'
import type { Handlers } from '../ipc'

/** One page of a WorkOS list at a time, so that the first rows show while the rest still comes. */
export function workosHandlers(
  credentials: (environmentId: string) => Promise<Outcome<Credentials>>,
  hostFor: (signal: AbortSignal) => Host,
): Pick<Handlers, 'workos.page'> {
  const host = hostFor(new AbortController().signal)
  return {
    'workos.page': async ({ environmentId, kind, after, organizationId }) => {
      const found = await credentials(environmentId)
      if (!found.ok) return found
      // The SDK is read when WorkOS is first asked, so that the window does not wait for it.
      const { createWorkosClient } = await import('../../workos/client')
      const client = createWorkosClient(found.value, host)
      if (!client.ok) return client
      const of = { organizationId: organizationId ?? undefined }
      switch (kind) {
        case 'organizations': {
          const page = await readPage(client.value, organizationList(), { after })
          return page.ok ? succeeded({ kind, ...page.value }) : failed(page.problem)
        }
        case 'connections': {
          const page = await readPage(client.value, connectionList(of), { after })
          return page.ok ? succeeded({ kind, ...page.value }) : failed(page.problem)
        }
        case 'directories': {
          const page = await readPage(client.value, directoryList(of), { after })
          return page.ok ? succeeded({ kind, ...page.value }) : failed(page.problem)
        }
      }
    },
  }
}
