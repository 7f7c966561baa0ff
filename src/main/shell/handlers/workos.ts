import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { ListKind } from '../../../shared/workos'
import type { Rows } from '../../../shared/workos-rows'
import type { Host } from '../../host/host'
import type { Credentials } from '../../runs/run'
import type { ApiOutcome, WorkosClient } from '../../workos/client'
import { connectionList } from '../../workos/connections'
import { directoryList } from '../../workos/directories'
import { organizationList } from '../../workos/organizations'
import { type List, readPage } from '../../workos/paging'
import { connectionRow, directoryRow, inMessages, organizationRow } from '../../workos/rows'
import type { Handlers } from '../ipc'
import type { ReadingDesk } from '../reading-desk'

/** Lists of WorkOS: a page at a time for those who choose from them, or whole as a stream of rows. */
export function workosHandlers(
  credentials: (environmentId: string) => Promise<Outcome<Credentials>>,
  hostFor: (signal: AbortSignal) => Host,
  readings: ReadingDesk,
): Pick<Handlers, 'workos.page' | 'workos.read' | 'workos.stopReading'> {
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
      const page = await pageOf(client.value, kind, of, after)
      return page.ok ? page : failed(page.problem)
    },

    'workos.read': ({ environmentId, listed, after }) => readings.start(environmentId, listed, after),
    'workos.stopReading': ({ readingId }) => {
      readings.stop(readingId)
      return succeeded(undefined)
    },
  }
}

type Page = { page: Rows; after: string | null }

/** One page of a list, cut so that it stays below what one answer may carry: the rest follows behind the last row. */
function pageOf(
  client: WorkosClient,
  kind: ListKind,
  of: { organizationId: string | undefined },
  after: string | null,
): Promise<ApiOutcome<Page>> {
  const read = async <Record, Row extends { id: string }>(
    list: List<Record>,
    rowOf: (record: Record) => Row,
    wrap: (rows: Row[]) => Rows,
  ) => {
    const outcome = await readPage(client, list, { after })
    if (!outcome.ok) return outcome
    const all = outcome.value.items.map(rowOf)
    const [rows = []] = inMessages(all)
    const next = rows.length < all.length ? (rows.at(-1)?.id ?? null) : outcome.value.after
    return { ok: true, value: { page: wrap(rows), after: next } } as const
  }
  switch (kind) {
    case 'organizations':
      return read(organizationList(), organizationRow, (rows) => ({ kind, rows }))
    case 'connections':
      return read(connectionList(of), connectionRow, (rows) => ({ kind, rows }))
    case 'directories':
      return read(directoryList(of), directoryRow, (rows) => ({ kind, rows }))
  }
}
