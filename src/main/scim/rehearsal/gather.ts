import { randomUUID } from 'node:crypto'
import type { ScimClient } from '../client'
import { deactivateUser, updateUser } from './change-user'
import { createUser } from './create-user'
import { type Holdings, nothingHeld } from './holdings'
import { sweep } from './leftovers'
import { markers } from './marker'
import type { RehearsalObservation, Remnant } from './observation'
import { rehearseGroup } from './rehearse-group'
import { remove } from './resources'

export interface RehearsalOptions {
  /** Whether the service has groups. */
  groups: boolean
  /** Only look for what earlier rehearsals left, and remove it. */
  onlyCleanUp?: boolean
  /** Ends the rehearsal early, with everything cleaned up. */
  stop?: AbortSignal
}

type Swept = Awaited<ReturnType<typeof sweep>>

/**
 * Lives through what an identity provider does to a user: looks for what an earlier rehearsal left and removes it, creates
 * one marked user, reads it back, changes it in every shape identity providers send, puts it into a group, deactivates it,
 * and removes both. Whatever happens in between, what was made is removed at the end; when even that is cut off, the next
 * rehearsal finds it by its name.
 */
export async function* rehearse(
  client: ScimClient,
  { groups, onlyCleanUp = false, stop }: RehearsalOptions,
): AsyncGenerator<RehearsalObservation, void> {
  const kinds: Remnant['kind'][] = groups ? ['group', 'user'] : ['user']
  const before = await sweep(client, kinds)
  const stopped = () => stop?.aborted === true || client.host.signal.aborted
  const holdings = nothingHeld(markers(randomUUID().slice(0, 8))[0])
  let cleaned = false
  try {
    if (!onlyCleanUp) {
      if (!stopped()) yield await createUser(client, holdings)
      if (!stopped() && holdings.user) yield { of: 'update', shapes: await updateUser(client, holdings, stopped) }
      if (!stopped() && holdings.user && groups) yield await rehearseGroup(client, holdings, holdings.user)
      if (!stopped() && holdings.user)
        yield { of: 'deactivate', shapes: await deactivateUser(client, holdings, stopped) }
    }
    cleaned = true
    yield await cleanUp(client, holdings, before, kinds, stopped())
  } finally {
    if (!cleaned) await cleanUp(client, holdings, before, kinds, true)
  }
}

async function cleanUp(
  client: ScimClient,
  holdings: Holdings,
  before: Swept,
  kinds: readonly Remnant['kind'][],
  stopped: boolean,
): Promise<RehearsalObservation> {
  const { marker, made } = holdings
  const remnants: Remnant[] = [...before.remnants]
  let removed = 0
  /** Ids under which nothing was ever shown: what was made may be there under another. */
  const blind = new Set<string>()
  let refusal: Extract<RehearsalObservation, { of: 'cleanup' }>['refusal'] = null
  for (const resource of [holdings.group, holdings.user]) {
    if (resource === null) continue
    const removal = await remove(client, resource)
    if (removal.done) removed += 1
    else {
      refusal = removal.refusal
      const { kind, id } = resource
      const name = kind === 'user' ? marker.userName : marker.groupName
      remnants.push({ kind, id, name, inactive: removal.inactive })
      if (removal.name === null && holdings.unaccounted.has(kind)) blind.add(id)
    }
  }
  const known = new Set(remnants.map(({ id }) => id))
  const names = { user: [marker.userName], group: [marker.groupName] }
  const after = await sweep(client, kinds, { names, thorough: holdings.unaccounted })
  const goneKinds = new Set(after.gone.values())
  const isGoneAfterAll = ({ id, kind }: Remnant) => after.gone.has(id) || (blind.has(id) && goneKinds.has(kind))
  const lost = holdings.stray !== null && after.outcome.found === 0
  return {
    of: 'cleanup',
    before: before.outcome,
    made,
    removed,
    after: after.outcome,
    // What would not go at first may have gone at the second asking.
    remnants: [...remnants.filter((one) => !isGoneAfterAll(one)), ...after.remnants.filter(({ id }) => !known.has(id))],
    stray: lost ? holdings.stray : null,
    refusal,
    stopped,
  }
}
