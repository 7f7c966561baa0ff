import { z } from 'zod'
import { type Answer, message, ok } from './answers'
import { features, keyStandings } from './environment'
import { faultSchema } from './faults'
import { limitNames } from './rate-limits'
import type { Scenario } from './scenario'
import {
  connectionStates,
  connectionTypes,
  directoryStates,
  directoryTypes,
  domainFailureReasons,
  domainStates,
} from './vocabulary'

const environment = z.enum(['staging', 'production']).default('staging')
const id = z.string()
const reason = z.object({ code: z.string(), message: z.string() })

const user = z.object({
  idpId: z.string(),
  email: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  groups: z.array(z.string()).optional(),
  rawAttributes: z.record(z.string(), z.unknown()).optional(),
  customAttributes: z.record(z.string(), z.unknown()).optional(),
})

const directoryUser = z.object({
  idpId: z.string().optional(),
  email: z.string().nullable().optional(),
  firstName: z.string().nullable().optional(),
  lastName: z.string().nullable().optional(),
  jobTitle: z.string().nullable().optional(),
  username: z.string().nullable().optional(),
  state: z.enum(['active', 'inactive']).optional(),
  customAttributes: z.record(z.string(), z.unknown()).optional(),
  rawAttributes: z.record(z.string(), z.unknown()).optional(),
  groupIds: z.array(z.string()).optional(),
})

interface Operation {
  run: (scenario: Scenario, body: unknown) => unknown
}

function operation<T>(schema: z.ZodType<T>, run: (scenario: Scenario, input: T) => unknown): Operation {
  return { run: (scenario, body) => run(scenario, schema.parse(body)) }
}

const nothing = z.object({})

/** `POST /_lab/<name>` with JSON: the scenario for tests that drive the program from outside. */
const operations: Readonly<Record<string, Operation>> = {
  fail: operation(faultSchema, (scenario, fault) => ({ fault: scenario.fail(fault) })),
  'clear-faults': operation(nothing, (scenario) => scenario.clearFaults()),
  faults: operation(nothing, (scenario) => scenario.plannedFaults()),
  requests: operation(z.object({ path: z.string().optional() }), (scenario, { path }) => {
    const requests = scenario.requests(path)
    return { count: requests.length, requests }
  }),
  'reset-requests': operation(nothing, (scenario) => scenario.resetRequests()),
  'set-limit': operation(
    z.object({ name: z.enum(limitNames), max: z.number().int(), windowMs: z.number() }),
    (scenario, { name, ...limit }) => scenario.setLimit(name, limit),
  ),
  'advance-clock': operation(z.object({ ms: z.number() }), (scenario, { ms }) => scenario.advanceClock(ms)),
  reset: operation(nothing, (scenario) => scenario.reset()),

  'set-api-key': operation(
    z.object({ environment, key: z.string(), standing: z.enum([...keyStandings, 'unknown']) }),
    (scenario, input) => scenario.setApiKey(input.environment, input.key, input.standing),
  ),
  'set-feature': operation(
    z.object({ environment, feature: z.enum(features), enabled: z.boolean() }),
    (scenario, input) => scenario.setFeature(input.environment, input.feature, input.enabled),
  ),

  'add-organization': operation(z.object({ environment, name: z.string() }), (scenario, input) =>
    scenario.addOrganization(input.environment, input.name),
  ),
  'find-organization': operation(z.object({ environment, name: z.string() }), (scenario, input) =>
    scenario.organization(input.environment, input.name),
  ),
  'add-redirect-uri': operation(z.object({ environment, uri: z.string() }), (scenario, input) =>
    scenario.addRedirectUri(input.environment, input.uri),
  ),
  'set-domain-state': operation(
    z.object({ id, state: z.enum(domainStates), reason: z.enum(domainFailureReasons).optional() }),
    (scenario, input) => scenario.setDomainState(input.id, input.state, input.reason),
  ),

  'add-connection': operation(
    z.object({
      environment,
      type: z.enum(connectionTypes),
      name: z.string(),
      state: z.enum(connectionStates),
      organizationId: z.string().optional(),
      domains: z.array(z.string()).optional(),
    }),
    (scenario, { environment: name, ...wish }) => scenario.addConnection(name, wish),
  ),
  /** By ID, or the first of the organization with this name. Answers what the API hides, too. */
  'find-connection': operation(
    z.union([z.object({ id }), z.object({ environment, organization: z.string() })]),
    (scenario, input) => {
      const connection =
        'id' in input ? scenario.connection(input.id) : scenario.connectionOf(input.environment, input.organization)
      return { ...connection, ...scenario.addressesOf(connection.id) }
    },
  ),
  'set-connection-state': operation(z.object({ id, state: z.enum(connectionStates) }), (scenario, input) =>
    scenario.setConnectionState(input.id, input.state),
  ),
  'remove-connection': operation(z.object({ id }), (scenario, input) => scenario.removeConnection(input.id)),
  'configure-saml': operation(
    z.object({
      id,
      idpEntityId: z.string(),
      ssoUrl: z.url(),
      signingCertificates: z.array(z.string()),
      requestBinding: z.enum(['HTTP-Redirect', 'HTTP-POST']).optional(),
    }),
    (scenario, { id: connection, ...details }) => scenario.configureSaml(connection, details),
  ),
  'answer-sign-ins': operation(
    z.object({
      id,
      outcome: z
        .discriminatedUnion('ok', [
          z.object({ ok: z.literal(true), user }),
          z.object({ ok: z.literal(false), error: z.string(), description: z.string(), reason: reason.optional() }),
        ])
        .nullable(),
    }),
    (scenario, input) => scenario.answerSignIns(input.id, input.outcome),
  ),
  'refuse-idp-initiated': operation(z.object({ id, refuses: z.boolean() }), (scenario, input) => {
    scenario.connection(input.id).refusesIdpInitiated = input.refuses
  }),
  /** The codes and access tokens that were handed out, for tests that look for what must not have been kept. */
  'issued-secrets': operation(z.object({ environment }), (scenario, input) => {
    const { codes, accessTokens } = scenario.environment(input.environment)
    return { codes: [...codes.keys()], accessTokens: [...accessTokens.keys()] }
  }),
  'record-sign-in': operation(
    z.object({
      id,
      status: z.enum(['started', 'succeeded', 'failed', 'timed_out']),
      email: z.string().nullable().default(null),
      error: reason.optional(),
    }),
    (scenario, { id: connection, ...news }) => scenario.recordSignIn(connection, news),
  ),

  'add-directory': operation(
    z.object({
      environment,
      type: z.enum(directoryTypes),
      name: z.string(),
      state: z.enum(directoryStates),
      organizationId: z.string(),
      domain: z.string().optional(),
    }),
    (scenario, { environment: name, ...wish }) => scenario.addDirectory(name, wish),
  ),
  'find-directory': operation(z.object({ environment, organization: z.string() }), (scenario, input) =>
    scenario.directoryOf(input.environment, input.organization),
  ),
  'set-directory-state': operation(z.object({ id, state: z.enum(directoryStates) }), (scenario, input) =>
    scenario.setDirectoryState(input.id, input.state),
  ),
  'add-directory-user': operation(z.object({ directory: id, user: directoryUser }), (scenario, input) =>
    scenario.addDirectoryUser(input.directory, input.user),
  ),
  'add-directory-group': operation(z.object({ directory: id, name: z.string() }), (scenario, input) =>
    scenario.addDirectoryGroup(input.directory, input.name),
  ),
  'change-directory-user': operation(z.object({ id, change: directoryUser }), (scenario, input) =>
    scenario.changeDirectoryUser(input.id, input.change),
  ),
  'remove-directory-user': operation(z.object({ id }), (scenario, input) => scenario.removeDirectoryUser(input.id)),
  'create-directory-token': operation(z.object({ directory: id }), (scenario, input) => ({
    token: scenario.createDirectoryToken(input.directory),
  })),
  'revoke-directory-token': operation(z.object({ directory: id, token: z.string() }), (scenario, input) =>
    scenario.revokeDirectoryToken(input.directory, input.token),
  ),

  emit: operation(
    z.object({
      environment,
      event: z.string(),
      data: z.record(z.string(), z.unknown()),
      organizationId: z.string().optional(),
    }),
    (scenario, input) => scenario.emit(input.environment, input.event, input.data, input.organizationId),
  ),
  'seed-directories': operation(
    z.object({ environment, count: z.number().int().min(1).max(100_000) }),
    (scenario, input) => scenario.seedDirectories(input.environment, input.count),
  ),
  'seed-connections': operation(
    z.object({ environment, count: z.number().int().min(1).max(100_000) }),
    (scenario, input) => scenario.seedConnections(input.environment, input.count),
  ),
}

export const controlPrefix = '/_lab'

export interface ControlRequest {
  method: string
  path: string
  contentType: string
  body: string
}

/**
 * Answers the control's own addresses. `GET /_lab` lists the operations. Only JSON is taken: a web page of another
 * origin cannot send that unasked.
 */
export function control(scenario: Scenario, request: ControlRequest): Answer {
  if (request.method === 'GET' && request.path === controlPrefix) return ok({ operations: Object.keys(operations) })
  const name = request.path.slice(controlPrefix.length + 1)
  const wanted = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (request.method !== 'POST' || !wanted) return message(404, `The lab has no operation ${request.method} ${name}.`)
  if (!request.contentType.startsWith('application/json')) return message(415, 'The lab takes application/json.')
  try {
    const value = wanted.run(scenario, request.body === '' ? {} : JSON.parse(request.body))
    return ok(value ?? {})
  } catch (error) {
    return message(400, error instanceof Error ? error.message : String(error))
  }
}
