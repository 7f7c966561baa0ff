import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type {
  HeldCertificate,
  WorkosAuthorizeInput,
  WorkosAuthorizeResult,
  WorkosCheckInput,
  WorkosCheckResult,
} from '../../../shared/runs/workos'
import type { IdpCertificate } from '../../../shared/workos'
import { certificateForList } from '../../certificates/for-list'
import { type Probe, runProbe } from '../../probe'
import type { ProgressTold, RunContext } from '../../runs/run'
import { askAuthorize } from '../authorize'
import { createWorkosClient } from '../client'
import { judgeClientId, parseBaseUrl } from '../credentials'
import { type ApiProblem, problemOf } from '../problems'
import { derOf } from '../records'
import { gatherWorkos, type WorkosSubject } from './gather'
import { judgeWorkos } from './judge'
import type { WorkosObservation } from './observations'

export const workosProbe: Probe<WorkosSubject, WorkosObservation> = {
  name: 'workos.check',
  gather: gatherWorkos,
  judge: judgeWorkos,
}

/** What the run needs of its context. */
type Context = Pick<RunContext, 'host' | 'credentials'>

/**
 * Checks what WorkOS says of an organization, a connection or a directory. Ends with a problem, after the findings that
 * tell the same, when the key is malformed or refused or WorkOS cannot be reached.
 */
export async function* checkWorkos(
  input: WorkosCheckInput,
  context: Context & ProgressTold<'workos.check'>,
): AsyncGenerator<Finding, Outcome<WorkosCheckResult>> {
  const credentials = await context.credentials(input.environmentId)
  if (!credentials.ok) return credentials
  const client = createWorkosClient(credentials.value, context.host)
  if (!client.ok) {
    yield {
      id: 'workos.api-key',
      status: client.problem.code.startsWith('workos.key') ? 'fail' : 'skipped',
      summary: `${client.problem.title} ${client.problem.detail}`,
      evidence: [],
      fix: { action: client.problem.remedy, owner: 'workos-admin' },
    }
    return client
  }
  const { environmentId: _, ...subject } = input
  return yield* checkWith(
    { ...subject, client: client.value, environment: credentials.value.environmentKind },
    context.progress,
  )
}

/** The same with a client in hand. */
export async function* checkWith(
  subject: WorkosSubject,
  progress: ProgressTold<'workos.check'>['progress'] = () => {},
): AsyncGenerator<Finding, Outcome<WorkosCheckResult>> {
  const { host } = subject.client
  const result: WorkosCheckResult = {
    organization: null,
    connections: [],
    directories: [],
    users: null,
    certificates: null,
    events: [],
    eventsRead: null,
  }
  let refused: ApiProblem | null = null
  for await (const { observation, findings } of runProbe(workosProbe, subject, host)) {
    record(result, observation)
    progress(() => result)
    if (observation.of === 'key' && !isKnown(observation.problem)) refused = observation.problem
    yield* findings
  }
  if (host.signal.aborted)
    return failed(problemOf('cancelled', { host: new URL(subject.client.origin).host, what: 'the check' }))
  return refused === null ? succeeded(result) : failed(refused)
}

/** A key without permission is known to WorkOS, so there is something to find out with it. */
function isKnown(problem: ApiProblem | null): boolean {
  return problem === null || problem.code === 'workos.forbidden'
}

function readHeld(held: IdpCertificate): HeldCertificate {
  const der = derOf(held.pem)
  const certificate = der && certificateForList(der, 'signing')
  return { ...held, certificate: certificate && { ...certificate, pem: held.pem } }
}

/** What crosses to the page stays below a hundred kilobytes. */
const most = { domains: 50, records: 40, certificates: 15, events: 60 } as const

function record(result: WorkosCheckResult, observation: WorkosObservation): void {
  switch (observation.of) {
    case 'organization':
      result.organization = observation.record && {
        ...observation.record,
        domains: observation.record.domains.slice(0, most.domains),
      }
      break
    case 'connection':
      if (observation.record !== null) result.connections.push(observation.record)
      break
    case 'connections':
      result.connections.push(...observation.records.slice(0, most.records))
      break
    case 'directory':
      if (observation.record !== null) result.directories.push(observation.record)
      break
    case 'directories':
      result.directories.push(...observation.records.slice(0, most.records))
      break
    case 'users':
      result.users = observation.summary
      break
    case 'certificates':
      result.certificates = observation.held?.slice(0, most.certificates).map(readHeld) ?? null
      break
    case 'events':
      result.events.push(...observation.events.slice(0, most.events))
      result.eventsRead = { read: observation.read, complete: observation.complete }
      break
  }
}

/** Asks where WorkOS would send a browser, and judges the answer. Needs the client ID of the environment, not its key. */
export async function* probeAuthorize(
  input: WorkosAuthorizeInput,
  context: Pick<RunContext, 'host' | 'environment'>,
): AsyncGenerator<Finding, Outcome<WorkosAuthorizeResult>> {
  const environment = context.environment(input.environmentId)
  if (!environment.ok) return environment
  const { host } = context
  const { baseUrl, clientId } = environment.value
  const base = parseBaseUrl(baseUrl)
  if (!base.ok) return base
  const malformed = judgeClientId(clientId)
  if (malformed) return failed(malformed)
  const answer = await askAuthorize(host, {
    origin: base.value.origin,
    clientId,
    redirectUri: input.redirectUri,
    selector: input.selector,
  })
  if (!answer.ok) return answer
  const at = new Date(host.now()).toISOString()
  yield* judgeWorkos({ of: 'authorize', at, selector: input.selector, answer: answer.value })
  return succeeded({ answer: answer.value })
}
