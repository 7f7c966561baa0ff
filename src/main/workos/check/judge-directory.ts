import { compareValues } from '../../../shared/compare'
import type { Finding } from '../../../shared/finding'
import { stateMeaning } from '../../../shared/guidance/workos/states'
import { typeLabel } from '../../../shared/guidance/workos/types'
import type { Directory } from '../../../shared/workos'
import type { ObservationOf } from './observations'
import { fixOf, unreadable } from './unreadable'

/** Whether the directory exists, belongs to the organization it should, and is linked. */
export function judgeDirectory(observation: ObservationOf<'directory'>): Finding[] {
  const { id, organizationId, at } = observation
  const from = `GET /directories/${id}`
  if (observation.record === null) {
    const { problem } = observation
    if (problem.code !== 'workos.not-found') return [unreadable('workos.directory', 'The directory', problem)]
    return [
      {
        id: 'workos.directory',
        status: 'fail',
        summary: `There is no directory ${id} in this environment.`,
        evidence: [{ label: 'Directory ID', value: id, from, at }],
        fix: fixOf(problem),
      },
    ]
  }
  return [belonging(observation.record, organizationId, from, at), stateOfDirectory(observation.record, from, at)]
}

/** The directories of an organization, when no particular one was asked for. Having none is no fault. */
export function judgeDirectories({ organizationId, records, problem, at }: ObservationOf<'directories'>): Finding[] {
  if (problem) return [unreadable('workos.directory', 'The directories of the organization', problem)]
  const from = `GET /directories?organization_id=${organizationId}`
  if (records.length === 0) {
    return [
      {
        id: 'workos.directory',
        status: 'info',
        summary: 'The organization has no directory.',
        evidence: [{ label: 'Directories', value: '0', from, at }],
      },
    ]
  }
  return records
    .slice(0, 20)
    .flatMap((one) => [belonging(one, organizationId, from, at), stateOfDirectory(one, from, at)])
}

function belonging(directory: Directory, organizationId: string | null, from: string, at: string): Finding {
  const evidence = [
    { label: 'Directory ID', value: directory.id, from, at },
    { label: 'Type', value: directory.type, from, at },
  ]
  if (directory.organizationId === null) {
    return {
      id: 'workos.directory',
      status: 'fail',
      summary: 'The directory belongs to no organization.',
      evidence,
      fix: {
        action: 'Create the directory inside the organization.',
        where: 'WorkOS Dashboard, Organizations, the organization, Directory Sync',
        owner: 'workos-admin',
      },
    }
  }
  evidence.push({ label: 'Organization', value: directory.organizationId, from, at })
  if (organizationId !== null && organizationId !== directory.organizationId) {
    return {
      id: 'workos.directory',
      status: 'fail',
      summary: 'The directory belongs to another organization.',
      compared: compareValues(
        'Organization of the directory',
        { value: organizationId, from: 'the organization asked about' },
        { value: directory.organizationId, from },
      ),
      evidence,
      fix: { action: 'Use the directory of this organization, or correct the organization ID.', owner: 'workos-admin' },
    }
  }
  return {
    id: 'workos.directory',
    status: 'pass',
    summary: `The directory exists: ${typeLabel(directory.type)}${directory.name === '' ? '' : `, “${directory.name}”`}.`,
    evidence,
  }
}

function stateOfDirectory(directory: Directory, from: string, at: string): Finding {
  const state = stateMeaning('directory', directory.state)
  const refused = directory.state === 'invalid_credentials'
  return {
    id: 'workos.directory-state',
    status: state.status,
    summary: `The directory is in the state “${state.label}”. ${state.meaning}`,
    evidence: [
      { label: `State of ${directory.id}`, value: directory.state, from, at },
      { label: 'Last change', value: directory.updatedAt || 'not told', from, at },
    ],
    ...(state.next === null
      ? {}
      : { fix: { action: state.next, owner: refused ? ('workos-admin' as const) : ('idp-admin' as const) } }),
  }
}

/** Whether users arrive, and whether they come with e-mail address and names. */
export function judgeUsers({ directory, summary, problem, at }: ObservationOf<'users'>): Finding[] {
  if (problem && summary.read === 0) return [unreadable('workos.users', 'The users of the directory', problem)]
  const from = `GET /directory_users?directory=${directory.id}`
  const evidence = [
    { label: 'Users read', value: `${summary.read}${summary.complete ? '' : ', not all'}`, from, at },
    { label: 'Active', value: String(directory.users?.active ?? summary.active), from, at },
    { label: 'Inactive', value: String(directory.users?.inactive ?? summary.inactive), from, at },
    { label: 'Groups', value: directory.groups === null ? 'not told' : String(directory.groups), from, at },
  ]
  if (summary.read === 0) {
    return [
      {
        id: 'workos.users',
        status: 'fail',
        summary: 'The directory shows no users.',
        evidence,
        fix: {
          action: 'Assign users to the application at the provider and start a synchronisation there.',
          owner: 'idp-admin',
        },
      },
    ]
  }
  if (summary.active === 0) {
    return [
      {
        id: 'workos.users',
        status: 'warn',
        summary: `The directory shows ${summary.inactive} users, and none of those read is active.`,
        evidence,
        fix: { action: 'Assign the users to the application again at the provider.', owner: 'idp-admin' },
      },
    ]
  }
  const lacking = [
    ...(summary.withoutEmail > 0 ? [`${summary.withoutEmail} without an e-mail address`] : []),
    ...(summary.withoutName > 0 ? [`${summary.withoutName} without first or last name`] : []),
  ]
  if (lacking.length === 0) {
    const all = summary.complete ? '' : ' among those read'
    return [
      {
        id: 'workos.users',
        status: 'pass',
        summary: `The directory shows users, and every active one${all} has e-mail address and names.`,
        evidence,
      },
    ]
  }
  const nobody = summary.withoutEmail === summary.active || summary.withoutName === summary.active
  return [
    {
      id: 'workos.users',
      status: nobody ? 'fail' : 'warn',
      summary: `Of ${summary.active} active users ${lacking.join(' and ')}.${
        nobody ? ' No user has it, so the attribute is not mapped.' : ''
      }`,
      evidence: [
        ...evidence,
        ...summary.examples.map(({ id, lacks }) => ({ label: id, value: `lacks ${lacks.join(', ')}`, from, at })),
      ],
      fix: {
        action: nobody
          ? 'Map the user’s e-mail address, first name and last name in the provisioning settings of the provider.'
          : 'Fill in the missing attributes of these users at the provider.',
        where: 'SCIM: userName, name.givenName, name.familyName, emails[type eq "work"].value',
        owner: 'idp-admin',
      },
    },
  ]
}
