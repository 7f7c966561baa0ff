import { attribute, type Exchange, workEmail } from '../answer'
import type { ScimClient } from '../client'
import { createUserAgain } from './create-user'
import { contextOf, type Holdings } from './holdings'
import type { DeactivationOutcome, Effect, ShapeOutcome } from './observation'
import { change, isGone, type OurResource, pathOf, readUntil, remove, succeeded } from './resources'
import { deactivateShapes, reactivateShapes, type Shape, updateShapes } from './shapes'

/** Changes the user in every shape and reads each change back. */
export async function updateUser(
  client: ScimClient,
  holdings: Holdings,
  stopped: () => boolean,
): Promise<ShapeOutcome[]> {
  const outcomes: ShapeOutcome[] = []
  for (const shape of updateShapes) {
    const { user } = holdings
    if (user === null || stopped()) break
    const wanted = shape.value(holdings.marker)
    const { answer } = await change(client, user, { method: shape.method, body: shape.body(contextOf(holdings, user)) })
    if (!succeeded(answer)) {
      outcomes.push({ shape: shape.name, answer, effect: 'refused', seen: null })
      continue
    }
    const read = (json: unknown) =>
      shape.reads === 'email' ? workEmail(json) : attribute(attribute(json, 'name'), 'familyName')
    const applied = (json: unknown) => sameText(read(json), wanted)
    const after = await readUntil(client, user, ({ json }) => applied(json) || isHidden(json, read(json)))
    const seen = read(after.json)
    outcomes.push({
      shape: shape.name,
      answer,
      effect: applied(after.json) ? 'applied' : seen === undefined ? 'unseen' : 'ignored',
      seen: seen === undefined ? null : client.clean(String(seen)),
    })
    if (!applied(after.json)) continue
    if (shape.reads === 'email') holdings.email = wanted
    else holdings.familyName = wanted
  }
  return outcomes
}

/** Whether a service leaves an attribute out of a user it does show: waiting for it would be in vain. */
const isHidden = (user: unknown, value: unknown) => attribute(user, 'userName') !== undefined && value === undefined

const sameText = (received: unknown, wanted: string) =>
  typeof received === 'string' && received.toLowerCase() === wanted.toLowerCase()

/** Deactivates the user in every shape; after each it is made active again, or made anew where the service removed it. */
export async function deactivateUser(
  client: ScimClient,
  holdings: Holdings,
  stopped: () => boolean,
): Promise<DeactivationOutcome[]> {
  const outcomes: DeactivationOutcome[] = []
  for (const shape of deactivateShapes) {
    if (stopped()) break
    const user = holdings.user ?? (await createUserAgain(client, holdings))
    if (user === null) break
    const outcome = await switchActive(client, holdings, user, shape, false)
    if (outcome.effect === 'removed') {
      holdings.user = null
      // It may be hidden rather than gone, and would then keep its name.
      await client.ask({ method: 'DELETE', path: pathOf(user) })
    }
    const toUndo = outcome.effect === 'applied' || outcome.effect === 'applied-as-text' || outcome.effect === 'unseen'
    const reactivated = toUndo ? await reactivate(client, holdings, user) : null
    outcomes.push({ ...outcome, reactivated })
    // One that stays inactive would pass for deactivated in the next shape.
    if (reactivated === 'refused' || reactivated === 'ignored') {
      if ((await remove(client, user)).done) holdings.user = null
      else break
    }
  }
  return outcomes
}

async function reactivate(client: ScimClient, holdings: Holdings, user: OurResource): Promise<Effect> {
  let last: Effect = 'refused'
  for (const shape of reactivateShapes) {
    last = (await switchActive(client, holdings, user, shape, true)).effect
    if (last !== 'refused' && last !== 'ignored') break
  }
  if (last === 'removed') holdings.user = null
  return last
}

async function switchActive(
  client: ScimClient,
  holdings: Holdings,
  user: OurResource,
  shape: Shape,
  wanted: boolean,
): Promise<ShapeOutcome> {
  const { answer } = await change(client, user, { method: shape.method, body: shape.body(contextOf(holdings, user)) })
  if (!succeeded(answer))
    return { shape: shape.name, answer, effect: isGone(answer) ? 'removed' : 'refused', seen: null }
  const after = await readUntil(client, user, ({ answer: read, json }) => {
    const active = attribute(json, 'active')
    return isGone(read) || String(active).toLowerCase() === String(wanted) || isHidden(json, active)
  })
  const active = attribute(after.json, 'active')
  return {
    shape: shape.name,
    answer,
    effect: isGone(after.answer) && !holdings.readable ? 'unseen' : effectOf(after, active, wanted),
    seen: active === undefined ? null : client.clean(JSON.stringify(active)),
  }
}

function effectOf(after: Exchange, active: unknown, wanted: boolean): Effect {
  if (isGone(after.answer)) return 'removed'
  if (active === wanted) return 'applied'
  if (typeof active === 'string' && active.toLowerCase() === String(wanted)) return 'applied-as-text'
  return active === undefined || !succeeded(after.answer) ? 'unseen' : 'ignored'
}
