import { attribute, schemas } from '../../answer'
import { type Attributes, listOf, type ResourceType } from './attributes'
import { largestPage, resourceTypes, schemaDocuments, serviceProviderConfig } from './documents'
import { errorBody, ScimRefusal } from './error'
import { type Filter, fits, readFilter } from './filter'
import { applyChange, type Change, readChanges } from './patch'
import { acceptResource, everything, readSelection, type Selection, shown } from './resource'
import { type Kept, memberKey, Store } from './store'

/** A request that has passed the door: its token is right and its body is read. */
export interface ServiceRequest {
  method: string
  /** Below the base, for example `/Users/1`. */
  path: string
  query: URLSearchParams
  /** Header names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  body: unknown
  /** The address of the service as the client knows it. */
  base: string
}

export interface ServiceAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  /** Text: JSON that is written already. */
  body: object | string | null
  /** The resource it is about. */
  id: string | null
}

interface Collection {
  type: ResourceType
  store: Store
}

/**
 * A SCIM 2.0 service that keeps its users and groups in memory. Sources: RFC 7643, RFC 7644. Not offered, and said so in its
 * configuration: bulk, sorting, passwords, `/Me`.
 */
export class ScimService {
  private readonly collections: Readonly<Record<string, Collection>>
  /** The groups of a user, for its `groups`. */
  private readonly groupsOf = new Map<string, Set<string>>()

  constructor(now: () => number) {
    this.collections = {
      users: { type: 'User', store: new Store('User', now) },
      groups: { type: 'Group', store: new Store('Group', now) },
    }
  }

  /** How many users and groups it holds. */
  get sizes(): { users: number; groups: number } {
    return { users: this.collections.users?.store.size ?? 0, groups: this.collections.groups?.store.size ?? 0 }
  }

  answer(request: ServiceRequest): ServiceAnswer {
    try {
      return this.route(request)
    } catch (error) {
      if (error instanceof ScimRefusal) return refusal(error)
      throw error
    }
  }

  private route(request: ServiceRequest): ServiceAnswer {
    const [, first = '', id, ...more] = request.path.split('/')
    const name = first.toLowerCase()
    const collection = Object.hasOwn(this.collections, name) ? this.collections[name] : undefined
    if (more.length > 0) throw noSuchPath()
    if (collection !== undefined) {
      if (id === '.search') return this.search([collection], request)
      if (id === undefined || id === '') return this.onCollection(collection, request)
      return this.onResource(collection, decoded(id), request)
    }
    if (first === '.search' && id === undefined) return this.search(Object.values(this.collections), request)
    if (name === 'bulk' || name === 'me') throw new ScimRefusal(501, `/${first} is not offered here.`)
    return described(request, name, id)
  }

  private onCollection(collection: Collection, request: ServiceRequest): ServiceAnswer {
    if (request.method === 'GET') return this.list([collection], request.query, request.base)
    if (request.method === 'POST') return this.create(collection, request)
    throw notAllowed('GET, POST')
  }

  private onResource(collection: Collection, id: string, request: ServiceRequest): ServiceAnswer {
    const { store, type } = collection
    const kept = store.kept(id)
    const tag = etagOf(kept.version)
    if (request.method === 'GET') {
      if (tagMatches(request.headers['if-none-match'], tag))
        return { status: 304, headers: { etag: tag }, body: null, id }
      return this.shows(collection, id, selectionOf(request.query), request.base, 200)
    }
    const condition = request.headers['if-match']
    if (condition !== undefined && !tagMatches(condition, tag))
      throw new ScimRefusal(412, 'The resource has changed since that version was read.')
    switch (request.method) {
      case 'PUT': {
        const before = [...(store.members(id)?.keys() ?? [])]
        store.replace(id, acceptResource(request.body, type))
        if (type === 'Group') this.noteMembers(id, [...before, ...(store.members(id)?.keys() ?? [])])
        break
      }
      case 'PATCH':
        this.patch(collection, id, request.body)
        // A group is not shown again for each member that comes or goes. Source: RFC 7644 section 3.5.2
        if (type === 'Group' && request.query.get('attributes') === null)
          return { status: 204, headers: { etag: etagOf(store.kept(id).version) }, body: null, id }
        break
      case 'DELETE':
        this.remove(collection, id)
        return { status: 204, headers: {}, body: null, id }
      default:
        throw notAllowed('GET, PUT, PATCH, DELETE')
    }
    return this.shows(collection, id, selectionOf(request.query), request.base, 200)
  }

  private create(collection: Collection, request: ServiceRequest): ServiceAnswer {
    const { store, type } = collection
    const resource = acceptResource(request.body, type)
    const { id } = store.create(resource)
    if (type === 'Group') this.noteMembers(id, store.members(id)?.keys() ?? [])
    const answer = this.shows(collection, id, selectionOf(request.query), request.base, 201)
    return { ...answer, headers: { etag: answer.headers.etag ?? '', location: locationOf(type, id, request.base) } }
  }

  private remove({ store, type }: Collection, id: string): void {
    if (type === 'Group') for (const member of store.members(id)?.keys() ?? []) this.groupsOf.get(member)?.delete(id)
    store.remove(id)
    if (type === 'Group') return
    const groups = this.collections.groups?.store
    for (const group of this.groupsOf.get(id) ?? []) groups?.changeMembers(group, (members) => members.delete(id))
    this.groupsOf.delete(id)
  }

  /** Carries out all changes or none. Source: RFC 7644 section 3.5.2 */
  private patch({ store, type }: Collection, id: string, body: unknown): void {
    const changes = readChanges(body, type)
    const ofMembers = type === 'Group' ? changes.filter(isOfMembers) : []
    for (const change of ofMembers) checkMemberChange(change)
    const others = changes.filter((change) => !ofMembers.includes(change))
    if (others.length > 0) {
      const resource = store.read(id)
      for (const change of others) applyChange(resource, change, type)
      store.change(id, acceptResource(resource, type))
    } else store.touch(id)
    if (ofMembers.length > 0)
      this.noteMembers(
        id,
        store.changeMembers(id, (members) => ofMembers.flatMap((change) => changeMembers(members, change))),
      )
  }

  /** Keeps the way back from a user to its groups, for the members named. */
  private noteMembers(group: string, touched: Iterable<string>): void {
    const members = this.collections.groups?.store.members(group)
    for (const member of touched) {
      const groups = this.groupsOf.get(member) ?? new Set()
      if (members?.has(member)) groups.add(group)
      else groups.delete(group)
      this.groupsOf.set(member, groups)
    }
  }

  /** Source: RFC 7644 section 3.4.3 */
  private search(collections: readonly Collection[], { method, body, base }: ServiceRequest): ServiceAnswer {
    if (method !== 'POST') throw notAllowed('POST')
    const query = new URLSearchParams()
    for (const name of ['filter', 'startIndex', 'count', 'attributes', 'excludedAttributes']) {
      const value = attribute(body, name)
      if (value !== undefined && value !== null) query.set(name, Array.isArray(value) ? value.join(',') : String(value))
    }
    return this.list(collections, query, base)
  }

  /** One page of what fits, from one collection after the other. */
  private list(collections: readonly Collection[], query: URLSearchParams, base: string): ServiceAnswer {
    const startIndex = Math.max(1, wholeNumber(query, 'startIndex') ?? 1)
    const count = Math.min(largestPage, Math.max(0, wholeNumber(query, 'count') ?? largestPage))
    const text = query.get('filter')
    const selection = selectionOf(query)
    const resources: Attributes[] = []
    let total = 0
    for (const collection of collections) {
      const filter = text === null ? null : readFilter(text, collection.type)
      const skip = Math.max(0, startIndex - 1 - total)
      const found = this.find(collection, filter, skip, count - resources.length, base)
      total += found.total
      for (const id of found.ids)
        resources.push(shown(this.whole(collection, id, base, selection), selection, collection.type))
    }
    const numbers = { totalResults: total, startIndex, itemsPerPage: resources.length }
    return { status: 200, headers: {}, id: null, body: { schemas: [schemas.list], ...numbers, Resources: resources } }
  }

  private find(collection: Collection, filter: Filter | null, skip: number, count: number, base: string) {
    const { store, type } = collection
    const ids: string[] = []
    let total = 0
    for (const id of (filter === null ? null : this.candidates(collection, filter)) ?? store.all()) {
      if (filter !== null && !fits(this.whole(collection, id, base, everything), filter, type)) continue
      total += 1
      if (total > skip && ids.length < count) ids.push(id)
    }
    return { total, ids }
  }

  /** The one user an equality of user name or id can mean: identity providers look nobody up in another way. */
  private candidates({ store, type }: Collection, filter: Filter): readonly string[] | null {
    if (filter.is === 'and') {
      for (const part of filter.parts) {
        const found = this.candidates({ store, type }, part)
        if (found !== null) return found
      }
      return null
    }
    if (filter.is !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string') return null
    const { extension, name, sub } = filter.path
    if (extension !== null || sub !== null) return null
    if (name.toLowerCase() === 'id') return store.has(filter.value) ? [filter.value] : []
    if (type !== 'User' || name.toLowerCase() !== 'username') return null
    const id = store.idOfName(filter.value)
    return id === null ? [] : [id]
  }

  private shows(collection: Collection, id: string, selection: Selection, base: string, status: number): ServiceAnswer {
    const { store, type } = collection
    const body =
      this.written(collection, id, base, selection) ??
      shown(this.whole(collection, id, base, selection), selection, type)
    return { status, headers: { etag: etagOf(store.kept(id).version) }, body, id }
  }

  /** A user as it is shown whole, made from the text it is kept as; null where that does not do. */
  private written({ store, type }: Collection, id: string, base: string, selection: Selection): string | null {
    if (type !== 'User' || selection !== everything || (this.groupsOf.get(id)?.size ?? 0) > 0) return null
    const added = JSON.stringify({ id, meta: metaOf(type, store.kept(id), base) })
    return `${store.json(id).slice(0, -1)},${added.slice(1)}`
  }

  /** A resource with what the service adds to it; its members only where they are wanted. */
  private whole({ store, type }: Collection, id: string, base: string, { without }: Selection): Attributes {
    const result = store.read(id)
    result.id = id
    if (type === 'Group') {
      delete result.members
      const hidden = without.some((name) => name.toLowerCase() === 'members')
      const members = hidden ? null : store.members(id)
      if (members !== null && members.size > 0) result.members = [...members.values()]
    } else {
      const groups = this.groupsOf.get(id)
      if (groups !== undefined && groups.size > 0) result.groups = [...groups].map((value) => this.groupOf(value, base))
    }
    result.meta = metaOf(type, store.kept(id), base)
    return result
  }

  private groupOf(id: string, base: string): Attributes {
    const group = this.collections.groups?.store.read(id)
    return { value: id, $ref: locationOf('Group', id, base), display: group?.displayName, type: 'direct' }
  }
}

const collectionPaths: Readonly<Record<ResourceType, string>> = { User: 'Users', Group: 'Groups' }
const locationOf = (type: ResourceType, id: string, base: string) => `${base}/${collectionPaths[type]}/${id}`

function metaOf(type: ResourceType, { id, version, createdAt, changedAt }: Kept, base: string): Attributes {
  const created = new Date(createdAt).toISOString()
  return {
    resourceType: type,
    created,
    lastModified: changedAt === createdAt ? created : new Date(changedAt).toISOString(),
    location: locationOf(type, id, base),
    version: etagOf(version),
  }
}

const etagOf = (version: number) => `W/"${version}"`

/** Weak comparison. Source: RFC 9110 section 8.8.3.2 */
function tagMatches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  const bare = (one: string) => one.trim().replace(/^W\//, '')
  return header.split(',').some((one) => one.trim() === '*' || bare(one) === bare(tag))
}

const selectionOf = (query: URLSearchParams) => readSelection(query.get('attributes'), query.get('excludedAttributes'))

function wholeNumber(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null || text.trim() === '') return null
  if (!/^\s*[+-]?\d{1,9}\s*$/.test(text)) throw new ScimRefusal(400, `${name} is a whole number.`, 'invalidValue')
  return Number(text)
}

const noSuchPath = () => new ScimRefusal(404, 'There is nothing at this path.')
const notAllowed = (allow: string) => new ScimRefusal(405, `Here goes ${allow} only.`, null, { allow })

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw noSuchPath()
  }
}

/** The answer that turns a request down. */
export function refusal(error: ScimRefusal): ServiceAnswer {
  return { status: error.status, headers: error.headers, body: errorBody(error), id: null }
}

/** The documents that describe the service. They take no filter. Source: RFC 7644 section 4 */
function described({ method, query, base }: ServiceRequest, name: string, id: string | undefined): ServiceAnswer {
  const documents: Readonly<Record<string, () => Attributes | Attributes[]>> = {
    serviceproviderconfig: () => serviceProviderConfig(base),
    serviceproviderconfigs: () => serviceProviderConfig(base),
    resourcetypes: () => resourceTypes(base),
    schemas: () => schemaDocuments(base),
  }
  const read = Object.hasOwn(documents, name) ? documents[name] : undefined
  if (read === undefined) throw noSuchPath()
  if (method !== 'GET') throw notAllowed('GET')
  if (query.get('filter') !== null) throw new ScimRefusal(403, 'These documents take no filter.')
  const found = read()
  if (!Array.isArray(found)) return { status: 200, headers: {}, body: found, id: null }
  if (id === undefined || id === '') {
    const list = {
      schemas: [schemas.list],
      totalResults: found.length,
      startIndex: 1,
      itemsPerPage: found.length,
      Resources: found,
    }
    return { status: 200, headers: {}, body: list, id: null }
  }
  const wanted = decoded(id).toLowerCase()
  const one = found.find((document) => String(document.id).toLowerCase() === wanted)
  if (one === undefined) throw noSuchPath()
  return { status: 200, headers: {}, body: one, id: null }
}

const isOfMembers = ({ target }: Change) =>
  target !== null && target.path.extension === null && target.path.name.toLowerCase() === 'members'

function checkMemberChange({ op, target, value }: Change): void {
  if (target?.path.sub != null || (target?.filter != null && op !== 'remove'))
    throw new ScimRefusal(400, 'Of a member only its presence can be changed.', 'mutability')
  if (op !== 'remove' && listOf(value).some((member) => memberKey(member) === null))
    throw new ScimRefusal(400, 'A member wants a value.', 'invalidValue')
}

/** A change of who is in a group, made on the members alone; gives back who it touched. */
function changeMembers(members: Map<string, unknown>, { op, target, value }: Change): string[] {
  const filter = target?.filter ?? null
  const given = listOf(value)
  const keys = given.flatMap((member) => memberKey(member) ?? [])
  const removed =
    op === 'add'
      ? []
      : filter !== null
        ? fitting(members, filter)
        : op === 'remove' && given.length > 0
          ? keys
          : [...members.keys()]
  for (const key of removed) members.delete(key)
  if (op === 'remove') return removed
  for (const member of given)
    members.set(memberKey(member) ?? '', typeof member === 'object' ? member : { value: member })
  return [...removed, ...keys]
}

function fitting(members: ReadonlyMap<string, unknown>, filter: Filter): string[] {
  const byValue = filter.is === 'compare' && filter.operator === 'eq' && filter.path.name.toLowerCase() === 'value'
  if (byValue) return [String(filter.value)]
  return [...members].flatMap(([key, member]) => (fits(member, filter, 'Group') ? [key] : []))
}
