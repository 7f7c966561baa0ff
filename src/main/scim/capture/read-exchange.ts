import type { CaptureKind } from '../../../shared/runs/scim-capture'
import { attribute } from '../answer'
import type { CapturedExchange } from './exchange'
import { type Attributes, isAttributes, listOf } from './service/attributes'
import type { ActiveShape, ChangeShape, MemberShape } from './shapes'
import { type Sight, sightOfPath, sightsOf } from './user-attributes'

/** What one request says, read from it alone. */
export interface ExchangeFacts {
  kind: CaptureKind
  /** What tells the user or group from others: its id, else its name in lower case. */
  key: string | null
  /** The user name or group name, for showing. */
  subject: string | null
  /** The user as it was sent whole. */
  user: Attributes | null
  sights: readonly Sight[]
  /** Shapes of changes to attributes other than `active`. */
  changes: readonly ChangeShape[]
  /** What becomes of `active`. */
  active: { value: boolean; shape: ActiveShape } | null
  members: readonly MemberShape[]
  /** The attribute a look-up asks for. */
  lookUp: string | null
}

const nothing: Omit<ExchangeFacts, 'kind'> = {
  key: null,
  subject: null,
  user: null,
  sights: [],
  changes: [],
  active: null,
  members: [],
  lookUp: null,
}

/** Reads a request. Pure, and content with whatever is there. */
export function readExchange(exchange: CapturedExchange): ExchangeFacts {
  const { method, path, inside } = exchange
  const [pathname = '', query = ''] = path.split('?')
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const at = segments.findLastIndex((segment) => /^(users|groups)$/i.test(segment))
  const collection = inside ? segments[at]?.toLowerCase() : undefined
  if (collection === undefined)
    return {
      ...nothing,
      kind:
        /^\/?(serviceproviderconfigs?|resourcetypes|schemas)\b/i.test(pathname) && inside ? 'configuration' : 'other',
    }
  const id = segments[at + 1] ?? null
  const isUser = collection === 'users'
  if (method === 'GET') return readLooking(id, query)
  if (method === 'POST' && id === '.search')
    return { ...nothing, kind: 'list', lookUp: filtered(String(attribute(exchange.body, 'filter') ?? '')) }
  return isUser ? readUserChange(exchange, id) : readGroupChange(exchange, id)
}

function readLooking(id: string | null, query: string): ExchangeFacts {
  if (id !== null) return { ...nothing, kind: 'read', key: id }
  const filter = /(?:^|&)filter=([^&]*)/.exec(query)?.[1]
  return filter === undefined
    ? { ...nothing, kind: 'list' }
    : { ...nothing, kind: 'look-up', lookUp: filtered(filter.replace(/%20|\+/g, ' ').replace(/%3A/gi, ':')) }
}

const filtered = (filter: string) => /^\s*\(?\s*([A-Za-z0-9_.:$-]{1,120})/.exec(filter)?.[1] ?? null

function readUserChange({ method, body, id: answered }: CapturedExchange, id: string | null): ExchangeFacts {
  const user = isAttributes(body) ? body : null
  const named = user === null ? null : textOf(attribute(user, 'userName'))
  const key = id ?? answered ?? named?.toLowerCase() ?? null
  const base = { ...nothing, key, subject: named }
  switch (method) {
    case 'POST':
      return { ...base, kind: 'create-user', user, sights: user === null ? [] : sightsOf(user) }
    case 'PUT': {
      const active = user === null ? null : activeOf(attribute(user, 'active'), 'put', 'put-text')
      // A whole user that leaves comes because it leaves: that says nothing of whether changes are sent.
      const leaves = active?.value === false
      return {
        ...base,
        kind: leaves ? 'deactivate-user' : 'replace-user',
        user,
        sights: user === null ? [] : sightsOf(user),
        changes: leaves ? [] : ['put'],
        active: leaves ? active : null,
      }
    }
    case 'DELETE':
      return { ...base, kind: 'remove-user', active: { value: false, shape: 'delete' } }
    case 'PATCH':
      return readUserPatch(base, body)
    default:
      return { ...base, kind: 'other' }
  }
}

function readUserPatch(base: Omit<ExchangeFacts, 'kind'>, body: unknown): ExchangeFacts {
  const sights: Sight[] = []
  const changes = new Set<ChangeShape>()
  let active: ExchangeFacts['active'] = null
  for (const operation of listOf(attribute(body, 'Operations')).slice(0, 1000)) {
    const path = textOf(attribute(operation, 'path'))
    const value = attribute(operation, 'value')
    if (path !== null && path.trim() !== '') {
      if (/^(urn:ietf:params:scim:schemas:core:2\.0:User:)?active$/i.test(path.trim()))
        active = activeOf(value, 'patch-path-boolean', 'patch-path-text') ?? active
      else {
        changes.add(path.includes('[') ? 'patch-value-filter' : 'patch-path')
        sights.push(...sightOfPath(path, value))
      }
      continue
    }
    if (!isAttributes(value)) continue
    for (const [name, one] of Object.entries(value)) {
      if (/^(urn:ietf:params:scim:schemas:core:2\.0:User:)?active$/i.test(name))
        active = activeOf(one, 'patch-no-path-boolean', 'patch-no-path-text') ?? active
      else {
        const seen = sightOfPath(name, one)
        if (seen.length > 0) changes.add('patch-no-path')
        sights.push(...seen)
      }
    }
  }
  const kind = active === null ? 'change-user' : active.value ? 'reactivate-user' : 'deactivate-user'
  return {
    ...base,
    kind: changes.size > 0 && active?.value === true ? 'change-user' : kind,
    sights,
    changes: [...changes],
    active,
  }
}

function activeOf(value: unknown, asBoolean: ActiveShape, asText: ActiveShape): ExchangeFacts['active'] {
  if (typeof value === 'boolean') return { value, shape: asBoolean }
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return { value: /^true$/i.test(value), shape: asText }
  // Some clients send a list with the one value in it.
  const [only] = Array.isArray(value) && value.length === 1 ? value : []
  return isAttributes(only) ? activeOf(attribute(only, 'value'), asBoolean, asText) : null
}

function readGroupChange({ method, body, id: answered }: CapturedExchange, id: string | null): ExchangeFacts {
  const group = isAttributes(body) ? body : null
  const subject = group === null ? null : textOf(attribute(group, 'displayName'))
  const base = { ...nothing, key: id ?? answered, subject }
  const withMembers = listOf(attribute(group, 'members')).length > 0
  switch (method) {
    case 'POST':
      return { ...base, kind: 'create-group', members: withMembers ? ['create'] : [] }
    case 'PUT':
      return { ...base, kind: 'replace-group', members: ['put'] }
    case 'DELETE':
      return { ...base, kind: 'remove-group' }
    case 'PATCH': {
      const members = listOf(attribute(body, 'Operations')).slice(0, 1000).flatMap(membersOf)
      return { ...base, kind: members.length > 0 ? 'change-members' : 'change-group', members: [...new Set(members)] }
    }
    default:
      return { ...base, kind: 'other' }
  }
}

function membersOf(operation: unknown): MemberShape[] {
  const op = String(attribute(operation, 'op') ?? '').toLowerCase()
  const path =
    textOf(attribute(operation, 'path'))
      ?.trim()
      .replace(/^urn:ietf:params:scim:schemas:core:2\.0:Group:/i, '') ?? null
  const value = attribute(operation, 'value')
  const isMembers = path === null || path === '' ? attribute(value, 'members') !== undefined : /^members\b/i.test(path)
  if (!isMembers) return []
  if (op === 'add') return ['add-members']
  if (op === 'replace') return ['replace-members']
  if (path?.includes('[')) return ['remove-by-filter']
  return [listOf(value).length > 0 ? 'remove-by-value' : 'remove-all']
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.slice(0, 300) : null)
