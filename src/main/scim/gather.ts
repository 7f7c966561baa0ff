import { randomBytes } from 'node:crypto'
import type { CheckId } from '../../shared/checks'
import type { Host } from '../host/host'
import { type Answer, attribute, type Exchange, resourcesOf } from './answer'
import { type ScimClient, scimClient } from './client'
import { configFacts, lookUpFacts, missingInSchema, resourceTypeNames, sampleFacts } from './documents'
import { type EndpointReading, nearbyBases, readEndpoint } from './endpoint'
import type { ScimObservation } from './observation'
import { rehearse } from './rehearsal/gather'
import { serviceAnswered, standingOf } from './standing'
import { alterToken, readToken, type TokenReading } from './token'

export interface ScimInput {
  url: string
  /** Empty: none was given. */
  token: string
  /** What the address should be, where something says so (the directory's record at WorkOS). */
  expected?: { value: string; from: string }
  /** What to do beyond reading: live through a user's life, or only remove what earlier rehearsals left. Off unless asked. */
  rehearsal?: 'full' | 'clean-up'
  /** Ends a rehearsal early, with everything cleaned up. */
  stop?: AbortSignal
}

const listPath = '/Users?startIndex=1&count=1'
const samplePath = '/Users?startIndex=1&count=10'

/** Asks a SCIM service what can be asked without changing anything, then, only when asked to, rehearses. */
export async function* gatherScim(input: ScimInput, host: Host): AsyncGenerator<ScimObservation, void> {
  const at = () => new Date(host.now()).toISOString()
  const reading = readEndpoint(input.url)
  const token = readToken(input.token)
  const expected = input.expected ?? null
  const nothing = (check: CheckId, because: string): ScimObservation => ({ of: 'nothing', at: at(), check, because })

  if (reading.base !== null && input.token === '') {
    // Without a token nothing shows but whether there is anything at the address.
    const nobody = scimClient(host, reading.base, '', [])
    const { answer } = await nobody.ask({ path: listPath })
    const found = (await searchNearby(nobody, reading, answer))?.found ?? null
    yield { of: 'endpoint', at: at(), reading, expected, answer, literal: null, found }
    yield* withoutService(nothing, 'no token was given', true, input.rehearsal)
    return
  }
  if (reading.base === null || token.value === '') {
    yield { of: 'endpoint', at: at(), reading, expected, answer: null, literal: null, found: null }
    if (token.value === '') yield tokenObservation(at(), token, null, null, null)
    const because = token.value === '' ? 'no token can be sent' : 'the address cannot be used'
    yield* withoutService(nothing, because, token.value !== '', input.rehearsal)
    return
  }

  const secrets = [input.token, token.value, alterToken(token.value)]
  const given = scimClient(host, reading.base, token.value, secrets)
  const first = await given.ask({ path: listPath })
  const elsewhere = await searchNearby(given, reading, first.answer)
  const literal = await askLiterally(given, reading, first.answer)
  yield { of: 'endpoint', at: at(), reading, expected, answer: first.answer, literal, found: elsewhere?.found ?? null }

  const cleaned = { client: elsewhere?.client ?? given, list: elsewhere?.exchange ?? first }
  if (!serviceAnswered(standingOf(cleaned.list.answer))) {
    yield* withoutService(nothing, 'the SCIM service itself did not answer', true, input.rehearsal)
    return
  }
  const unchanged = await askAsGiven(cleaned.client, token)
  // What looks like a slip of copying may be part of the token: then the service knows better.
  const better = unchanged !== null && !isAccepted(cleaned.list) && isAccepted(unchanged.list)
  const { client, list } = better ? unchanged : cleaned
  const accepted = isAccepted(list)
  const used = better ? { ...token, value: token.asGiven ?? token.value, marks: [] } : token
  const tellsTokensApart = accepted || standingOf(list.answer).kind === 'forbidden'
  const altered = tellsTokensApart ? await client.with(alterToken(used.value)).ask({ path: listPath }) : null
  const asGiven = better ? null : (unchanged?.list.answer ?? null)
  yield tokenObservation(at(), used, list.answer, asGiven, altered?.answer ?? null)

  const config = await client.ask({ path: '/ServiceProviderConfig' })
  const facts = config.answer.status === 200 ? configFacts(config.json) : null
  yield { of: 'config', at: at(), answer: config.answer, facts }
  if (!accepted) {
    yield nothing('scim.attributes', 'the token is refused')
    yield* withoutRehearsal(nothing, 'the token is refused', input.rehearsal)
    return
  }
  yield await lookUpNobody(client, list, facts?.filter ?? null, at)
  const types = await readResourceTypes(client, at)
  yield types
  yield await readAttributes(client, list, at)

  if (input.rehearsal === undefined) return
  const groups = types.groups.status === 200
  const onlyCleanUp = input.rehearsal === 'clean-up'
  const options = { groups, onlyCleanUp, ...(input.stop ? { stop: input.stop } : {}) }
  const seen = new Set<ScimObservation['of']>()
  for await (const observation of rehearse(client, options)) {
    if (observation.of === 'cleanup' && !onlyCleanUp) {
      const because = observation.stopped ? 'the rehearsal was stopped' : 'there was no user to try it on'
      for (const [of, check] of steps) if (!seen.has(of)) yield nothing(check, because)
    }
    seen.add(observation.of)
    yield { ...observation, at: at() }
  }
}

const steps = [
  ['create', 'scim.create'],
  ['update', 'scim.update'],
  ['deactivate', 'scim.deactivate'],
] as const satisfies readonly (readonly [ScimObservation['of'], CheckId])[]

const isAccepted = ({ answer }: Exchange) => standingOf(answer).kind === 'accepted'

async function askAsGiven(client: ScimClient, { asGiven }: TokenReading) {
  if (asGiven === null) return null
  const withPaste = client.with(asGiven)
  return { client: withPaste, list: await withPaste.ask({ path: listPath }) }
}

function tokenObservation(
  at: string,
  token: TokenReading,
  answer: Answer | null,
  asGiven: Answer | null,
  altered: Answer | null,
): ScimObservation {
  const { marks, expiresAt } = token
  const unsendable = token.asGiven === null && marks.some((mark) => unsendableMarks.has(mark))
  return { of: 'token', at, marks, expiresAt, answer, asGiven, unsendable, altered }
}

const unsendableMarks: ReadonlySet<string> = new Set([
  'line-break-around',
  'line-break-inside',
  'invisible-characters',
  'not-ascii',
])

type Nothing = (check: CheckId, because: string) => ScimObservation

function* withoutService(
  nothing: Nothing,
  because: string,
  tokenOpen: boolean,
  rehearsal: ScimInput['rehearsal'],
): Generator<ScimObservation> {
  if (tokenOpen) yield nothing('scim.token', because)
  yield nothing('scim.service-provider-config', because)
  yield nothing('scim.attributes', because)
  yield* withoutRehearsal(nothing, because, rehearsal)
}

const rehearsed = {
  full: ['scim.create', 'scim.update', 'scim.deactivate', 'scim.cleanup'],
  'clean-up': ['scim.cleanup'],
} as const satisfies Record<string, readonly CheckId[]>

function* withoutRehearsal(
  nothing: Nothing,
  because: string,
  rehearsal: ScimInput['rehearsal'],
): Generator<ScimObservation> {
  for (const check of rehearsal === undefined ? [] : rehearsed[rehearsal]) yield nothing(check, because)
}

/** Looks at addresses near by on the same host when no SCIM service answers at the given one. Reads only. */
async function searchNearby(given: ScimClient, reading: EndpointReading, answer: Answer) {
  const { kind } = standingOf(answer)
  const isElsewhere = kind === 'not-found' || kind === 'not-scim' || kind === 'old-version'
  if (!isElsewhere && !(kind === 'in-front' && answer.status === 200)) return null
  for (const base of nearbyBases(reading)) {
    const client = given.at(base)
    const exchange = await client.ask({ path: listPath })
    const standing = standingOf(exchange.answer)
    const isScim =
      standing.kind === 'accepted' ||
      ((standing.kind === 'refused' || standing.kind === 'forbidden') && standing.bySchema)
    if (isScim) return { client, exchange, found: { base, answer: exchange.answer } }
  }
  return null
}

/** Asks as an identity provider would that appends to the address as it stands: with the slash or resource name left on. */
async function askLiterally(given: ScimClient, reading: EndpointReading, answer: Answer): Promise<Answer | null> {
  if (answer.failure !== null) return null
  const slash = reading.concerns.includes('trailing-slash') ? '/' : ''
  if (slash === '' && reading.literal === null) return null
  const { answer: literal } = await given.at(`${reading.literal ?? reading.base}${slash}`).ask({ path: listPath })
  return literal
}

/** Looks up a user name nobody can have, as identity providers do before they create somebody. */
async function lookUpNobody(
  client: ScimClient,
  list: Exchange,
  filterDeclared: boolean | null,
  at: () => string,
): Promise<ScimObservation> {
  const nobody = `signpost-nobody-${randomBytes(6).toString('hex')}@signpost.invalid`
  const filter = encodeURIComponent(`userName eq "${nobody}"`)
  const { answer, json } = await client.ask({ path: `/Users?filter=${filter}` })
  const total = attribute(list.json, 'totalResults')
  return {
    of: 'look-up',
    at: at(),
    answer,
    facts: resourcesOf(json) === null ? null : lookUpFacts(json, list.json),
    totalUsers: typeof total === 'number' ? total : null,
    filterDeclared,
  }
}

async function readResourceTypes(
  client: ScimClient,
  at: () => string,
): Promise<Extract<ScimObservation, { of: 'resource-types' }>> {
  const { answer, json } = await client.ask({ path: '/ResourceTypes' })
  const groups = await client.ask({ path: '/Groups?startIndex=1&count=1' })
  const names = answer.status === 200 ? resourceTypeNames(json) : null
  return { of: 'resource-types', at: at(), answer, names, groups: groups.answer }
}

async function readAttributes(client: ScimClient, list: Exchange, at: () => string): Promise<ScimObservation> {
  const { answer, json } = await client.ask({ path: '/Schemas' })
  const schema = answer.status === 200 ? missingInSchema(json) : null
  const hasUsers = (resourcesOf(list.json)?.length ?? 0) > 0
  const sample = hasUsers ? await client.ask({ path: samplePath }) : null
  return {
    of: 'attributes',
    at: at(),
    answer,
    missing: schema?.missing ?? null,
    enterprise: schema?.enterprise ?? false,
    sample: sample === null ? null : sampleFacts(sample.json),
  }
}
