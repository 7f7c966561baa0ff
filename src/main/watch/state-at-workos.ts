import type { Finding } from '../../shared/finding'
import { protocolOfType } from '../../shared/guidance/workos/types'
import type { SweptItem } from '../../shared/watch/overview'
import { certificateForList } from '../certificates/for-list'
import { judgeWorkos } from '../workos/check/judge'
import type { WorkosClient } from '../workos/client'
import { getConnection, idpCertificates } from '../workos/connections'
import { getDirectory } from '../workos/directories'
import { eventsAbout } from '../workos/events'
import type { ApiProblem } from '../workos/problems'
import { derOf } from '../workos/records'
import { renewalEvents, renewalsIn } from './renewals'
import type { Watched } from './watched'

type Found = Pick<SweptItem, 'status' | 'summary'>
type Keeper = Pick<Watched, 'sawState' | 'sawHeld' | 'sawRenewals'>

/**
 * Reads the state of a connection, its certificates where the environment shows them, and what the events ask to renew, and keeps
 * all of it.
 */
export async function connectionState(
  client: WorkosClient,
  setupId: string,
  connectionId: string,
  watched: Keeper,
): Promise<Found> {
  const outcome = await getConnection(client, connectionId)
  if (!outcome.ok) return unread(outcome.problem)
  const record = outcome.value
  await watched.sawState(setupId, 'connection', record.state)
  // Only of a connection that has certificates: by another one WorkOS would seem not to show any at all.
  if (protocolOfType(record.type) === 'saml') {
    const held = await idpCertificates(client, record)
    if (held.ok && held.value !== null) {
      const certificates = held.value.flatMap(({ pem }) => {
        const der = derOf(pem)
        return (der && certificateForList(der, 'signing')) ?? []
      })
      await watched.sawHeld(connectionId, certificates)
    }
    const asked = {
      names: renewalEvents,
      ...(record.organizationId === null ? {} : { organizationId: record.organizationId }),
    }
    const { events, problem } = await eventsAbout(client, asked, { connectionId }, { pages: 1 })
    if (problem === null) await watched.sawRenewals(connectionId, renewalsIn(events))
  }
  const at = new Date(client.host.now()).toISOString()
  const looked = { of: 'connection', at, id: connectionId, organizationId: null, record } as const
  return stateIn(judgeWorkos(looked), 'workos.connection-state')
}

/** The same of a directory. */
export async function directoryState(
  client: WorkosClient,
  setupId: string,
  directoryId: string,
  watched: Keeper,
): Promise<Found> {
  const outcome = await getDirectory(client, directoryId)
  if (!outcome.ok) return unread(outcome.problem)
  const record = outcome.value
  await watched.sawState(setupId, 'directory', record.state)
  const at = new Date(client.host.now()).toISOString()
  const looked = { of: 'directory', at, id: directoryId, organizationId: null, record } as const
  return stateIn(judgeWorkos(looked), 'workos.directory-state')
}

function stateIn(findings: readonly Finding[], id: Finding['id']): Found {
  const state = findings.find((one) => one.id === id)
  return { status: state?.status ?? 'skipped', summary: state?.summary ?? 'WorkOS did not say.' }
}

/** A record that is gone is a fault; that nobody could ask is none. */
const unread = ({ code, title, detail }: ApiProblem): Found => ({
  status: code === 'workos.not-found' ? 'fail' : 'skipped',
  summary: `${title} ${detail}`.trim(),
})
