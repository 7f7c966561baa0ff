import { randomUUID } from 'node:crypto'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'
import { type LoopbackServer, listenOnLoopback } from '../loopback'

/** A SCIM service nobody here wrote: scimmy with its routers, over a store in memory. */
export interface ScimmyLab {
  readonly base: string
  readonly token: string
  readonly users: Map<string, StoredResource>
  readonly groups: Map<string, StoredResource>
  /** Method and path of every request that came in. */
  readonly requests: string[]
  close(): Promise<void>
}

export type StoredResource = Record<string, unknown> & { id: string }

const token = 'scimmy-lab-4fGq7Zr2Lw9Xk1Vn'
let stores: { users: Map<string, StoredResource>; groups: Map<string, StoredResource> } | null = null

/** Starts the service. scimmy keeps its resource types for the whole process, so one runs at a time. */
export async function startScimmy(): Promise<ScimmyLab> {
  const users = new Map<string, StoredResource>()
  const groups = new Map<string, StoredResource>()
  if (stores === null) declareResources()
  stores = { users, groups }
  const requests: string[] = []
  const app = express()
  app.use((request, _response, next) => {
    requests.push(`${request.method} ${request.url}`)
    next()
  })
  app.use(
    '/scim/v2',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request: { header(name: string): string | undefined }) => {
        if (request.header('authorization') !== `Bearer ${token}`) throw new Error('Authorization not detected!')
        return ''
      },
    }),
  )
  const server: LoopbackServer = await listenOnLoopback(app)
  return { base: `${server.origin}/scim/v2`, token, users, groups, requests, close: () => server.close() }
}

function declareResources(): void {
  SCIMMY.Resources.declare(SCIMMY.Resources.User)
    .ingress((resource, data) => write('users', 'userName', resource, data))
    .egress((resource) => read('users', resource))
    .degress((resource) => forget('users', resource))
  SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false)
  SCIMMY.Resources.declare(SCIMMY.Resources.Group)
    .ingress((resource, data) => write('groups', 'displayName', resource, data))
    .egress((resource) => read('groups', resource))
    .degress((resource) => forget('groups', resource))
}

interface Wanted {
  id?: string
  filter?: { match(values: object[]): object[] }
}

const held = (kind: 'users' | 'groups') => stores?.[kind] ?? new Map<string, StoredResource>()
const notFound = () => new SCIMMY.Types.Error(404, '', 'Resource not found')

/** scimmy types what it is handed as its own classes; what is handed over here is plain JSON of the same shape. */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value))

function write(kind: 'users' | 'groups', unique: string, { id = randomUUID() }: Wanted, data: object) {
  const store = held(kind)
  const stored: StoredResource = { ...asJson(data), id }
  const isTaken = [...store.values()].some(
    (one) => one.id !== id && String(one[unique]).toLowerCase() === String(stored[unique]).toLowerCase(),
  )
  if (isTaken) throw new SCIMMY.Types.Error(409, 'uniqueness', `${unique} is taken`)
  store.set(id, stored)
  return asJson(stored)
}

function read(kind: 'users' | 'groups', { id, filter }: Wanted) {
  const all = [...held(kind).values()]
  if (id === undefined) return asJson(filter === undefined ? all : filter.match(all))
  const found = held(kind).get(id)
  if (found === undefined) throw notFound()
  return asJson(found)
}

function forget(kind: 'users' | 'groups', { id }: Wanted): void {
  if (id === undefined || !held(kind).delete(id)) throw notFound()
}
