import type { Hop, HopKind, Parameter, SignInMessage } from '../../../shared/sign-in/trace'
import { concealer } from '../../conceal'
import type { SeenRequest } from './seen'

const longestValue = 300
const longestText = 4000
const mostParameters = 200

/** Fields that say how a sign-in goes, wherever they occur. */
const kept: ReadonlySet<string> = new Set(['RelayState', 'SigAlg', 'state', 'error', 'error_description', 'error_uri'])

/** Fields whose values are kept only in the requests that begin a sign-in, where WorkOS or Signpost wrote them. */
const keptByKind: Readonly<Partial<Record<HopKind, ReadonlySet<string>>>> = {
  authorize: new Set([
    'client_id',
    'redirect_uri',
    'response_type',
    'connection',
    'organization',
    'provider',
    'prompt',
    'login_hint',
    'domain_hint',
    'code_challenge_method',
  ]),
  request: new Set(['client_id', 'redirect_uri', 'response_type', 'response_mode', 'scope', 'prompt']),
}

const conceal = concealer([])

/** What is kept of a request: its bare address, the names of its fields, the values of the few that tell how it goes. */
export function recordRequest(seen: SeenRequest, kind: HopKind, index: number): Hop {
  const url = URL.canParse(seen.url) ? new URL(seen.url) : null
  return {
    index,
    kind,
    at: new Date(seen.at).toISOString(),
    method: cut(seen.method.toUpperCase(), 20),
    address: bareAddress(seen.url),
    host: hostOf(seen.url),
    inFrame: seen.inFrame,
    parameters: [
      ...fieldsOf('query', url?.searchParams ?? [], kind),
      ...fieldsOf('fragment', fragmentOf(url), kind),
      ...fieldsOf('form', seen.form ?? [], kind),
    ].slice(0, mostParameters),
    message: messageIn(seen),
    status: null,
    redirectsTo: null,
    failure: null,
    stopped: false,
    pageSays: null,
  }
}

/** A line of a page, fit to be kept. */
export const recordLine = (line: string): string => conceal(line)

function fieldsOf(
  place: Parameter['in'],
  fields: Iterable<readonly [name: string, value: string]>,
  kind: HopKind,
): Parameter[] {
  return [...fields].map(([name, value]) => ({ in: place, name: cut(name, 200), value: keptValue(name, value, kind) }))
}

function keptValue(name: string, value: string, kind: HopKind): string | null {
  if (name === 'code' && kind === 'return') return `hidden (${value.length} characters)`
  if (!kept.has(name) && !keptByKind[kind]?.has(name)) return null
  return cut(conceal(value), longestValue)
}

/** Only a fragment that is written like a query has fields. */
function fragmentOf(url: URL | null): URLSearchParams {
  const fragment = url?.hash.slice(1) ?? ''
  return new URLSearchParams(/^[\w.~-]+=/.test(fragment) ? fragment : '')
}

/** The SAML message a request carries, where it carries one; the message itself goes to the inspector. */
export function samlIn(seen: SeenRequest): { parameter: SignInMessage['parameter']; value: string } | null {
  const query = URL.canParse(seen.url) ? [...new URL(seen.url).searchParams] : []
  for (const [name, value] of [...(seen.form ?? []), ...query]) {
    if (name === 'SAMLRequest' || name === 'SAMLResponse') return { parameter: name, value }
  }
  return null
}

function messageIn(seen: SeenRequest): SignInMessage | null {
  const found = samlIn(seen)
  if (!found) return null
  const posted = seen.form?.some(([name]) => name === found.parameter) ?? false
  return {
    parameter: found.parameter,
    binding: posted ? 'HTTP-POST' : 'HTTP-Redirect',
    request: null,
    unreadable: null,
  }
}

/** An address without user name, query and fragment; what looks like a token in its path is left out. */
export function bareAddress(address: string): string {
  if (!URL.canParse(address)) return cut(address.replace(/[?#].*$/s, ''), longestText)
  const { protocol, host, pathname } = new URL(address)
  if (host === '') return `${protocol}…`
  const path = pathname.split('/').map(bareSegment).join('/')
  return cut(`${protocol}//${host}${path}`, longestText)
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function bareSegment(segment: string): string {
  const [name = '', ...matrix] = segment.split(';')
  const tokenLike = !guid.test(name) && (name.length >= 40 || /^[0-9a-f]{32,}$/i.test(name) || name.startsWith('eyJ'))
  return [tokenLike ? '…' : name, ...matrix.map((one) => one.replace(/=.*/s, '=…'))].join(';')
}

/** A host as it is shown: of an address that has none, its scheme. */
export function hostOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const { host, protocol } = new URL(address)
  return cut(/^https?:$/.test(protocol) ? host : protocol, longestText)
}

const cut = (value: string, length: number) => (value.length > length ? `${value.slice(0, length - 1)}…` : value)

/** The first value of a field of a recorded hop; null where it is absent or not kept. */
export function fieldOf(hop: Pick<Hop, 'parameters'>, name: string): string | null {
  return hop.parameters.find((one) => one.name === name)?.value ?? null
}
