import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { labKey, makeKey } from '../idp/keys'
import { listenOnLoopback } from '../loopback'
import { age } from './aging'
import { type Answer, forbidden, message, unauthorized } from './answers'
import type { Origins } from './call'
import { control, controlPrefix } from './control'
import { type Delivery, deliver, toWire } from './delivery'
import type { Environment } from './environment'
import { strike } from './faults'
import type { SamlDetails } from './records'
import { findRoute, type Route, routesOf } from './routes'
import { Scenario } from './scenario'
import type { SeedDetails } from './seed'
import type { AssertionJudge } from './sso/acs'
import { judgeAsServiceProvider } from './sso/service-provider'
import { access, type EnvironmentAccess, StandIn } from './stand-in'

/** The stand-in for the WorkOS API. */
export interface WorkosLab {
  readonly origin: string
  readonly port: number
  readonly staging: EnvironmentAccess
  readonly production: EnvironmentAccess
  readonly scenario: Scenario
  close(): Promise<void>
}

export interface WorkosOptions {
  /** Where the hosts of WorkOS other than the API are said to be. Default: all at the stand-in itself. */
  origins?: Partial<Origins>
  /** The identity provider behind Acme's AD FS connection. Default: one that is not there. */
  adfs?: SamlDetails
  /** Identity providers that are there, by the type of the seeded connections they stand behind. */
  idps?: SeedDetails['idps']
  /** Judges what is posted to the assertion consumer services. Default: the stand-in's own service provider. */
  judgeAssertion?: AssertionJudge
}

/** Starts it on 127.0.0.1 with its seeds. */
export async function startWorkos(options: WorkosOptions = {}): Promise<WorkosLab> {
  const [certificate, endingCertificate] = await Promise.all([
    labKey('workos-seed'),
    makeKey({ subject: 'idp.evergreen.example', notAfter: new Date(Date.now() + 21 * 86_400_000) }),
  ])
  const routes = routesOf(options.judgeAssertion ?? judgeAsServiceProvider)
  let standIn: StandIn | undefined
  let scenario: Scenario | undefined
  const server = await listenOnLoopback((request, response) => {
    if (!standIn || !scenario) return response.destroy()
    answer(standIn, scenario, routes, request, response).catch((error: unknown) =>
      deliverAnswer(message(500, `The lab itself failed: ${String(error)}`), randomUUID(), response),
    )
  })
  const { origin, port } = server
  standIn = new StandIn(
    { api: origin, auth: origin, error: origin, portal: origin, ...options.origins },
    {
      adfs: options.adfs ?? {
        idpEntityId: 'http://adfs.acme.example/adfs/services/trust',
        ssoUrl: 'https://adfs.acme.example/adfs/ls/',
        signingCertificates: [certificate.certificateBase64],
      },
      ...(options.idps ? { idps: options.idps } : {}),
      certificate: certificate.certificateBase64,
      endingCertificate: endingCertificate.certificateBase64,
    },
  )
  standIn.reset()
  scenario = new Scenario(standIn)
  return { origin, port, staging: access.staging, production: access.production, scenario, close: server.close }
}

async function answer(
  standIn: StandIn,
  scenario: Scenario,
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID()
  const { pathname, searchParams } = new URL(request.url ?? '/', standIn.origins.api)
  const incoming: Incoming = {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
    body: '',
  }
  const body = await readBody(request)
  if (body === null) return deliverAnswer(message(413, 'The request body is too large.'), requestId, response)
  incoming.body = body
  if (pathname === controlPrefix || pathname.startsWith(`${controlPrefix}/`)) {
    return deliverAnswer(control(scenario, incoming), requestId, response)
  }

  for (const environment of standIn.environments) age(environment)
  const caller = identify(standIn.environments, incoming.authorization)
  const logged = standIn.log.add({
    at: Date.now(),
    method: incoming.method,
    path: pathname,
    query: searchParams.toString(),
    environment: caller?.environment.name ?? null,
    status: null,
    requestId,
  })
  const trueAnswer = async () => toWire(await respond(standIn, routes, incoming, caller))
  const fault = standIn.faults.take({ ...incoming, environment: logged.environment })
  const delivery: Delivery = fault
    ? await strike(fault, trueAnswer)
    : { kind: 'send', answer: await trueAnswer(), delayMs: 0 }
  if (delivery.kind === 'send' || delivery.kind === 'drip') logged.status = delivery.answer.status
  deliver(delivery, requestId, response)
}

interface Incoming {
  method: string
  path: string
  query: URLSearchParams
  contentType: string
  authorization: string
  body: string
}

interface Caller {
  environment: Environment
  apiKey: string
  permitted: boolean
}

async function respond(
  standIn: StandIn,
  routes: readonly Route[],
  incoming: Incoming,
  caller: Caller | null,
): Promise<Answer> {
  const found = findRoute(routes, incoming.method, incoming.path)
  if (!found) return message(404, 'Not Found')
  const { route, params } = found
  if (route.door === 'key') {
    if (!caller) return unauthorized()
    if (!caller.permitted) return forbidden()
  }
  const environment = caller?.environment ?? standIn.environment('staging')
  const refused = standIn.limits.admit({
    ...incoming,
    environment: caller?.environment ?? null,
    apiKey: caller?.apiKey ?? null,
  })
  if (refused) return refused
  const body = parseContent(incoming)
  if (!body.ok) return message(400, 'Problems parsing JSON')
  return await route.handler({
    environment,
    environments: standIn.environments,
    origins: standIn.origins,
    method: incoming.method,
    params,
    query: incoming.query,
    body: body.value,
    headers: { authorization: incoming.authorization },
  })
}

/** Whose key this is; null for an unknown or revoked one. */
function identify(environments: readonly Environment[], authorization: string): Caller | null {
  const apiKey = /^Bearer (\S+)$/i.exec(authorization)?.[1]
  if (apiKey === undefined) return null
  for (const environment of environments) {
    const standing = environment.apiKeys.get(apiKey)
    if (standing === 'valid' || standing === 'no-permission') {
      return { environment, apiKey, permitted: standing === 'valid' }
    }
  }
  return null
}

function parseContent({ contentType, body }: Incoming): { ok: true; value: unknown } | { ok: false } {
  if (body === '') return { ok: true, value: undefined }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return { ok: true, value: Object.fromEntries(new URLSearchParams(body)) }
  }
  try {
    return { ok: true, value: JSON.parse(body) }
  } catch {
    return { ok: false }
  }
}

const largestBody = 5 * 1024 * 1024

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      if (size > largestBody) return null
      chunks.push(bytes)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

function deliverAnswer(answer: Answer, requestId: string, response: ServerResponse): void {
  deliver({ kind: 'send', answer: toWire(answer), delayMs: 0 }, requestId, response)
}
