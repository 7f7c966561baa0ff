import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type LoopbackServer, listenOnLoopback, type TlsIdentity } from '../loopback'
import { applyPatch, type Json } from './patch'

/** An answer before it is sent. A body that is a text or bytes goes out as it stands. */
export interface StyledReply {
  status: number
  body?: Json | string | Buffer
  headers?: Record<string, string>
}

/** What a style sees of a request. `path` is below the base, without the query. */
export interface StyledRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Json | null
  /** Whether it carries the right token. */
  authorized: boolean
}

/** How one product differs from the plain service. Each hook sees what the plain service would do. */
export interface ScimStyle {
  /** Where the service is. */
  base?: string
  /** Nobody is there at the beginning. */
  empty?: boolean
  /** Answers in the service's place; null leaves it to the service. */
  instead?(request: StyledRequest, service: StyledService): StyledReply | null
  /** What is stored of a user that is created or changed. */
  keep?(user: Json): Json
  /** What is shown of a user or a group. */
  show?(resource: Json, request: StyledRequest): Json
  /** The answer as it goes out. */
  reply?(reply: StyledReply, request: StyledRequest, service: StyledService): StyledReply
  /** Destroys the connection once an answer is out. */
  cuts?: boolean
}

export interface StyledScim {
  readonly base: string
  readonly token: string
  readonly service: StyledService
  close(): Promise<void>
}

const token = 'styled-lab-H4kPw82QnVb6Rt1Zs9Mx'
const urn = (name: string) => `urn:ietf:params:scim:schemas:core:2.0:${name}`
const message = (name: string) => `urn:ietf:params:scim:api:messages:2.0:${name}`

export const scimError = (status: number, detail: string, scimType?: string): StyledReply => ({
  status,
  body: { schemas: [message('Error')], status: String(status), detail, ...(scimType ? { scimType } : {}) },
})
export const htmlPage = (status: number, title: string, headers: Record<string, string> = {}): StyledReply => ({
  status,
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  headers: { 'content-type': 'text/html', ...headers },
})

/** Starts a plain SCIM 2.0 service that has no faults but those of its style. */
export async function startStyledScim(style: ScimStyle, tls?: TlsIdentity): Promise<StyledScim> {
  const service = new StyledService(style)
  const base = style.base ?? '/scim/v2'
  const server: LoopbackServer = await listenOnLoopback(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://lab')
    const within = url.pathname === base || url.pathname.startsWith(`${base}/`)
    const { status, body, headers } = service.answer({
      method: request.method ?? '',
      path: within ? url.pathname.slice(base.length) : `outside${url.pathname}`,
      query: url.searchParams,
      headers: request.headers,
      body: await readJson(request),
      authorized: request.headers.authorization === `Bearer ${token}`,
    })
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body)
    response.writeHead(status, { 'content-type': 'application/scim+json', ...headers })
    response.end(isRaw ? body : body === undefined ? '' : JSON.stringify(body), () => {
      if (style.cuts) request.socket.destroy()
    })
  }, tls)
  return { base: `${server.origin}${base}`, token, service, close: () => server.close() }
}

async function readJson(request: IncomingMessage): Promise<Json | null> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}

export class StyledService {
  readonly users = new Map<string, Json>()
  readonly groups = new Map<string, Json>()
  /** When each was made, ms. */
  readonly born = new Map<string, number>()
  /** Method and path of every request. */
  readonly requests: string[] = []

  constructor(private readonly style: ScimStyle) {
    if (style.empty) return
    const user = { userName: 'anna@acme.example', name: { givenName: 'Anna', familyName: 'Acme' }, active: true }
    this.add(this.users, {
      ...user,
      emails: [{ value: user.userName, type: 'work', primary: true }],
      externalId: 'a-1',
    })
  }

  /** How many users and groups there are beyond those that were there from the beginning. */
  get left(): number {
    return this.users.size - (this.style.empty ? 0 : 1) + this.groups.size
  }

  answer(request: StyledRequest): StyledReply {
    this.requests.push(`${request.method} ${request.path}`)
    const reply = this.style.instead?.(request, this) ?? this.plain(request)
    return this.style.reply?.(reply, request, this) ?? reply
  }

  plain(request: StyledRequest): StyledReply {
    const [, collection = '', id] = request.path.split('/')
    if (request.path.startsWith('outside')) return htmlPage(404, 'Not Found')
    if (!request.authorized) return scimError(401, 'Unauthorized')
    switch (collection) {
      case 'ServiceProviderConfig':
        return { status: 200, body: config }
      case 'ResourceTypes':
        return this.list(
          [
            { name: 'User', endpoint: '/Users' },
            { name: 'Group', endpoint: '/Groups' },
          ],
          request,
        )
      case 'Users':
        return this.resource(this.users, request, id)
      case 'Groups':
        return this.resource(this.groups, request, id)
      default:
        return scimError(404, 'No such endpoint')
    }
  }

  private resource(store: Map<string, Json>, request: StyledRequest, id: string | undefined): StyledReply {
    const { method, body, query } = request
    const isUser = store === this.users
    const keep = (one: Json) => (isUser ? (this.style.keep?.(one) ?? one) : one)
    const unique = isUser ? 'userName' : 'displayName'
    if (id === undefined) {
      if (method === 'GET') return this.list(found([...store.values()], query.get('filter')), request)
      if (method !== 'POST' || body === null) return scimError(405, 'Not allowed')
      const wanted = keep(body)
      if ([...store.values()].some((one) => same(one[unique], wanted[unique])))
        return scimError(409, 'It is there already', 'uniqueness')
      const made = this.add(store, wanted)
      return { status: 201, body: this.shown(made, request) }
    }
    const held = store.get(decodeURIComponent(id))
    if (held === undefined) return scimError(404, `Resource ${id} not found`)
    if (method === 'DELETE') {
      store.delete(held.id)
      return { status: 204 }
    }
    const changed = method === 'PATCH' ? patched(held, body) : method === 'PUT' ? { ...body, id: held.id } : held
    if (typeof changed.active === 'string') changed.active = changed.active.toLowerCase() === 'true'
    if (method !== 'GET') store.set(held.id, keep(changed))
    return { status: 200, body: this.shown(store.get(held.id) ?? changed, request) }
  }

  private add(store: Map<string, Json>, resource: Json): Json {
    const id = randomUUID()
    const made = { schemas: [urn(store === this.users ? 'User' : 'Group')], ...resource, id }
    store.set(id, made)
    this.born.set(id, Date.now())
    return made
  }

  private shown(resource: Json, request: StyledRequest): Json {
    return this.style.show?.(structuredClone(resource), request) ?? resource
  }

  list(all: Json[], request: StyledRequest): StyledReply {
    const start = Math.max(1, Number(request.query.get('startIndex') ?? 1))
    const count = Math.max(0, Number(request.query.get('count') ?? 100))
    const page = all.slice(start - 1, start - 1 + count).map((one) => this.shown(one, request))
    const numbers = { totalResults: all.length, startIndex: start, itemsPerPage: page.length }
    return { status: 200, body: { schemas: [message('ListResponse')], ...numbers, Resources: page } }
  }
}

const yes = { supported: true }
const config: Json = {
  schemas: [urn('ServiceProviderConfig')],
  patch: yes,
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { ...yes, maxResults: 200 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer', description: 'Bearer token' }],
}

const same = (one: unknown, other: unknown) => String(one).toLowerCase() === String(other).toLowerCase()

function patched(resource: Json, body: Json | null): Json {
  const changed = structuredClone(resource)
  for (const operation of body?.Operations ?? []) applyPatch(changed, operation)
  return changed
}

/** The resources a filter of the form `attribute eq|sw "value"` leaves. */
function found(all: Json[], filter: string | null): Json[] {
  const [, name = '', operator, quoted = '""'] = /^(\w+) (eq|sw) (".*")$/i.exec(filter ?? '') ?? []
  if (filter === null) return all
  const value = String(JSON.parse(quoted)).toLowerCase()
  return all.filter((one) => {
    const held = String(one[name] ?? '').toLowerCase()
    return operator === 'sw' ? held.startsWith(value) : held === value
  })
}
