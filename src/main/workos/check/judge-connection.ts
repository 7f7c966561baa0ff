import { compareValues } from '../../../shared/compare'
import type { Finding } from '../../../shared/finding'
import { stateMeaning } from '../../../shared/guidance/workos/states'
import { protocolOfType, typeLabel } from '../../../shared/guidance/workos/types'
import type { Connection } from '../../../shared/workos'
import type { ObservationOf } from './observations'
import { fixOf, unreadable } from './unreadable'

/** Whether the connection exists, belongs to the organization it should, and lets people sign in. */
export function judgeConnection(observation: ObservationOf<'connection'>): Finding[] {
  const { id, organizationId, at } = observation
  const from = `GET /connections/${id}`
  if (observation.record === null) {
    const { problem } = observation
    if (problem.code !== 'workos.not-found') return [unreadable('workos.connection', 'The connection', problem)]
    return [
      {
        id: 'workos.connection',
        status: 'fail',
        summary: `There is no connection ${id} in this environment.`,
        evidence: [{ label: 'Connection ID', value: id, from, at }],
        fix: fixOf(problem),
      },
    ]
  }
  const connection = observation.record
  return [belonging(connection, organizationId, from, at), stateOfConnection(connection, from, at)]
}

/** The connections of an organization, when no particular one was asked for. */
export function judgeConnections({ organizationId, records, problem, at }: ObservationOf<'connections'>): Finding[] {
  if (problem) return [unreadable('workos.connection', 'The connections of the organization', problem)]
  const from = `GET /connections?organization_id=${organizationId}`
  if (records.length === 0) {
    return [
      {
        id: 'workos.connection',
        status: 'fail',
        summary: 'The organization has no connection, so nobody can sign in through it.',
        evidence: [{ label: 'Connections', value: '0', from, at }],
        fix: {
          action: 'Create the connection in this organization, or send its administrator an Admin Portal link.',
          where: 'WorkOS Dashboard, Organizations, the organization, Authentication',
          owner: 'workos-admin',
        },
      },
    ]
  }
  const several: Finding[] =
    records.length === 1
      ? []
      : [
          {
            id: 'workos.connection',
            status: 'warn',
            summary: `The organization has ${records.length} connections. A sign-in by organization ID is refused as ambiguous unless it names one.`,
            evidence: records
              .slice(0, 20)
              .map((one) => ({ label: one.id, value: `${typeLabel(one.type)}, ${one.state}`, from, at })),
            fix: {
              action: 'Start sign-ins with the connection ID, or delete the connections that are not used.',
              owner: 'workos-admin',
            },
          },
        ]
  return [
    ...several,
    ...records
      .slice(0, 20)
      .flatMap((one) => [belonging(one, organizationId, from, at), stateOfConnection(one, from, at)]),
  ]
}

function belonging(connection: Connection, organizationId: string | null, from: string, at: string): Finding {
  const evidence = [
    { label: 'Connection ID', value: connection.id, from, at },
    { label: 'Type', value: connection.type, from, at },
  ]
  if (connection.organizationId === null && protocolOfType(connection.type) === 'oauth' && organizationId === null) {
    return {
      id: 'workos.connection',
      status: 'pass',
      summary: `The connection exists: ${typeLabel(connection.type)}. A social login belongs to the whole environment, not to one organization.`,
      evidence,
    }
  }
  if (connection.organizationId === null) {
    return {
      id: 'workos.connection',
      status: 'fail',
      summary: 'The connection belongs to no organization.',
      evidence,
      fix: {
        action: 'Create the connection inside the organization; one without an organization cannot be moved there.',
        where: 'WorkOS Dashboard, Organizations, the organization, Authentication',
        owner: 'workos-admin',
      },
    }
  }
  evidence.push({ label: 'Organization', value: connection.organizationId, from, at })
  if (organizationId !== null && organizationId !== connection.organizationId) {
    return {
      id: 'workos.connection',
      status: 'fail',
      summary: 'The connection belongs to another organization.',
      compared: compareValues(
        'Organization of the connection',
        { value: organizationId, from: 'the organization asked about' },
        { value: connection.organizationId, from },
      ),
      evidence,
      fix: {
        action: 'Use the connection of this organization, or correct the organization ID.',
        owner: 'workos-admin',
      },
    }
  }
  return {
    id: 'workos.connection',
    status: 'pass',
    summary: `The connection exists: ${typeLabel(connection.type)}${connection.name === '' ? '' : `, “${connection.name}”`}.`,
    evidence,
  }
}

function stateOfConnection(connection: Connection, from: string, at: string): Finding {
  const state = stateMeaning('connection', connection.state)
  return {
    id: 'workos.connection-state',
    status: state.status,
    summary: `The connection is in the state “${state.label}”. ${state.meaning}`,
    evidence: [
      { label: `State of ${connection.id}`, value: connection.state, from, at },
      { label: 'Last change', value: connection.updatedAt || 'not told', from, at },
    ],
    ...(state.next === null ? {} : { fix: { action: state.next, owner: 'workos-admin' as const } }),
  }
}
