import { eventNames } from '../../../shared/guidance/workos/events'
import { protocolOfType } from '../../../shared/guidance/workos/types'
import type { DirectoryUsersSummary, GivenCertificate } from '../../../shared/runs/workos'
import type { Connection, Directory, DirectoryUser } from '../../../shared/workos'
import type { Host } from '../../host/host'
import type { ApiOutcome, WorkosClient } from '../client'
import { connectionList, getConnection, idpCertificates } from '../connections'
import { directoryList, directoryUserList, getDirectory } from '../directories'
import { eventsAbout } from '../events'
import { getOrganization, organizationList } from '../organizations'
import { readAll, readPage, readPages } from '../paging'
import type { ApiProblem } from '../problems'
import type { WorkosObservation } from './observations'

/** What to look at. Whatever is not named is looked up from what is: the organization from its connection, for example. */
export interface WorkosSubject {
  client: WorkosClient
  organizationId?: string
  connectionId?: string
  directoryId?: string
  certificates?: readonly GivenCertificate[]
  /** What the person says of the environment. */
  environment?: 'staging' | 'production'
}

/** At most so many pages of users: a thousand tell what the mapping lacks, and at three pages a second that is soon done. */
const userPages = 10
const eventPages = 5

/**
 * Looks at WorkOS: key, organization, connection, directory, users, certificates, events. Stops when the key is refused,
 * also in the middle; stops when the host's signal is aborted.
 */
export async function* gatherWorkos(subject: WorkosSubject, host: Host): AsyncGenerator<WorkosObservation, void> {
  const { client } = subject
  const at = () => new Date(host.now()).toISOString()
  const keyObservation = (problem: ApiProblem | null): WorkosObservation => ({
    of: 'key',
    at: at(),
    host: new URL(client.origin).host,
    hint: client.keyHint,
    environment: subject.environment ?? null,
    problem,
  })

  const first = await readPage(client, organizationList(), { limit: 1 })
  const problem = first.ok ? null : first.problem
  if (problem?.code === 'workos.cancelled') return
  yield keyObservation(problem)
  if (problem !== null && problem.code !== 'workos.forbidden') {
    yield* unasked(subject, at())
    return
  }

  for await (const observation of lookAround(subject, at)) {
    const problem = 'problem' in observation ? observation.problem : null
    if (problem?.code === 'workos.cancelled') return
    if (problem?.code === 'workos.unauthorized') {
      yield keyObservation(problem)
      return
    }
    yield observation
  }
}

function* unasked(subject: WorkosSubject, at: string): Generator<WorkosObservation> {
  const because = 'WorkOS could not be asked: see the API key.'
  const wanted = [
    ...(subject.organizationId === undefined ? [] : (['workos.organization', 'workos.domain'] as const)),
    ...(subject.connectionId === undefined ? [] : (['workos.connection', 'workos.connection-state'] as const)),
    ...(subject.directoryId === undefined
      ? []
      : (['workos.directory', 'workos.directory-state', 'workos.users'] as const)),
    ...(subject.certificates === undefined ? [] : (['workos.certificate'] as const)),
  ]
  for (const check of wanted) yield { of: 'nothing', at, check, because }
}

async function* lookAround(subject: WorkosSubject, at: () => string): AsyncGenerator<WorkosObservation, void> {
  const { client } = subject
  const connection =
    subject.connectionId === undefined ? null : looked(await getConnection(client, subject.connectionId))
  const directory = subject.directoryId === undefined ? null : looked(await getDirectory(client, subject.directoryId))
  const organizationId =
    subject.organizationId ?? connection?.record?.organizationId ?? directory?.record?.organizationId ?? undefined

  const organization = organizationId === undefined ? null : looked(await getOrganization(client, organizationId))
  if (organizationId === undefined || organization === null) {
    yield {
      of: 'nothing',
      at: at(),
      check: 'workos.organization',
      because: 'No organization was named, and no connection or directory leads to one.',
    }
  } else {
    yield { of: 'organization', at: at(), id: organizationId, ...organization }
  }

  const wanted = subject.organizationId ?? null
  if (subject.connectionId !== undefined && connection !== null) {
    yield { of: 'connection', at: at(), id: subject.connectionId, organizationId: wanted, ...connection }
    if (connection.record !== null) yield* lookIntoConnection(subject, connection.record, at)
    else if (wanted !== null && organization?.record) {
      const connections = await connectionsOf(client, wanted, at)
      // Others that it has are not what was asked for.
      if (connections.records.length === 0) yield connections
    }
  }
  if (subject.directoryId !== undefined && directory !== null) {
    yield { of: 'directory', at: at(), id: subject.directoryId, organizationId: wanted, ...directory }
    if (directory.record !== null) yield* lookIntoDirectory(subject, directory.record, at)
  }
  if (subject.connectionId === undefined && subject.directoryId === undefined && organizationId !== undefined) {
    yield* lookIntoOrganization(subject, organizationId, at)
  }
}

function looked<T>(outcome: ApiOutcome<T>): { record: T } | { record: null; problem: ApiProblem } {
  return outcome.ok ? { record: outcome.value } : { record: null, problem: outcome.problem }
}

async function connectionsOf(client: WorkosClient, organizationId: string, at: () => string) {
  const { items, problem } = await readAll(client, connectionList({ organizationId }))
  return { of: 'connections', at: at(), organizationId, records: items, problem } as const
}

async function* lookIntoOrganization(
  subject: WorkosSubject,
  organizationId: string,
  at: () => string,
): AsyncGenerator<WorkosObservation, void> {
  const { client } = subject
  const connections = await connectionsOf(client, organizationId, at)
  yield connections
  const [onlyConnection, ...moreConnections] = connections.records
  if (onlyConnection !== undefined && moreConnections.length === 0)
    yield* lookIntoConnection(subject, onlyConnection, at)

  const directories = await readAll(client, directoryList({ organizationId }))
  yield { of: 'directories', at: at(), organizationId, records: directories.items, problem: directories.problem }
  const [onlyDirectory, ...moreDirectories] = directories.items
  if (onlyDirectory !== undefined && moreDirectories.length === 0) yield* lookIntoDirectory(subject, onlyDirectory, at)
}

async function* lookIntoConnection(
  subject: WorkosSubject,
  connection: Connection,
  at: () => string,
): AsyncGenerator<WorkosObservation, void> {
  const { client } = subject
  let certificatesShown = false
  if (protocolOfType(connection.type) === 'saml') {
    const held = await idpCertificates(client, connection)
    certificatesShown = held.ok && held.value !== null
    yield {
      of: 'certificates',
      at: at(),
      connectionId: connection.id,
      held: held.ok ? held.value : null,
      given: [...(subject.certificates ?? [])],
      problem: held.ok ? null : held.problem,
    }
  }
  yield* lookAtEvents(client, 'connection', connection, certificatesShown, at)
}

async function* lookIntoDirectory(
  subject: WorkosSubject,
  directory: Directory,
  at: () => string,
): AsyncGenerator<WorkosObservation, void> {
  const { client } = subject
  yield { of: 'users', at: at(), directory, ...(await summarizeUsers(client, directory)) }
  yield* lookAtEvents(client, 'directory', directory, false, at)
}

async function* lookAtEvents(
  client: WorkosClient,
  subject: 'connection' | 'directory',
  record: Connection | Directory,
  certificatesShown: boolean,
  at: () => string,
): AsyncGenerator<WorkosObservation, void> {
  const { events, read, complete, problem } = await eventsAbout(
    client,
    {
      names: eventNames[subject],
      ...(record.organizationId === null ? {} : { organizationId: record.organizationId }),
    },
    subject === 'connection' ? { connectionId: record.id } : { directoryId: record.id },
    { pages: eventPages },
  )
  yield { of: 'events', at: at(), subject, id: record.id, events, read, certificatesShown, complete, problem }
}

const mostExamples = 10

/** Counts what the users of a directory lack; of each user only the ID is kept, and only of a few. */
async function summarizeUsers(
  client: WorkosClient,
  directory: Directory,
): Promise<{ summary: DirectoryUsersSummary; problem: ApiProblem | null }> {
  const summary: DirectoryUsersSummary = {
    read: 0,
    complete: false,
    active: 0,
    inactive: 0,
    withoutEmail: 0,
    withoutName: 0,
    examples: [],
  }
  let pages = 0
  for await (const page of readPages(client, directoryUserList(client, directory.id))) {
    if (!page.ok) return { summary, problem: page.problem }
    for (const user of page.value.items) count(summary, user)
    pages += 1
    if (page.value.after !== null && pages >= userPages) return { summary, problem: null }
  }
  return { summary: { ...summary, complete: true }, problem: null }
}

function count(summary: DirectoryUsersSummary, user: DirectoryUser): void {
  summary.read += 1
  if (user.state === 'inactive') {
    summary.inactive += 1
    return
  }
  summary.active += 1
  const lacks: DirectoryUsersSummary['examples'][number]['lacks'] = []
  if (isBlank(user.email)) lacks.push('email')
  if (isBlank(user.firstName)) lacks.push('first name')
  if (isBlank(user.lastName)) lacks.push('last name')
  if (lacks.length === 0) return
  if (lacks.includes('email')) summary.withoutEmail += 1
  if (lacks.includes('first name') || lacks.includes('last name')) summary.withoutName += 1
  if (summary.examples.length < mostExamples) summary.examples.push({ id: user.id, lacks })
}

const isBlank = (text: string | null) => text === null || text.trim() === ''
