import { setTimeout as pause } from 'node:timers/promises'
import type { Host } from '../../host/host'
import { type Answer, attribute, type Exchange } from '../answer'
import type { ScimClient, ScimRequest } from '../client'
import { isOurGroup, isOurUser } from './marker'
import type { Remnant } from './observation'

/** A resource of the rehearsal's own. */
export interface OurResource {
  kind: Remnant['kind']
  id: string
  /** Whether the service showed the mark of a rehearsal under this id. */
  marked: boolean
}

const collections = { user: '/Users', group: '/Groups' } as const

export function pathOf({ kind, id }: Pick<OurResource, 'kind' | 'id'>): string {
  return `${collections[kind]}/${encodeURIComponent(id)}`
}

export const collectionOf = (kind: Remnant['kind']) => collections[kind]

/** Whether a resource carries the mark of a rehearsal. */
export function isOurs(kind: Remnant['kind'], resource: unknown): boolean {
  return kind === 'user' ? isOurUser(resource) : isOurGroup(resource)
}

export function idOf(resource: unknown): string | null {
  const id = attribute(resource, 'id')
  if (typeof id === 'string' && id !== '') return id
  return typeof id === 'number' ? String(id) : null
}

/** The id of a resource that was just created, from the answer or from where the answer says it is; null when neither tells. */
export function createdId(kind: Remnant['kind'], { answer, json }: Exchange, base: string): string | null {
  if (!succeeded(answer)) return null
  const id = idOf(json)
  if (id !== null || answer.location === null || !URL.canParse(answer.location, base)) return id
  const last = new URL(answer.location, base).pathname.split(`${collections[kind]}/`).slice(1).at(-1) ?? ''
  if (last === '' || last.includes('/')) return null
  try {
    return decodeURIComponent(last)
  } catch {
    return null
  }
}

export const succeeded = ({ status }: Answer) => status !== null && status >= 200 && status < 300
/** Whether something may have been made by a request that was answered like this: not when the service turned it down. */
export const mayHaveMade = ({ status }: Answer) => status === null || status < 400 || status >= 500
export const isGone = ({ status }: Answer) => status === 404 || status === 410

/** The pauses, milliseconds, after which a change is looked for again before it counts as not made. */
const pauses = [250, 750, 1500]

/** How long services are waited for that show a change a moment later: less, once waiting has turned out to be in vain. */
const patience = new WeakMap<Host, readonly number[]>()

/** Reads a resource until what is looked for is there. */
export function readUntil(
  client: ScimClient,
  resource: OurResource,
  there: (exchange: Exchange) => boolean,
): Promise<Exchange> {
  return askUntil(client, pathOf(resource), there)
}

/** Asks for a path until what is looked for is there. */
export async function askUntil(
  client: ScimClient,
  path: string,
  there: (exchange: Exchange) => boolean,
): Promise<Exchange> {
  const { host } = client
  let exchange = await client.ask({ path })
  for (const waitMs of patience.get(host) ?? pauses) {
    if (there(exchange) || exchange.answer.failure !== null) return exchange
    await pause(waitMs, undefined, { signal: host.signal }).catch(() => undefined)
    exchange = await client.ask({ path })
  }
  if (!there(exchange)) patience.set(host, pauses.slice(0, 1))
  return exchange
}

/**
 * Changes a resource of the rehearsal. A service that wants to know which version is meant (412, 428) is told the present
 * one. Source: RFC 7644 section 3.14
 */
export async function change(
  client: ScimClient,
  resource: OurResource,
  request: Omit<ScimRequest, 'path'>,
): Promise<Exchange> {
  const path = pathOf(resource)
  const first = await client.ask({ ...request, path })
  if (first.answer.status !== 412 && first.answer.status !== 428) return first
  const present = await client.ask({ path })
  const version = present.etag ?? attribute(attribute(present.json, 'meta'), 'version')
  return typeof version === 'string' ? client.ask({ ...request, path, version }) : first
}

/** What removing a resource came to. `inactive`: the service keeps it, and shows it as inactive from then on. */
export type Removal = { done: true } | { done: false; refusal: Answer | null; name: string | null; inactive: boolean }

/**
 * Removes a resource of a rehearsal. It is read first, and nothing is removed that does not carry the mark of a rehearsal:
 * a service may answer for another than it was asked for.
 */
export async function remove(client: ScimClient, resource: OurResource): Promise<Removal> {
  const before = await client.ask({ path: pathOf(resource) })
  const isShown = succeeded(before.answer)
  if (!isShown && !resource.marked)
    return isGone(before.answer) ? { done: true } : { done: false, refusal: before.answer, name: null, inactive: false }
  if (isShown && !isOurs(resource.kind, before.json)) return { done: false, refusal: null, name: null, inactive: false }
  // One that is not shown under its id may be there all the same: hidden since it is inactive, or shown in lists alone.
  const removal = await change(client, resource, { method: 'DELETE' })
  const name = nameOf(resource.kind, before.json)
  if (!succeeded(removal.answer) && !isGone(removal.answer))
    return { done: false, refusal: removal.answer, name, inactive: false }
  const after = await readUntil(client, resource, ({ answer, json }) => isGone(answer) || isInactive(json))
  if (!succeeded(after.answer) || !isOurs(resource.kind, after.json)) return { done: true }
  return { done: false, refusal: null, name, inactive: isInactive(after.json) }
}

const isInactive = (resource: unknown) => String(attribute(resource, 'active')).toLowerCase() === 'false'

function nameOf(kind: Remnant['kind'], resource: unknown): string | null {
  const name = attribute(resource, kind === 'user' ? 'userName' : 'displayName')
  return typeof name === 'string' ? name : null
}
