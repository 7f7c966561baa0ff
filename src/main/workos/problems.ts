import type { HttpFailure } from '../host/host'

/**
 * Why a request to WorkOS came to nothing: what happened, why, what to do. One table; everything that fails goes through
 * it. Source of the statuses: https://workos.com/docs/reference/errors
 */
export interface ApiProblem {
  code: `workos.${ProblemKind}`
  title: string
  detail: string
  remedy: string
  /** HTTP status, where an answer came. */
  status?: number
  /** WorkOS's own name for the request; its support asks for it. */
  requestId?: string
  /** How long the answer asked to wait, milliseconds. */
  retryAfterMs?: number
}

/** What is known of the moment a request failed. Text that came from the network is cleaned before it gets here. */
export interface Circumstances {
  /** The host asked, for example api.workos.com. */
  host: string
  /** What was wanted, as a noun: `the connection conn_123`, `the list of organizations`. */
  what: string
  status?: number
  requestId?: string
  retryAfterMs?: number
  /** What the answer says of itself: the message of a JSON error, the title of an HTML page. */
  says?: string
  /** The platform's own error code. */
  platformCode?: string
  /** Where a redirect points, host only. */
  location?: string
}

type Sentences = { title: string; detail: string; remedy: string }

const inTheWay =
  'Open a web page in a browser on this machine: a sign-in page of the network means that Internet access is not open yet. Otherwise ask the network team to let this machine reach the WorkOS API unchanged.'
const tryLater = 'Try again in a minute. If it stays so, see https://status.workos.com.'
const quoted = (says: string) => `“${says.replace(/\.$/, '')}”`
const seconds = (ms: number) => {
  const count = Math.max(1, Math.ceil(ms / 1000))
  return count === 1 ? 'a second' : `${count} seconds`
}
const ofWorkos = (says: string | undefined) => (says ? ` WorkOS says: ${quoted(says)}.` : '')
const ofPage = (says: string | undefined) => (says ? ` The page is titled ${quoted(says)}.` : '')

const table = {
  unauthorized: ({ says }) => ({
    title: 'WorkOS refuses the API key.',
    detail: `The key is wrong, was revoked, has expired, or belongs to another kind of product.${ofWorkos(says)}`,
    remedy: 'Look in the WorkOS Dashboard, API Keys, whether the key still exists, then enter a current one.',
  }),
  forbidden: ({ what, says }) => ({
    title: `The API key may not read or change ${what}.`,
    detail: `The key is known to WorkOS but lacks the permission.${ofWorkos(says)}`,
    remedy: 'Use a key of the environment with full access, or ask whoever manages the WorkOS account for one.',
  }),
  'not-found': ({ what, says }) => ({
    title: `WorkOS does not know ${what} in this environment.`,
    detail: `It was deleted, the ID is mistyped, it belongs to another environment than the API key, or the base URL is not that of the WorkOS API.${ofWorkos(says)}`,
    remedy: 'Compare the ID with the Dashboard, and make sure that staging and production are not mixed up.',
  }),
  'not-enabled': ({ what, says }) => ({
    title: `This environment does not offer ${what} through the API.`,
    detail: `WorkOS switches this part of the API on environment by environment.${ofWorkos(says)}`,
    remedy: 'Look at it in the WorkOS Dashboard instead, or ask WorkOS support to switch it on.',
  }),
  conflict: ({ what, says }) => ({
    title: `WorkOS already has ${what}.`,
    detail: `The request conflicts with what exists.${ofWorkos(says)}`,
    remedy: 'Load the list again and use the record that exists.',
  }),
  invalid: ({ what, says }) => ({
    title: `WorkOS does not accept the request for ${what}.`,
    detail: says ? `WorkOS says: ${quoted(says)}.` : 'The answer does not say which part is wrong.',
    remedy: says
      ? 'Correct the value that is named and try again.'
      : 'Try again. If it stays so, look at https://status.workos.com, or ask WorkOS support.',
  }),
  'rate-limited': ({ retryAfterMs }) => ({
    title: 'WorkOS asks to slow down.',
    detail:
      'More requests were made with this key than its limit allows; other programs that use the same key count as well.',
    remedy: retryAfterMs === undefined ? 'Try again in a minute.' : `Try again in ${seconds(retryAfterMs)}.`,
  }),
  'server-error': ({ status, says }) => ({
    title: 'WorkOS has a fault of its own.',
    detail: `The API answered with status ${status}.${ofWorkos(says)}`,
    remedy: tryLater,
  }),
  gateway: ({ host, status, says }) => ({
    title: 'Something between this machine and WorkOS reports a fault.',
    detail: `Status ${status} came with a page instead of the API's JSON, so a proxy, a firewall or the front of ${host} answered.${ofPage(says)}`,
    remedy: `${tryLater} If other web sites fail as well, ask the network team.`,
  }),
  'not-json': ({ host, status, says }) => ({
    title: 'A web page came back instead of an answer of the WorkOS API.',
    detail: `Status ${status} with a page where JSON belongs: a sign-in page of the network, a proxy or a firewall answered in place of ${host}.${ofPage(says)}`,
    remedy: inTheWay,
  }),
  'malformed-json': ({ host, status }) => ({
    title: 'The answer cannot be read.',
    detail: `Status ${status}, but the text is not complete JSON: it was cut off or changed on the way from ${host}.`,
    remedy: 'Try again. If it stays so, ask the network team whether a proxy changes what passes through it.',
  }),
  'unexpected-shape': ({ host, what }) => ({
    title: `The answer is not ${what}.`,
    detail: `JSON came back, but without the fields the WorkOS API promises; ${host} may not be the WorkOS API.`,
    remedy: 'Check the base URL of the environment in Settings.',
  }),
  'cursor-loop': ({ what }) => ({
    title: `WorkOS leads in a circle through ${what}.`,
    detail: 'A page points back to one that was already read, so the list has no end.',
    remedy: 'Load the list again. If it stays so, report it to WorkOS support.',
  }),
  'too-many-pages': ({ what }) => ({
    title: `There is no end to ${what}.`,
    detail: 'More pages came than any environment holds; the rest was not read.',
    remedy: 'Narrow the list down by organization or by a search.',
  }),
  redirected: ({ host, status, location }) => ({
    title: 'The request was sent somewhere else.',
    detail: `${host} answered with a redirect (status ${status})${location ? ` to ${location}` : ''}. The WorkOS API never does that; a network sign-in page or a wrong base URL does. The key was not sent there.`,
    remedy: inTheWay,
  }),
  'too-large': ({ what }) => ({
    title: 'The answer is too large.',
    detail: `More came back than ${what} can be.`,
    remedy: 'Check the base URL of the environment in Settings.',
  }),
  timeout: ({ host }) => ({
    title: 'WorkOS did not answer in time.',
    detail: `No complete answer came from ${host}. A firewall that drops packets looks the same.`,
    remedy:
      'Try again. If other web sites work, ask the network team whether this machine may reach the host on port 443.',
  }),
  dns: ({ host }) => ({
    title: `The name ${host} cannot be resolved.`,
    detail: 'There is no network, or the DNS server in use does not know Internet names.',
    remedy: 'Check the network connection, and the base URL of the environment in Settings.',
  }),
  refused: ({ host }) => ({
    title: `${host} refuses the connection.`,
    detail: 'Nothing listens there, or a firewall rejects the connection.',
    remedy: 'Check the base URL of the environment in Settings; ask the network team whether port 443 is open to it.',
  }),
  reset: ({ host }) => ({
    title: 'The connection was cut.',
    detail: `The connection to ${host} ended in the middle. An inspecting firewall or a poor line does that.`,
    remedy: 'Try again. If it stays so, ask the network team.',
  }),
  unreachable: ({ host }) => ({
    title: `There is no way to ${host}.`,
    detail: 'This machine has no network, or no route to the Internet.',
    remedy: 'Check the network connection and, if one is needed, the VPN.',
  }),
  tls: ({ host, platformCode = '' }) => ({
    title: `The certificate of ${host} is not trusted.`,
    detail: tlsReasons.find(([pattern]) => pattern.test(platformCode))?.[1] ?? 'No protected connection came about.',
    remedy:
      'If your network inspects TLS, have its certificate authority installed on this machine, or ask the network team to exempt the host. Do not switch the check off.',
  }),
  'proxy-sign-in': ({ host }) => ({
    title: 'The proxy wants to know who you are.',
    detail: `The proxy of this network lets nothing through to ${host} without a user name and password (status 407).`,
    remedy: 'Enter the credentials of the proxy in the system settings, or ask the network team for an exemption.',
  }),
  proxy: ({ host }) => ({
    title: 'The proxy does not let the request through.',
    detail: `The proxy of this network could not be used or refused to connect to ${host}.`,
    remedy: 'Check the proxy settings of this machine; ask the network team to allow the host.',
  }),
  cancelled: ({ what }) => ({
    title: 'Cancelled.',
    detail: `The request for ${what} was given up before it was answered.`,
    remedy: 'Start it again when you need it.',
  }),
  network: ({ host, platformCode }) => ({
    title: `${host} cannot be reached.`,
    detail: `The network stack reports ${platformCode ?? 'an error it does not name'}.`,
    remedy: 'Check the network connection, then try again.',
  }),
  'id-malformed': ({ what }) => ({
    title: `This cannot be ${what}.`,
    detail: 'An ID of WorkOS has letters, digits and underscores only.',
    remedy: 'Copy the ID from the WorkOS Dashboard.',
  }),
  'client-id-missing': () => ({
    title: 'The client ID of the environment is not known.',
    detail: 'A sign-in address names the environment by its client ID.',
    remedy: 'Copy it from the WorkOS Dashboard, API Keys, into the environment in Settings.',
  }),
} as const satisfies Record<string, (circumstances: Circumstances) => Sentences>

export type ProblemKind = keyof typeof table

/** Whether this is the code of a problem that is known here. */
export const isProblemCode = (code: unknown): code is ApiProblem['code'] =>
  typeof code === 'string' && code.startsWith('workos.') && Object.hasOwn(table, code.slice('workos.'.length))

const tlsReasons: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /EXPIRED|NOT_YET_VALID|DATE_INVALID/i,
    'Its certificate is out of date, or the clock of this machine is wrong. Check the clock first.',
  ],
  [
    /ALTNAME|COMMON_NAME|HOSTNAME/i,
    'Its certificate is made out to another host: something else answers in its place.',
  ],
  [
    /SELF_SIGNED|UNABLE_TO|AUTHORITY_INVALID|INVALID_CA|DEPTH_ZERO/i,
    'Its certificate was issued by an authority this machine does not trust. A proxy that inspects TLS looks like this.',
  ],
  [/REVOKED/i, 'Its certificate was revoked.'],
  [/EPROTO|WRONG_VERSION|SSL_PROTOCOL|VERSION_OR_CIPHER/i, 'The other side does not speak TLS as it is spoken today.'],
]

/** Puts a failure into words. Nothing of the key can get in: only what `circumstances` holds is used. */
export function problemOf(kind: ProblemKind, circumstances: Circumstances): ApiProblem {
  const sentences: Sentences = table[kind](circumstances)
  const { status, requestId, retryAfterMs } = circumstances
  const detail = requestId ? `${sentences.detail} Request ID: ${requestId}.` : sentences.detail
  return {
    code: `workos.${kind}`,
    ...sentences,
    detail,
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

const failureKinds: Readonly<Record<HttpFailure['kind'], ProblemKind>> = {
  aborted: 'cancelled',
  timeout: 'timeout',
  dns: 'dns',
  refused: 'refused',
  reset: 'reset',
  unreachable: 'unreachable',
  tls: 'tls',
  proxy: 'proxy',
  'too-large': 'too-large',
  url: 'network',
  other: 'network',
}

/** The problem behind an exchange that brought no reply. */
export function problemOfFailure(failure: HttpFailure, circumstances: Circumstances): ApiProblem {
  const asksForSignIn = failure.kind === 'proxy' && /\b407\b|PROXY_AUTH/i.test(`${failure.code} ${failure.message}`)
  const kind = asksForSignIn ? 'proxy-sign-in' : failureKinds[failure.kind]
  return problemOf(kind, { ...circumstances, platformCode: failure.code })
}
