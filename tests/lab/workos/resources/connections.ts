import { invalidFields, message, noContent, notFound, ok } from '../answers'
import type { Handler } from '../call'
import type { Environment } from '../environment'
import { answerPage, matchesSearch } from '../paging'
import type { Connection } from '../records'
import { type ConnectionState, type ConnectionType, connectionTypeFilters } from '../vocabulary'

/** The public record: no ACS URL, entity ID, metadata URL or certificate in it. */
function showConnection(connection: Connection) {
  return {
    object: 'connection',
    id: connection.id,
    ...(connection.organizationId === undefined ? {} : { organization_id: connection.organizationId }),
    connection_type: connection.type,
    name: connection.name,
    state: connection.state,
    status: connection.state === 'active' ? 'linked' : 'unlinked',
    domains: connection.domains.map(({ id, domain }) => ({ id, object: 'connection_domain', domain })),
    created_at: connection.createdAt,
    updated_at: connection.updatedAt,
  }
}

export interface NewConnection {
  type: ConnectionType
  name: string
  state: ConnectionState
  organizationId?: string
  domains?: readonly string[]
}

export function addConnection(
  environment: Environment,
  { type, name, state, organizationId, domains = [] }: NewConnection,
  at = environment.now(),
): Connection {
  return environment.connections.add({
    ...environment.begin('conn', at),
    ...(organizationId === undefined ? {} : { organizationId }),
    type,
    name,
    state,
    domains: domains.map((domain) => ({ id: environment.identifiers.next('conn_domain', at), domain })),
    externalKey: environment.identifiers.key(),
  })
}

/** Moves a connection to another state. Becoming active and ceasing to be so are told by events. */
export function setConnectionState(environment: Environment, connection: Connection, state: ConnectionState): void {
  const before = connection.state
  connection.state = state
  environment.touch(connection)
  if (state === 'active' && before !== 'active') tell(environment, connection, 'connection.activated')
  if (state === 'inactive' && before === 'active') tell(environment, connection, 'connection.deactivated')
}

/** These two events alone carry the key of the ACS URL. */
function tell(environment: Environment, connection: Connection, event: string): void {
  environment.emit(event, connection.organizationId ?? null, {
    ...showConnection(connection),
    external_key: connection.externalKey,
  })
}

/** Events know no connection that never got a type. */
export function removeConnection(environment: Environment, connection: Connection): void {
  environment.connections.remove(connection.id)
  if (connection.type === 'Pending') return
  const { domains: _domains, status: _status, ...shown } = showConnection(connection)
  environment.emit('connection.deleted', connection.organizationId ?? null, shown)
}

export const listConnections: Handler = ({ environment, query }) => {
  const typeFilter = query.get('connection_type')
  const type = typeFilter === null ? null : connectionTypeFilters.get(typeFilter)
  if (type === undefined) return invalidFields([{ field: 'connection_type', code: 'invalid_enum_value' }])
  const organizationId = query.get('organization_id')
  const domain = query.get('domain')?.toLowerCase()
  return answerPage(
    query,
    environment.connections
      .all()
      .filter(
        (connection) =>
          (type === null || connection.type === type) &&
          (organizationId === null || connection.organizationId === organizationId) &&
          (domain === undefined || connection.domains.some((one) => one.domain === domain)) &&
          matchesSearch(query.get('search'), connection.name),
      ),
    showConnection,
  )
}

export const getConnection: Handler = ({ environment, params }) => {
  const id = params.id ?? ''
  const connection = environment.connections.get(id)
  return connection ? ok(showConnection(connection)) : notFound('Connection', id)
}

export const deleteConnection: Handler = ({ environment, params }) => {
  const id = params.id ?? ''
  const connection = environment.connections.get(id)
  if (!connection) return notFound('Connection', id)
  removeConnection(environment, connection)
  return noContent()
}

/** The Connections API is feature flagged; the lab's environments do not have it, as most do not. */
export const createConnection: Handler = () =>
  message(404, 'Connections API migration capabilities are not enabled for this environment.')
