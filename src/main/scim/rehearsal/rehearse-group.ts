import { attribute, schemas } from '../answer'
import type { ScimClient } from '../client'
import type { Holdings } from './holdings'
import type { RehearsalObservation, ShapeOutcome } from './observation'
import {
  askUntil,
  change,
  collectionOf,
  createdId,
  isOurs,
  mayHaveMade,
  type OurResource,
  pathOf,
  succeeded,
} from './resources'
import { groupShapes } from './shapes'

/** Creates a group with the user in it, and takes the user out and in again in every shape. */
export async function rehearseGroup(
  client: ScimClient,
  holdings: Holdings,
  user: OurResource,
): Promise<Extract<RehearsalObservation, { of: 'group' }>> {
  const { marker } = holdings
  const created = await client.ask({
    method: 'POST',
    path: collectionOf('group'),
    body: {
      schemas: [schemas.group],
      displayName: marker.groupName,
      externalId: marker.groupExternalId,
      members: [{ value: user.id }],
    },
  })
  const nothing = {
    of: 'group' as const,
    answer: created.answer,
    readBack: null,
    member: 'unseen' as const,
    shapes: [],
  }
  const id = createdId('group', created, client.base)
  if (id === null) {
    if (mayHaveMade(created.answer)) holdings.unaccounted.add('group')
    return { ...nothing, hasId: false }
  }
  const group: OurResource = { kind: 'group', id, marked: isOurs('group', created.json) }
  const readBack = await readMembers(client, group, (json) => hasMember(json, user.id) === true)
  const seen = { ...nothing, hasId: true, readBack: readBack.answer }
  if (succeeded(readBack.answer) && !isOurs('group', readBack.json)) return seen
  if (!succeeded(readBack.answer)) holdings.unaccounted.add('group')
  holdings.group = group
  holdings.made += 1

  const member = hasMember(readBack.json, user.id)
  const shapes: ShapeOutcome[] = []
  for (const shape of groupShapes) {
    const wanted = shape.leaves === 'member'
    const { answer } = await change(client, group, { method: shape.method, body: shape.body({ userId: user.id }) })
    if (!succeeded(answer)) {
      shapes.push({ shape: shape.name, answer, effect: 'refused', seen: null })
      continue
    }
    const after = await readMembers(client, group, (json) => hasMember(json, user.id) === wanted)
    const there = hasMember(after.json, user.id)
    const effect = there === wanted ? 'applied' : there === null ? 'unseen' : 'ignored'
    shapes.push({ shape: shape.name, answer, effect, seen: null })
  }
  return { ...seen, member: member === null ? 'unseen' : member ? 'kept' : 'lost', shapes }
}

/** Reads a group with its members, which some services show only to those who ask for them. */
async function readMembers(client: ScimClient, group: OurResource, there: (group: unknown) => boolean) {
  const plain = await client.ask({ path: pathOf(group) })
  if (there(plain.json)) return plain
  const isHidden = succeeded(plain.answer) && attribute(plain.json, 'members') === undefined
  const path = isHidden ? `${pathOf(group)}?attributes=displayName,members` : pathOf(group)
  return askUntil(client, path, ({ json }) => there(json))
}

/** Whether a user is among the members of a group; null when the group cannot be read. An absent list is an empty one. */
function hasMember(group: unknown, userId: string): boolean | null {
  if (attribute(group, 'displayName') === undefined) return null
  const members = attribute(group, 'members')
  if (members === undefined || members === null) return false
  return Array.isArray(members) ? members.some((one) => attribute(one, 'value') === userId) : null
}
