import { attribute, resourcesOf } from '../answer'
import type { ScimClient } from '../client'
import { groupNamePrefix, knownGroupNames, knownUserNames, userNamePrefix } from './marker'
import type { Remnant, SearchOutcome } from './observation'
import { collectionOf, idOf, isOurs, remove } from './resources'

const pageSize = 100
const mostPages = 50

interface Found {
  ids: string[]
  how: SearchOutcome['how']
  complete: boolean
}

interface Terms {
  attribute: string
  names: readonly string[]
  prefix: string
}

const terms: Readonly<Record<Remnant['kind'], Terms>> = {
  user: { attribute: 'userName', names: knownUserNames, prefix: userNamePrefix },
  group: { attribute: 'displayName', names: knownGroupNames, prefix: groupNamePrefix },
}

/** Finds what rehearsals have made: by name, and page by page where the service cannot be asked for a name. */
async function findOurs(
  client: ScimClient,
  kind: Remnant['kind'],
  only: readonly string[] | null,
  isThorough: boolean,
): Promise<Found> {
  const byName = await findByName(client, kind, only)
  const isEnough = byName !== null && (byName.ids.length > 0 || !isThorough)
  return isEnough ? byName : findByScan(client, kind)
}

/** The path of a look-up. Blanks are percent-encoded: not every service takes a plus sign for one. */
export function filterPath(kind: Remnant['kind'], filter: string): string {
  return `${collectionOf(kind)}?filter=${encodeURIComponent(filter)}&startIndex=1&count=${pageSize}`
}

/** Null when the service does not answer a look-up by name as it should: the answer then says nothing of what is missing. */
async function findByName(
  client: ScimClient,
  kind: Remnant['kind'],
  only: readonly string[] | null,
): Promise<Found | null> {
  const { attribute: name, names, prefix } = terms[kind]
  const ids = new Set<string>()
  const byPrefix = `${name} sw ${JSON.stringify(prefix)}`
  const filters = [...(only ?? names).map((one) => `${name} eq ${JSON.stringify(one)}`), byPrefix]
  for (const filter of filters) {
    const isPrefix = filter === byPrefix
    const { answer, json } = await client.ask({ path: filterPath(kind, filter) })
    const resources = resourcesOf(json)
    // An unknown name is 404 with some services, and `sw` is seldom spoken: neither spoils the search.
    if (answer.status === 404 || (isPrefix && resources === null)) continue
    if (answer.status !== 200 || resources === null) return null
    if (resources.some((resource) => !isOurs(kind, resource))) {
      if (isPrefix) continue
      return null
    }
    for (const resource of resources) {
      const id = idOf(resource)
      if (id !== null) ids.add(id)
    }
  }
  return { ids: [...ids], how: 'filter', complete: true }
}

async function findByScan(client: ScimClient, kind: Remnant['kind']): Promise<Found> {
  const ids = new Set<string>()
  let read = 0
  for (let page = 0; page < mostPages; page++) {
    const query = `startIndex=${read + 1}&count=${pageSize}`
    const { answer, json } = await client.ask({ path: `${collectionOf(kind)}?${query}` })
    const resources = resourcesOf(json)
    if (answer.status !== 200 || resources === null)
      return { ids: [...ids], how: read === 0 ? 'none' : 'scan', complete: false }
    const known = ids.size
    for (const resource of resources) {
      const id = idOf(resource)
      if (id !== null && isOurs(kind, resource)) ids.add(id)
    }
    read += resources.length
    const total = attribute(json, 'totalResults')
    const more = typeof total === 'number' ? read < total : resources.length >= pageSize
    // A service that cannot page answers the same again.
    const pagesOn =
      attribute(json, 'startIndex') === undefined || attribute(json, 'startIndex') === read - resources.length + 1
    if (resources.length === 0 || !more || (!pagesOn && known === ids.size))
      return { ids: [...ids], how: 'scan', complete: !more || pagesOn }
  }
  return { ids: [...ids], how: 'scan', complete: false }
}

/**
 * Finds and removes what rehearsals have made; groups first, because a user in a group may not go.
 *
 * @param names the names to look for, when it is known which were used
 * @param thorough the kinds of which one may have been made that nobody knows the id of: a look-up by name that finds none
 *   is not believed
 */
export async function sweep(
  client: ScimClient,
  kinds: readonly Remnant['kind'][],
  {
    names = {},
    thorough = new Set(),
  }: { names?: Partial<Record<Remnant['kind'], readonly string[]>>; thorough?: ReadonlySet<Remnant['kind']> } = {},
): Promise<{ outcome: SearchOutcome; gone: ReadonlyMap<string, Remnant['kind']>; remnants: Remnant[] }> {
  const outcome: SearchOutcome = { found: 0, removed: 0, how: 'filter', complete: true }
  const remnants: Remnant[] = []
  const gone = new Map<string, Remnant['kind']>()
  for (const kind of kinds) {
    const found = await findOurs(client, kind, names[kind] ?? null, thorough.has(kind))
    outcome.found += found.ids.length
    outcome.complete &&= found.complete
    if (kind === 'user') outcome.how = found.how
    for (const id of found.ids) {
      const removal = await remove(client, { kind, id, marked: true })
      if (removal.done) {
        outcome.removed += 1
        gone.set(id, kind)
      } else remnants.push({ kind, id, name: removal.name ?? 'not shown', inactive: removal.inactive })
    }
  }
  return { outcome, gone, remnants }
}
