import type { Evidence, Finding, Fix, Status } from '../../../shared/finding'
import type { EndpointRole, EndpointState } from '../../../shared/runs/network'
import type { HttpObservation } from '../observation'
import { markIn, mostTelling, stateOf, wantsSignInFirst } from './endpoint-state'
import type { EndpointObservation } from './observation'
import { profileProducts } from './products'

const id = 'network.http'

/**
 * How bad each state is for each kind of endpoint. Metadata and sign-on are what WorkOS and the people who sign in need; the rest
 * may well be switched off or closed.
 */
const gravity: Readonly<Record<EndpointRole, Readonly<Record<EndpointState, Status>>>> = {
  metadata: states({ missing: 'fail', closed: 'fail', broken: 'fail', silent: 'fail', other: 'fail', off: 'fail' }),
  'sign-on': states({ missing: 'fail', closed: 'warn', broken: 'fail', silent: 'fail', other: 'warn', off: 'fail' }),
  unsolicited: states({ broken: 'warn', silent: 'warn' }),
  status: states({ broken: 'warn' }),
  exchange: states({}),
  discovery: states({ broken: 'warn' }),
}

function states(worse: Partial<Record<EndpointState, Status>>): Readonly<Record<EndpointState, Status>> {
  const told = { unsure: 'info', off: 'info', missing: 'info', closed: 'info', broken: 'info' } as const
  return { there: 'pass', silent: 'info', other: 'info', 'not-looked-at': 'skipped', ...told, ...worse }
}

const meanings: Readonly<Record<EndpointState, string>> = {
  there: 'answers',
  unsure: 'answers, but nothing in the answer is of this product',
  off: 'is switched off',
  missing: 'is not there: switched off, not published by the proxy in front, or elsewhere',
  closed: 'is closed to this machine',
  broken: 'is out of order: the service is stopped, or the proxy in front has lost it',
  silent: 'gives no answer',
  other: 'answers with something else',
  'not-looked-at': 'was not looked at',
}

const mendBehind: Fix = {
  action: 'Start the service behind it, or mend the way from the proxy in front to it.',
  owner: 'idp-admin',
}

/** The state of an endpoint by the place that says most of it. */
export function endpointState({ product, role, tried }: EndpointObservation): EndpointState {
  const place = mostTelling(profileProducts[product], role, tried)
  return place === undefined ? 'not-looked-at' : stateOf(profileProducts[product], role, place.http)
}

/**
 * Judges one endpoint of a product by how it answers a plain request. `unreached` says that the host as a whole gives no answer:
 * then nothing is held against the endpoint.
 */
export function judgeEndpoint(observation: EndpointObservation, unreached: boolean): Finding {
  const { product, role, name, tried, at } = observation
  const of = profileProducts[product]
  const place = mostTelling(of, role, tried)
  const state = endpointState(observation)
  const label = `${of.name}, ${name}`
  if (place === undefined) {
    return {
      id,
      status: 'skipped',
      summary: `${label}, was not looked at: the host was given with a port of its own.`,
      evidence: [],
    }
  }
  const evidence: Evidence[] = tried.map(({ url, http }) => ({
    label: 'Looked at',
    value: sayAnswer(http),
    from: url,
    at,
  }))
  const said = sayAnswer(place.http)
  if (state === 'silent' && unreached) {
    return { id, status: 'skipped', summary: `${label}: the host gives no answer (${said}).`, evidence }
  }
  const mark = markIn(of.marks, place.http)
  const seen: Evidence[] = mark === null ? [] : [{ label: 'Gives it away', value: mark, from: place.url, at }]
  const summary = `${label}, ${meanings[state]} (${said}).${besides(role, state, place.http)}`
  const fix = state === 'broken' ? mendBehind : of.endpoints.find((one) => one.name === name)?.fix
  return {
    id,
    status: gravity[role][state],
    summary,
    evidence: [...evidence, ...seen],
    ...(fix === undefined || state === 'there' ? {} : { fix }),
  }
}

function besides(role: EndpointRole, state: EndpointState, http: HttpObservation): string {
  if (wantsSignInFirst(http))
    return ' The Web Application Proxy wants a sign-in before it lets anybody through: publish the path with pass-through.'
  if (role === 'status' && state === 'closed') return ' That is the usual setting: it is for few addresses only.'
  if (state === 'off') return ' A sign-in that begins at WorkOS does not need it.'
  if (role === 'exchange' && state !== 'there') return ' WorkOS does not use it.'
  return ''
}

function sayAnswer({ hops, ended }: HttpObservation): string {
  const last = hops.at(-1)
  const said = last?.failure?.code ?? String(last?.status ?? 'nothing')
  return ended === 'answer' || ended === 'failure' ? said : `${said}, ${ended.replaceAll('-', ' ')}`
}
