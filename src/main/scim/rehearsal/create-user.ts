import { randomUUID } from 'node:crypto'
import { attribute, type Exchange, resourcesOf } from '../answer'
import type { ScimClient } from '../client'
import type { Holdings } from './holdings'
import { filterPath } from './leftovers'
import { type Marker, markers } from './marker'
import type { RehearsalObservation } from './observation'
import { fatesOf, firstFamilyName, type Person, person } from './person'
import {
  askUntil,
  collectionOf,
  createdId,
  idOf,
  isOurs,
  mayHaveMade,
  type OurResource,
  readUntil,
  succeeded,
} from './resources'

type CreateObservation = Extract<RehearsalObservation, { of: 'create' }>

/** Creates the user of the rehearsal under the first name that is free, reads it back and looks it up by its name. */
export async function createUser(client: ScimClient, holdings: Holdings): Promise<CreateObservation> {
  const [first, ...others] = markers(randomUUID().slice(0, 8))
  let tried = await createAs(client, first)
  let taken = 0
  for (const marker of others) {
    if (tried.exchange.answer.status !== 409) break
    taken += 1
    tried = await createAs(client, marker)
  }
  const { answer, json } = tried.exchange
  const observation: CreateObservation = {
    of: 'create',
    answer,
    userName: tried.marker.userName,
    leftOut: tried.leftOut,
    taken,
    hasId: succeeded(answer) && idOf(json) !== null,
    hasLocation: answer.location !== null || typeof attribute(attribute(json, 'meta'), 'location') === 'string',
    readBack: null,
    lookUp: null,
    fates: null,
  }
  const id = createdId('user', tried.exchange, client.base)
  if (id === null) {
    if (mayHaveMade(answer)) holdings.unaccounted.add('user')
    return observation
  }
  const user: OurResource = { kind: 'user', id, marked: isOurs('user', json) }
  const readBack = await readUntil(client, user, (read) => succeeded(read.answer))
  const withReadBack = { ...observation, readBack: readBack.answer }
  // A service that answers with somebody else's record must not have that record changed.
  if (succeeded(readBack.answer) && !isOurs('user', readBack.json)) {
    holdings.stray = id
    return withReadBack
  }
  take(holdings, tried, user)
  holdings.readable = succeeded(readBack.answer)
  if (!holdings.readable) holdings.unaccounted.add('user')
  return {
    ...withReadBack,
    lookUp: await lookUp(client, tried.marker.userName, id),
    fates: succeeded(readBack.answer) ? fatesOf(tried.sent, readBack.json) : null,
  }
}

/** Creates the user anew, for services that remove one that is deactivated. Null when that does not work. */
export async function createUserAgain(client: ScimClient, holdings: Holdings): Promise<OurResource | null> {
  const tried = await createAs(client, holdings.marker)
  const id = createdId('user', tried.exchange, client.base)
  if (id === null) {
    if (mayHaveMade(tried.exchange.answer)) holdings.unaccounted.add('user')
    return null
  }
  const user: OurResource = { kind: 'user', id, marked: isOurs('user', tried.exchange.json) }
  const read = await readUntil(client, user, ({ answer }) => succeeded(answer))
  if (!isOurs('user', read.json)) return null
  take(holdings, tried, user)
  return user
}

function take(holdings: Holdings, { marker, externalId, extras }: Tried, user: OurResource): void {
  Object.assign(holdings, { marker, externalId, extras, user })
  holdings.familyName = firstFamilyName
  holdings.email = marker.userName
  holdings.made += 1
}

interface Tried {
  marker: Marker
  exchange: Exchange
  sent: Person
  externalId: string | null
  extras: boolean
  leftOut: CreateObservation['leftOut']
}

/** Creates the user; what the service turns down is left out, one thing after the other. */
async function createAs(client: ScimClient, marker: Marker): Promise<Tried> {
  const leftOut: Tried['leftOut'] = []
  let externalId: string | null = marker.externalIds.guid
  let extras = true
  for (;;) {
    const sent = person({ marker, externalId, extras })
    const exchange = await client.ask({ method: 'POST', path: collectionOf('user'), body: sent })
    const { status, says } = exchange.answer
    if (status === 400 || status === 422) {
      const blamesExternalId = /externalId/i.test(says ?? '')
      if (blamesExternalId && /okta/i.test(says ?? '') && externalId === marker.externalIds.guid) {
        externalId = marker.externalIds.okta
        continue
      }
      if (extras && !blamesExternalId) {
        extras = false
        leftOut.push({ what: 'displayName, title and the enterprise extension', says })
        continue
      }
      if (externalId !== null) {
        externalId = null
        leftOut.push({ what: 'externalId', says })
        continue
      }
    }
    return { marker, exchange, sent, externalId, extras, leftOut }
  }
}

/** Looks the user up by name, as identity providers do before they create. An index may know of a new user only after a while. */
async function lookUp(client: ScimClient, userName: string, id: string): Promise<CreateObservation['lookUp']> {
  const path = filterPath('user', `userName eq ${JSON.stringify(userName)}`)
  const { answer, json } = await askUntil(client, path, (read) => resourcesOf(read.json)?.length !== 0)
  const resources = resourcesOf(json)
  if (resources === null) return { answer, found: null, matches: false, ignoresName: false }
  const [only] = resources
  const matches = resources.length === 1 && (isOurs('user', only) || idOf(only) === id)
  // In a directory with nobody else in it, the right one is found even by a look-up that takes no notice of the name.
  const nobody = await client.ask({ path: filterPath('user', `userName eq ${JSON.stringify(`nobody-${userName}`)}`) })
  const ignoresName = (resourcesOf(nobody.json)?.length ?? 0) > 0
  return { answer, found: resources.length, matches, ignoresName }
}
