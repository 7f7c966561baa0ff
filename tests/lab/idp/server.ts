import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { postingPage } from '../documents/pages'
import { type LoopbackServer, listenOnLoopback, type TlsIdentity } from '../loopback'
import { type FaultName, faultNames, faults } from './faults'
import { issue } from './issue'
import { labKey, type SigningKey } from './keys'
import { anotherAcs, type Misbehaviour, misbehaviourNames, misbehaviours } from './misbehaviours'
import { loginPage, page, send } from './pages'
import { type LabPerson, labUser } from './people'
import { type LabRequest, readRequest } from './request'
import { writeMetadata } from './sign'
import { type VendorName, vendors } from './vendors'

export interface LabIdpWish {
  vendor: VendorName
  key?: SigningKey
  tls?: TlsIdentity
  /** Service providers it knows: SP entity ID to ACS URL. Without it, it answers everybody. */
  registered?: Readonly<Record<string, string>>
  /** Who can sign in, by user name. Default: Alice, whom every response is about. */
  people?: Readonly<Record<string, LabPerson>>
  /** The sign-in page lets the person choose what goes wrong. */
  practice?: boolean
  now?: () => Date
}

/** What can go wrong: in the response, or on the way to it. */
export type Trouble = FaultName | Misbehaviour

/** An identity provider in a browser: metadata, a sign-in page, and a page that posts the response to the ACS URL. */
export interface LabIdp extends LoopbackServer {
  readonly entityId: string
  readonly key: SigningKey
  readonly metadataUrl: string
  readonly ssoUrl: string
  /** Every request it was sent, in order. */
  readonly requests: readonly LabRequest[]
  /** What goes wrong from now on. Also settable from outside: `PUT /fault` with the name, or nothing, as the body. */
  fault: Trouble | null
  /** The address of a sign-in it starts by itself. */
  unsolicited(audience: string, acs: string, relayState?: string): string
}

/** Everything it hands to a browser that is nobody else's business begins with this. */
export const canary = 'canary'

const secret = (what: string) => `${canary}-${what}-${randomBytes(12).toString('hex')}`

type Route = (request: IncomingMessage, url: URL, reply: ServerResponse) => Promise<void>

/** Starts the identity provider on loopback. */
export async function startLabIdp(wish: LabIdpWish): Promise<LabIdp> {
  const { vendor, registered } = wish
  const key = wish.key ?? (await labKey(vendor))
  const people: Readonly<Record<string, LabPerson>> = wish.people ?? {
    [labUser.user]: { password: labUser.password, user: {} },
  }
  const { entityId } = vendors[vendor]
  const requests: LabRequest[] = []
  const waiting = new Map<string, LabRequest>()
  const signedIn = new Map<string, { request: LabRequest; person: LabPerson; trouble: FaultName | null }>()
  const state: { fault: Trouble | null } = { fault: null }

  const routes: Readonly<Record<string, Route>> = {
    'GET /metadata': async (_, __, reply) => {
      send(reply, 200, 'application/samlmetadata+xml', writeMetadata(entityId, idp.ssoUrl, [key.certificateBase64]))
    },
    'GET /sso': async (_, url, reply) => begin(reply, readRequest(url.searchParams, 'HTTP-Redirect')),
    'POST /sso': async (incoming, _, reply) =>
      begin(reply, readRequest(new URLSearchParams(await bodyOf(incoming)), 'HTTP-POST')),
    'GET /start': async (_, { searchParams }, reply) => {
      ask(reply, {
        id: null,
        issuer: searchParams.get('spentityid'),
        acs: searchParams.get('acs'),
        relayState: searchParams.get('RelayState'),
        binding: null,
      })
    },
    'POST /login': async (incoming, _, reply) => {
      const form = new URLSearchParams(await bodyOf(incoming))
      const token = form.get('state') ?? ''
      const request = waiting.get(token)
      if (!request) return page(reply, 400, 'Session lost', 'Start again from the application.')
      const name = form.get('username') ?? ''
      const person = Object.hasOwn(people, name) ? people[name] : undefined
      if (person === undefined || form.get('password') !== person.password) {
        return login(reply, token, 'Wrong user name or password.')
      }
      waiting.delete(token)
      const trouble = readTrouble(form.get('fault')) ?? state.fault
      const session = secret('session')
      const fault = trouble !== null && isFault(trouble) ? trouble : null
      const answerTo = (acs: string | null) =>
        signedIn.set(session, { request: { ...request, acs }, person, trouble: fault })
      answerTo(request.acs)
      const next = `/continue?session_token=${session}`
      reply.setHeader('set-cookie', `lab_session=${secret('cookie')}; HttpOnly; Path=/`)
      if (trouble !== null && !isFault(trouble)) return misbehaviours[trouble](reply, { next, answerTo })
      reply.writeHead(302, { location: next, 'cache-control': 'no-store' }).end()
    },
    'GET /continue': async (_, { searchParams }, reply) => {
      const session = signedIn.get(searchParams.get('session_token') ?? '')
      if (!session) return page(reply, 400, 'Session lost', 'Start again from the application.')
      await answer(reply, session.request, session.person, session.trouble)
    },
    [`POST ${anotherAcs}`]: async (_, __, reply) => {
      page(reply, 200, 'Another application', 'It expects nobody.')
    },
    'PUT /fault': async (incoming, _, reply) => {
      const name = (await bodyOf(incoming)).trim()
      const trouble = readTrouble(name)
      if (name !== '' && trouble === null) return send(reply, 404, 'text/plain', `no fault ${name}`)
      state.fault = trouble
      send(reply, 204, 'text/plain', '')
    },
  }

  function begin(reply: ServerResponse, request: LabRequest | null): void {
    if (request) {
      requests.push(request)
      ask(reply, request)
    } else page(reply, 400, 'Unsupported request', 'There is no SAMLRequest that can be read.')
  }

  function ask(reply: ServerResponse, request: LabRequest): void {
    const known = registered && (request.issuer === null ? undefined : registered[request.issuer])
    if (registered && known === undefined) {
      page(reply, 400, 'Unknown application', `No application is registered as ${request.issuer}.`)
    } else if (known !== undefined && request.acs !== null && request.acs !== known) {
      page(reply, 400, 'Unknown reply address', `${request.acs} is not registered for ${request.issuer}.`)
    } else {
      const token = randomBytes(16).toString('hex')
      waiting.set(token, { ...request, acs: request.acs ?? known ?? null })
      login(reply, token, null)
    }
  }

  function login(reply: ServerResponse, token: string, complaint: string | null): void {
    const cookie = `lab_csrf=${secret('csrf-cookie')}; HttpOnly; Path=/`
    const practice = wish.practice
      ? [
          { title: 'In the response', names: faultNames },
          { title: 'On the way', names: misbehaviourNames },
        ]
      : []
    const names = Object.keys(people).join(', ')
    const hint = wish.practice ? `Practice lab: ${names}. The password is ${labUser.password}.` : null
    const secrets = { csrf_token: secret('csrf') }
    loginPage(reply, { title: 'Sign in to Example', state: token, complaint, practice, hint, secrets }, cookie)
  }

  async function answer(
    reply: ServerResponse,
    { acs, issuer, id, relayState }: LabRequest,
    person: LabPerson,
    fault: FaultName | null,
  ): Promise<void> {
    if (acs === null || issuer === null) return page(reply, 400, 'No reply address', 'The request names none.')
    const { base64 } = await issue(vendor, {
      key,
      acs,
      audience: issuer,
      requestId: id,
      at: wish.now?.() ?? new Date(),
      ...(wish.people ? { person } : {}),
      ...(fault ? { fault } : {}),
    })
    const fields = { SAMLResponse: base64, ...(relayState === null ? {} : { RelayState: relayState }) }
    send(reply, 200, 'text/html; charset=utf-8', postingPage(acs, fields))
  }

  const server = await listenOnLoopback((incoming, reply) => {
    const url = new URL(incoming.url ?? '/', 'http://lab')
    const route = routes[`${incoming.method} ${url.pathname}`]
    if (!route) return page(reply, 404, 'Not found', 'There is nothing here.')
    route(incoming, url, reply).catch((error: unknown) => send(reply, 500, 'text/plain', String(error)))
  }, wish.tls)

  const idp: LabIdp = {
    ...server,
    entityId,
    key,
    metadataUrl: `${server.origin}/metadata`,
    ssoUrl: `${server.origin}/sso`,
    requests,
    get fault() {
      return state.fault
    },
    set fault(trouble) {
      state.fault = trouble
    },
    unsolicited: (audience, acs, relayState) => {
      const query = new URLSearchParams({
        spentityid: audience,
        acs,
        ...(relayState === undefined ? {} : { RelayState: relayState }),
      })
      return `${server.origin}/start?${query}`
    },
  }
  return idp
}

const isFault = (trouble: Trouble): trouble is FaultName => Object.hasOwn(faults, trouble)

function readTrouble(name: string | null): Trouble | null {
  return [...faultNames, ...misbehaviourNames].find((known) => known === name) ?? null
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
