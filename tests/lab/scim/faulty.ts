import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { listenOnLoopback } from '../loopback'
import { applyPatch, type Json } from './patch'

/** Every way in which a SCIM service, or what stands before it, is known to misbehave. */
export const scimFaults = [
  'portal-page',
  'basic-challenge',
  'sign-in-redirect',
  'moved',
  'slash-redirect',
  'ignores-token',
  'forbidden',
  'blocked-by-firewall',
  'refuses-as-page-with-bearer',
  'refuses-without-body',
  'says-expired',
  'echoes-token',
  'rate-limited',
  'server-error',
  'gateway-error',
  'not-scim',
  'no-config',
  'config-without-patch',
  'config-is-page',
  'ignores-filter',
  'unknown-is-404',
  'refuses-filter',
  'numbers-as-text',
  'no-groups',
  'no-schemas',
  'users-without-email',
  'drops-names',
  'drops-email',
  'drops-external-id',
  'drops-extension',
  'refuses-extension',
  'wants-okta-id',
  'creates-with-200',
  'creates-without-body',
  'creates-without-id',
  'answers-with-somebody-else',
  'not-found-by-name',
  'refuses-creation',
  'ignores-patch',
  'refuses-patch',
  'refuses-patch-without-path',
  'ignores-value-filter',
  'ignores-put',
  'stays-active',
  'takes-text-for-true',
  'takes-text',
  'shows-text',
  'hides-active',
  'removes-inactive',
  'cannot-reactivate',
  'keeps-removed',
  'refuses-removal',
  'keeps-names',
  'wants-version',
  'shows-late',
  'drops-members',
  'ignores-member-removal',
] as const
export type ScimFault = (typeof scimFaults)[number]

export interface FaultyScim {
  readonly base: string
  readonly origin: string
  readonly token: string
  readonly users: Map<string, Json>
  readonly groups: Map<string, Json>
  /** Method, path and body of every request. */
  readonly requests: { method: string; path: string; body: Json | null }[]
  /** Cuts the connection of this request, counted from now, and of all after it. */
  dieAfter(requests: number): void
  /** Lives again. */
  revive(): void
  close(): Promise<void>
}

const token = 'faulty-lab-Q7mZx93TkVb2Lr8Ws4Np'
const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User'
const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const listUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'

interface Reply {
  status: number
  body?: Json | string
  headers?: Record<string, string>
}

const scimError = (status: number, detail: string, scimType?: string): Reply => ({
  status,
  body: { schemas: [errorUrn], status: String(status), detail, ...(scimType ? { scimType } : {}) },
})
const page = (status: number, title: string, headers: Record<string, string> = {}): Reply => ({
  status,
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
})

/** Starts a small SCIM service at /scim/v2 that is in order but for the faults named. */
export async function startFaultyScim(...named: ScimFault[]): Promise<FaultyScim> {
  const faults = new Set<ScimFault>(named)
  const service = new Service(faults)
  const requests: FaultyScim['requests'] = []
  let left = Number.POSITIVE_INFINITY
  const server = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request)
    requests.push({ method: request.method ?? '', path: request.url ?? '', body })
    if (left <= 0) {
      request.socket.destroy()
      return
    }
    left -= 1
    send(response, service.answer(request, body))
  })
  return {
    base: `${server.origin}/scim/v2`,
    origin: server.origin,
    token,
    users: service.users,
    groups: service.groups,
    requests,
    dieAfter: (count) => {
      left = count
    },
    revive: () => {
      left = Number.POSITIVE_INFINITY
    },
    close: () => server.close(),
  }
}

async function readBody(request: IncomingMessage): Promise<Json | null> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/scim+json', ...headers })
  response.end(text)
}

class Service {
  readonly users = new Map<string, Json>()
  readonly groups = new Map<string, Json>()
  /** For services that show a change a moment later: what they showed before, and until when. */
  private readonly stale = new Map<string, { before: Json; until: number }>()
  private readonly usedNames = new Set<string>()

  constructor(private readonly faults: ReadonlySet<ScimFault>) {
    for (const userName of ['anna@acme.example', 'boris@acme.example', 'carla@acme.example']) {
      const id = randomUUID()
      const [first = ''] = userName.split('@')
      this.users.set(id, {
        schemas: [userUrn],
        id,
        userName: faults.has('users-without-email') ? first : userName,
        name: { givenName: first, familyName: 'Acme' },
        ...(faults.has('users-without-email') ? {} : { emails: [{ value: userName, type: 'work', primary: true }] }),
        active: true,
      })
    }
  }

  answer(request: IncomingMessage, body: Json | null): Reply {
    const url = new URL(request.url ?? '/', 'http://lab')
    const { faults } = this
    const inFront = this.inFront(url, request)
    if (inFront !== null) return inFront
    if (!url.pathname.startsWith('/scim/v2/')) return page(404, 'Not Found')
    const refused = this.refusal(request)
    if (refused !== null) return refused
    if (faults.has('rate-limited')) return { ...scimError(429, 'Too many'), headers: { 'retry-after': '0' } }
    if (faults.has('server-error')) return scimError(500, 'It broke')
    if (faults.has('not-scim'))
      return { status: 200, body: { users: [] }, headers: { 'content-type': 'application/json' } }
    const [, , , collection = '', id] = url.pathname.split('/')
    switch (collection) {
      case 'ServiceProviderConfig':
        return this.config()
      case 'Schemas':
        return this.schemas()
      case 'ResourceTypes':
        return faults.has('no-groups')
          ? list([resourceType('User')])
          : list([resourceType('User'), resourceType('Group')])
      case 'Users':
        return this.resources(this.users, 'userName', request, url, id, body)
      case 'Groups':
        if (faults.has('no-groups')) return scimError(404, 'No such endpoint')
        return this.resources(this.groups, 'displayName', request, url, id, body)
      default:
        return scimError(404, `There is nothing at ${url.pathname}`)
    }
  }

  private inFront(url: URL, request: IncomingMessage): Reply | null {
    const { faults } = this
    if (faults.has('portal-page')) return page(200, 'Welcome to Hotel Wi-Fi')
    if (faults.has('basic-challenge')) return page(401, 'Unauthorized', { 'www-authenticate': 'Basic realm="proxy"' })
    if (faults.has('blocked-by-firewall')) return page(403, 'Access Denied by WAF')
    if (faults.has('gateway-error')) return page(502, '502 Bad Gateway')
    if (faults.has('sign-in-redirect')) return { status: 302, headers: { location: '/login?return=scim' } }
    if (faults.has('moved')) return { status: 301, headers: { location: `https://elsewhere.invalid${url.pathname}` } }
    if (faults.has('slash-redirect') && request.method === 'GET' && !url.pathname.endsWith('/')) {
      return { status: 301, headers: { location: `${url.pathname}/${url.search}` } }
    }
    return null
  }

  private refusal(request: IncomingMessage): Reply | null {
    const { faults } = this
    const given = request.headers.authorization ?? ''
    if (faults.has('forbidden')) return scimError(403, 'The directory is inactive')
    if (given === `Bearer ${token}` || faults.has('ignores-token')) return null
    if (faults.has('echoes-token'))
      return scimError(401, `The header “${given}” is not known; ${given.slice(7, 20)}… neither`)
    if (faults.has('refuses-as-page-with-bearer'))
      return page(401, 'HTTP Status 401 – Unauthorized', { 'www-authenticate': 'Bearer realm="scim"' })
    if (faults.has('refuses-without-body')) return { status: 401 }
    if (faults.has('says-expired'))
      return {
        status: 401,
        headers: { 'www-authenticate': 'Bearer error="invalid_token", error_description="The token has expired"' },
      }
    return scimError(401, 'Unauthorized')
  }

  private config(): Reply {
    const { faults } = this
    if (faults.has('no-config')) return scimError(404, 'No such endpoint')
    if (faults.has('config-is-page')) return page(200, 'Documentation')
    const yes = { supported: true }
    return {
      status: 200,
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
        patch: { supported: !faults.has('config-without-patch') },
        bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
        filter: { ...yes, maxResults: 200 },
        changePassword: { supported: false },
        sort: { supported: false },
        etag: { supported: faults.has('wants-version') },
        authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer', description: 'Bearer token' }],
      },
    }
  }

  private schemas(): Reply {
    if (this.faults.has('no-schemas')) return scimError(404, 'No such endpoint')
    const plain = (name: string, subAttributes?: Json[]) => ({ name, ...(subAttributes ? { subAttributes } : {}) })
    return list([
      {
        id: userUrn,
        attributes: [
          plain('userName'),
          plain('name', [plain('givenName'), plain('familyName')]),
          plain('emails', [plain('value'), plain('type')]),
          plain('active'),
        ],
      },
    ])
  }

  private resources(
    store: Map<string, Json>,
    unique: string,
    request: IncomingMessage,
    url: URL,
    id: string | undefined,
    body: Json | null,
  ): Reply {
    const isUser = unique === 'userName'
    if (id === undefined || id === '') {
      if (request.method === 'GET') return this.list(store, unique, url)
      if (request.method === 'POST' && body !== null) return this.create(store, unique, body)
      return scimError(405, 'Method not allowed')
    }
    const found = store.get(decodeURIComponent(id))
    if (found === undefined) return scimError(404, 'Resource not found')
    const version = `W/"${createVersion(found)}"`
    if (request.method === 'GET') return { status: 200, body: this.shown(found), headers: { etag: version } }
    if (this.faults.has('wants-version') && request.headers['if-match'] !== version)
      return scimError(412, 'The version does not match')
    if (request.method === 'DELETE') return this.remove(store, found)
    if (body === null) return scimError(400, 'No JSON', 'invalidSyntax')
    if (request.method === 'PUT') return this.replace(store, found, body)
    return isUser ? this.patchUser(found, body) : this.patchGroup(found, body)
  }

  private list(store: Map<string, Json>, unique: string, url: URL): Reply {
    const filter = url.searchParams.get('filter')
    let all = [...store.values()]
    if (filter !== null && !this.faults.has('ignores-filter')) {
      if (this.faults.has('refuses-filter')) return scimError(400, 'Filters are not supported', 'invalidFilter')
      const wanted = new RegExp(`^${unique} eq "(.*)"$`, 'i').exec(filter)?.[1]
      if (wanted === undefined) return scimError(400, 'Only eq is supported', 'invalidFilter')
      const hidden = this.faults.has('not-found-by-name') && wanted.startsWith('signpost-')
      all = hidden ? [] : all.filter((one) => String(one[unique]).toLowerCase() === wanted.toLowerCase())
      if (all.length === 0 && this.faults.has('unknown-is-404')) return scimError(404, 'No such user')
    }
    const start = Number(url.searchParams.get('startIndex') ?? '1')
    const count = Number(url.searchParams.get('count') ?? '100')
    const shown = all.slice(start - 1, start - 1 + count).map((one) => this.shown(one))
    const number = (value: number) => (this.faults.has('numbers-as-text') ? String(value) : value)
    return {
      status: 200,
      body: {
        schemas: [listUrn],
        totalResults: number(all.length),
        startIndex: number(start),
        itemsPerPage: number(shown.length),
        Resources: shown,
      },
    }
  }

  private create(store: Map<string, Json>, unique: string, body: Json): Reply {
    const { faults } = this
    const name = String(body[unique]).toLowerCase()
    if (faults.has('refuses-creation')) return scimError(403, 'This token may only read')
    if (faults.has('refuses-extension') && enterpriseUrn in body)
      return scimError(400, `Unknown schema ${enterpriseUrn}`, 'invalidSyntax')
    if (faults.has('wants-okta-id') && unique === 'userName' && !/^00u[A-Za-z0-9]{17}$/.test(String(body.externalId)))
      return scimError(400, 'externalId must be an Okta user ID', 'invalidValue')
    const isTaken = [...store.values()].some((one) => String(one[unique]).toLowerCase() === name)
    if (isTaken || (faults.has('keeps-names') && this.usedNames.has(name)))
      return scimError(409, 'It is there already', 'uniqueness')
    this.usedNames.add(name)
    const stored: Json = { ...body, id: randomUUID() }
    if (faults.has('drops-names')) delete stored.name
    if (faults.has('drops-email')) delete stored.emails
    if (faults.has('drops-external-id')) delete stored.externalId
    if (faults.has('drops-extension')) delete stored[enterpriseUrn]
    if (faults.has('drops-members')) delete stored.members
    store.set(String(stored.id), stored)
    if (faults.has('creates-without-body')) return { status: 201 }
    if (faults.has('creates-without-id')) return { status: 201, body: { ...this.shown(stored), id: undefined } }
    if (faults.has('answers-with-somebody-else')) return { status: 201, body: [...store.values()][0] ?? stored }
    return { status: faults.has('creates-with-200') ? 200 : 201, body: this.shown(stored) }
  }

  private replace(store: Map<string, Json>, found: Json, body: Json): Reply {
    const { faults } = this
    const changed: Json = { ...body, id: found.id }
    if (faults.has('ignores-put')) return { status: 200, body: this.shown(found) }
    if (faults.has('stays-active')) changed.active = true
    if (faults.has('cannot-reactivate') && found.active === false) changed.active = false
    return this.store(store, found, changed)
  }

  private patchUser(found: Json, body: Json): Reply {
    const { faults } = this
    const operations = Array.isArray(body.Operations) ? body.Operations : []
    if (faults.has('refuses-patch')) return scimError(501, 'PATCH is not implemented')
    if (faults.has('ignores-patch')) return { status: 204 }
    if (faults.has('refuses-patch-without-path') && operations.some((one) => one.path === undefined))
      return scimError(400, 'path is required', 'invalidSyntax')
    if (faults.has('ignores-value-filter') && operations.some((one) => String(one.path).includes('[')))
      return { status: 204 }
    const changed = structuredClone(found)
    for (const operation of operations) applyPatch(changed, operation)
    if (typeof changed.active === 'string') {
      if (faults.has('takes-text-for-true')) changed.active = Boolean(changed.active)
      else if (faults.has('takes-text')) changed.active = changed.active.toLowerCase() === 'true'
      else if (!faults.has('shows-text')) return scimError(400, 'active must be a boolean', 'invalidValue')
    }
    if (faults.has('stays-active')) changed.active = true
    if (faults.has('cannot-reactivate') && found.active === false) changed.active = false
    return this.store(this.users, found, changed)
  }

  private patchGroup(found: Json, body: Json): Reply {
    const operations = Array.isArray(body.Operations) ? body.Operations : []
    const changed = structuredClone(found)
    for (const operation of operations) {
      if (this.faults.has('ignores-member-removal') && /^remove$/i.test(String(operation.op))) continue
      applyPatch(changed, operation)
    }
    return this.store(this.groups, found, changed)
  }

  private store(store: Map<string, Json>, before: Json, changed: Json): Reply {
    const id = String(changed.id)
    if (this.faults.has('shows-late')) this.stale.set(id, { before, until: Date.now() + 200 })
    if (this.faults.has('removes-inactive') && changed.active === false) store.delete(id)
    else store.set(id, changed)
    return { status: 200, body: this.shown(changed) }
  }

  private remove(store: Map<string, Json>, found: Json): Reply {
    if (this.faults.has('refuses-removal')) return scimError(405, 'DELETE is not allowed')
    if (!this.faults.has('keeps-removed')) store.delete(String(found.id))
    return { status: 204 }
  }

  private shown(resource: Json): Json {
    const late = this.stale.get(String(resource.id))
    const shown = { ...(late !== undefined && Date.now() < late.until ? late.before : resource) }
    if (this.faults.has('hides-active')) delete shown.active
    return { ...shown, meta: { resourceType: 'members' in shown ? 'Group' : 'User' } }
  }
}

function createVersion(resource: Json): string {
  let sum = 0
  for (const character of JSON.stringify(resource)) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_000_007
  return String(sum)
}

const list = (resources: Json[]): Reply => ({
  status: 200,
  body: { schemas: [listUrn], totalResults: resources.length, Resources: resources },
})
const resourceType = (name: 'User' | 'Group'): Json => ({
  id: name,
  name,
  endpoint: `/${name}s`,
  schema: name === 'User' ? userUrn : groupUrn,
})
