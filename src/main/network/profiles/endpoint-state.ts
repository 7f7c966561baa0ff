import type { EndpointRole, EndpointState } from '../../../shared/runs/network'
import { pageOf } from '../judge/content'
import type { HttpObservation } from '../observation'
import type { Product } from './product'

/** What one answer amounts to for an endpoint of this product. */
export function stateOf(product: Product, role: EndpointRole, http: HttpObservation): EndpointState {
  const last = http.hops.at(-1)
  if (last === undefined || last.status === null) return 'silent'
  const { status } = last
  if (wantsSignInFirst(http)) return 'closed'
  if (status === 404 || status === 410) return 'missing'
  if (status === 401 || status === 403) return 'closed'
  if (status === 502 || status === 503 || status === 504) return 'broken'
  if (http.ended !== 'answer') return 'other'
  const page = pageOf(http)?.kind
  if (page === 'bot-challenge' || page === 'block-page') return 'closed'
  if (page === 'captive-portal') return 'other'
  return answered[role](product, http, status)
}

type Read = (product: Product, http: HttpObservation, status: number) => EndpointState

/** What an endpoint says to a plain GET. A sign-on endpoint that misses its message may well say so with an error. */
const speaks: Read = (product, http, status) => {
  if (gives(product, http)) return 'there'
  if (status >= 500) return 'broken'
  return status >= 400 ? 'there' : 'unsure'
}

const answered: Readonly<Record<EndpointRole, Read>> = {
  metadata: (_, { head }, status) => (status === 200 && holdsMetadata(head) ? 'there' : 'other'),
  discovery: (_, { head }, status) => (status === 200 && /"issuer"\s*:/.test(head) ? 'there' : 'other'),
  'sign-on': speaks,
  unsolicited: (product, http, status) => (isOff(product, http) ? 'off' : speaks(product, http, status)),
  status: (_, __, status) => (status < 300 ? 'there' : 'other'),
  exchange: (product, http, status) =>
    status < 300 && !/^\s*<(?:!doctype html|html)/i.test(http.head) ? 'there' : speaks(product, http, status),
}

/** Whether something gives the product away in the headers, addresses or text of an answer. */
export const gives = ({ marks }: Product, http: HttpObservation): boolean => markIn(marks, http) !== null

/** The piece of an answer that gives a product away. */
export function markIn(marks: RegExp, { headers, head, hops }: HttpObservation): string | null {
  const lines = headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const ways = hops.flatMap(({ location }) => location ?? []).join('\n')
  return [lines, ways, head].map((text) => marks.exec(text)?.[0] ?? null).find((found) => found !== null) ?? null
}

/** Metadata of any kind, told by its root's name in the usual encodings. */
export const holdsMetadata = (head: string): boolean =>
  /<(?:[\w.-]+:)?Entit(?:y|ies)Descriptor[\s>]/.test(head.replaceAll('\0', ''))

function isOff({ endpoints }: Product, { head }: HttpObservation): boolean {
  return endpoints.some(({ whileOff }) => whileOff?.test(head) ?? false)
}

/** A Web Application Proxy that wants a sign-in before it lets anybody through. Source: [MS-ADFSPIP] section 3.3. */
export const wantsSignInFirst = ({ hops }: HttpObservation): boolean =>
  hops.some(({ location }) => location !== null && /[?&](?:realm=urn(?::|%3A)AppProxy|appRealm=)/i.test(location))

/** Of several places without the endpoint the one that says most: one that answers at all rather than one that knows no such path. */
export function mostTelling<T extends { http: HttpObservation }>(
  product: Product,
  role: EndpointRole,
  tried: readonly T[],
): T | undefined {
  const states = tried.map((one) => ({ one, state: stateOf(product, role, one.http) }))
  return (
    states.find(({ state }) => state === 'there') ??
    states.find(({ state }) => state !== 'missing') ??
    states.at(-1)
  )?.one
}
