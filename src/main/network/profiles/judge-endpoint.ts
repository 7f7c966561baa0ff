import type { Evidence, Finding, Status } from '../../../shared/finding'
import { pageOf } from '../judge-content'
import type { HttpObservation } from '../observation'
import type { EndpointObservation } from './observation'
import { type EndpointRole, type ProductEndpoint, profileProducts } from './products'

const id = 'network.http'

/** What an answer amounts to: there, switched off or missing, closed to this machine, or out of order. */
type State = 'there' | 'missing' | 'closed' | 'broken' | 'silent' | 'other'

/**
 * How bad each state is for each kind of endpoint. Metadata and sign-on are what WorkOS needs; the rest may well be switched off
 * or closed.
 */
const gravity: Readonly<Record<EndpointRole, Readonly<Record<Exclude<State, 'there'>, Status>>>> = {
  metadata: { missing: 'fail', closed: 'fail', broken: 'fail', silent: 'fail', other: 'fail' },
  'sign-on': { missing: 'fail', closed: 'fail', broken: 'fail', silent: 'fail', other: 'warn' },
  unsolicited: { missing: 'info', closed: 'info', broken: 'warn', silent: 'warn', other: 'info' },
  status: { missing: 'info', closed: 'info', broken: 'warn', silent: 'info', other: 'info' },
  exchange: { missing: 'info', closed: 'info', broken: 'warn', silent: 'info', other: 'info' },
  discovery: { missing: 'info', closed: 'info', broken: 'warn', silent: 'info', other: 'info' },
}

const meanings: Readonly<Record<State, string>> = {
  there: 'answers',
  missing: 'is not there: switched off, not published by the proxy in front, or elsewhere',
  closed: 'is closed to this machine',
  broken: 'is out of order: the service is stopped, or the proxy in front has lost it',
  silent: 'gives no answer',
  other: 'answers with something else',
}

/** Judges one endpoint of a product by how it answers a plain request. */
export function judgeEndpoint(observation: EndpointObservation): Finding {
  const { product, role, name, tried, at } = observation
  const last = mostTelling(role, tried)
  const label = `${profileProducts[product].name}, ${name}`
  if (last === undefined) return { id, status: 'skipped', summary: `${label}: not looked at.`, evidence: [] }
  const state = stateOf(role, last.http)
  const evidence = evidenceOf(tried, at)
  const said = `${label}, ${meanings[state]} (${sayAnswer(last.http)}).`
  if (state === 'there') return { id, status: 'pass', summary: said, evidence }
  const endpoint = endpointOf(observation)
  const normal = role === 'status' && state === 'closed' ? ' That is the usual setting.' : ''
  return {
    id,
    status: gravity[role][state],
    summary: `${said}${normal}`,
    evidence,
    ...(endpoint ? { fix: endpoint.fix } : {}),
  }
}

const endpointOf = ({ product, name }: EndpointObservation): ProductEndpoint | null =>
  profileProducts[product].endpoints.find((one) => one.name === name) ?? null

/** Whether a place holds the endpoint, so that no other one need be tried. */
export const isThere = (role: EndpointRole, http: HttpObservation): boolean => stateOf(role, http) === 'there'

/** Of several places without the endpoint the one that says most: one that answers at all rather than one that knows no such path. */
export function mostTelling<T extends { http: HttpObservation }>(
  role: EndpointRole,
  tried: readonly T[],
): T | undefined {
  return (
    tried.find(({ http }) => isThere(role, http)) ??
    tried.find(({ http }) => stateOf(role, http) !== 'missing') ??
    tried.at(-1)
  )
}

function stateOf(role: EndpointRole, http: HttpObservation): State {
  const last = http.hops.at(-1)
  if (last === undefined || last.status === null) return 'silent'
  const { status } = last
  if (status === 404 || status === 410) return 'missing'
  if (status === 401 || status === 403) return 'closed'
  if (status === 502 || status === 503 || status === 504) return 'broken'
  if (http.ended !== 'answer') return role === 'metadata' ? 'other' : 'there'
  switch (role) {
    case 'metadata':
      return status === 200 && /<(?:[\w.-]+:)?Entit(?:y|ies)Descriptor[\s>]/.test(http.head) ? 'there' : 'other'
    case 'discovery':
      return status === 200 && /"issuer"\s*:/.test(http.head) ? 'there' : 'other'
    case 'unsolicited':
      // AD FS shows its error page with 200 where the page is switched off.
      return /MSIS70(?:12|65)|id="errorArea"/.test(http.head) ? 'missing' : 'there'
    case 'status':
      return status < 300 ? 'there' : 'other'
    case 'sign-on':
      return pageOf(http)?.kind === 'bot-challenge' || pageOf(http)?.kind === 'block-page' ? 'closed' : 'there'
    case 'exchange':
      return 'there'
  }
}

function sayAnswer({ hops }: HttpObservation): string {
  const last = hops.at(-1)
  return last?.failure?.code ?? String(last?.status ?? 'nothing')
}

function evidenceOf(tried: EndpointObservation['tried'], at: string): Evidence[] {
  return tried.map(({ url, http }) => ({ label: 'Looked at', value: sayAnswer(http), from: url, at }))
}
