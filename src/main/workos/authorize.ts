import type { SignInSelector } from '../../shared/runs/workos'
import type { AuthorizeAnswer } from '../../shared/workos'
import { type Host, type HttpReply, header } from '../host/host'
import { readAuthnRequest } from './authn-request'
import { cleaner } from './cleaning'
import type { ApiOutcome } from './client'
import { type Circumstances, problemOf, problemOfFailure } from './problems'
import { readReply } from './reply'

export interface AuthorizeRequest {
  /** Origin of the API. */
  origin: string
  clientId: string
  /** Must be registered in the environment. */
  redirectUri: string
  selector: SignInSelector
  state?: string
  /** Forces the person to sign in again, where the provider supports it. */
  prompt?: 'login'
  loginHint?: string
  domainHint?: string
  nonce?: string
  codeChallenge?: string
}

/** The address that starts a sign-in. Source: https://workos.com/docs/reference/sso/get-authorization-url */
export function authorizeUrl(request: AuthorizeRequest): string {
  const { selector } = request
  const url = new URL('/sso/authorize', request.origin)
  const parameters: ReadonlyArray<readonly [string, string | undefined]> = [
    ['client_id', request.clientId],
    ['redirect_uri', request.redirectUri],
    ['response_type', 'code'],
    ['connection', 'connectionId' in selector ? selector.connectionId : undefined],
    ['organization', 'organizationId' in selector ? selector.organizationId : undefined],
    ['provider', 'provider' in selector ? selector.provider : undefined],
    ['state', request.state],
    ['prompt', request.prompt],
    ['login_hint', request.loginHint],
    ['domain_hint', request.domainHint],
    ['nonce', request.nonce],
    ['code_challenge', request.codeChallenge],
    ['code_challenge_method', request.codeChallenge === undefined ? undefined : 'S256'],
  ]
  for (const [name, value] of parameters) if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

/**
 * Asks WorkOS where it would send a browser, and goes nowhere. The answer holds what WorkOS really sends to the IdP. Each
 * call starts a sign-in session that times out after five minutes, so ask only when a person wants it. Sends no API key.
 * `onRedirect` is told the whole address that the browser would have been sent to.
 */
export async function askAuthorize(
  host: Host,
  request: AuthorizeRequest,
  onRedirect: (location: string) => void = () => undefined,
): Promise<ApiOutcome<AuthorizeAnswer>> {
  const circumstances: Circumstances = { host: new URL(request.origin).host, what: 'the sign-in address' }
  if (request.clientId === '') return { ok: false, problem: problemOf('client-id-missing', circumstances) }
  const outcome = await host.http({
    url: authorizeUrl(request),
    headers: { accept: 'text/html, application/json' },
    maxBytes: 2 * 1024 * 1024,
  })
  if (!outcome.ok) return { ok: false, problem: problemOfFailure(outcome.failure, circumstances) }
  const location = header(outcome.reply, 'location')
  if (location !== null && URL.canParse(location, request.origin)) onRedirect(new URL(location, request.origin).href)
  const answer = readAnswer(outcome.reply, request.origin, request.redirectUri)
  if (answer) return { ok: true, value: answer }
  const read = readReply(outcome.reply, host.now(), cleaner([]))
  const refusal = read.ok ? null : errorCodeIn(outcome.reply)
  if (refusal) return { ok: true, value: refusal }
  const problem = read.ok
    ? problemOf('unexpected-shape', circumstances)
    : problemOf(read.kind, { ...circumstances, ...read.facts })
  return { ok: false, problem }
}

function readAnswer(reply: HttpReply, base: string, redirectUri: string): AuthorizeAnswer | null {
  if (reply.status >= 300 && reply.status < 400) {
    const location = header(reply, 'location')
    return location === null || !URL.canParse(location, base)
      ? null
      : readLocation(new URL(location, base).href, redirectUri)
  }
  if (reply.status !== 200) return null
  const text = new TextDecoder().decode(reply.body)
  return readPostForm(text) ?? readUrlAnswer(text, redirectUri)
}

const longestLocation = 128 * 1024

/**
 * The error code in the address of WorkOS's own page for a sign-in link that is wrong, such as
 * `https://error.workos.com/sso/redirect-uri-invalid`; null for any other address. With a custom domain the host differs.
 */
function errorPageCode({ hostname, pathname }: URL): string | null {
  const name = /^\/sso\/([a-z]+(?:[-_][a-z]+)+)$/.exec(pathname)?.[1]
  if (name === undefined || (hostname !== 'error.workos.com' && !name.endsWith('-invalid'))) return null
  return name.replaceAll('-', '_')
}

/** Reads where a redirect of `/sso/authorize` leads. Null when it is not an http(s) address. */
export function readLocation(location: string, redirectUri: string): AuthorizeAnswer | null {
  if (location.length > longestLocation || !URL.canParse(location)) return null
  const url = new URL(location)
  if (url.protocol !== 'https:' && url.protocol !== 'http:' && !location.startsWith(redirectUri)) return null
  const parameter = (name: string) => url.searchParams.get(name)
  const bare = `${url.origin}${url.pathname}`

  const error = parameter('error')
  if (error !== null) {
    return { kind: 'error', error: shown(error), description: shownOrNull(parameter('error_description')) }
  }
  const page = errorPageCode(url)
  if (page !== null) return { kind: 'error', error: page, description: null }
  const samlRequest = parameter('SAMLRequest')
  if (samlRequest !== null) {
    const request = readAuthnRequest(samlRequest)
    if (request === null) return { kind: 'elsewhere', url: bare, why: 'The SAMLRequest in the address cannot be read.' }
    const signed = request.signed || url.searchParams.has('Signature')
    return { kind: 'saml', binding: 'HTTP-Redirect', ssoUrl: bare, request: { ...request, signed } }
  }
  if (
    parameter('client_id') !== null &&
    parameter('response_type') !== null &&
    parameter('redirect_uri') !== redirectUri
  ) {
    return {
      kind: 'oauth',
      authorizeUrl: bare,
      clientId: parameter('client_id'),
      redirectUri: parameter('redirect_uri'),
      scopes: (parameter('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
      responseType: parameter('response_type'),
      pkce: parameter('code_challenge') !== null,
    }
  }
  return { kind: 'elsewhere', url: bare, why: 'The address carries neither a SAMLRequest nor an OAuth request.' }
}

/** A page that posts a SAMLRequest to the IdP by itself (HTTP-POST binding). */
function readPostForm(html: string): AuthorizeAnswer | null {
  const action = attributeOf(/<form\b[^<>]*>/i.exec(html)?.[0], 'action')
  const field = [...html.matchAll(/<input\b[^<>]*>/gi)]
    .slice(0, 100)
    .map(([tag]) => tag)
    .find((tag) => attributeOf(tag, 'name') === 'SAMLRequest')
  const value = attributeOf(field, 'value')
  if (action === null || value === null || !URL.canParse(action)) return null
  const request = readAuthnRequest(value)
  if (request === null) return null
  const { origin, pathname } = new URL(action)
  return { kind: 'saml', binding: 'HTTP-POST', ssoUrl: `${origin}${pathname}`, request }
}

function attributeOf(tag: string | undefined, name: string): string | null {
  if (tag === undefined) return null
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
  const value = match?.[1] ?? match?.[2]
  return value === undefined ? null : value.replace(/&(amp|#x?2f|#47|#x3a|#58|#x3d|#61|#43|#x2b);/gi, decodeEntity)
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  '#x2f': '/',
  '#47': '/',
  '#x3a': ':',
  '#58': ':',
  '#x3d': '=',
  '#61': '=',
  '#x2b': '+',
  '#43': '+',
}
const decodeEntity = (whole: string, name: string) => entities[name.toLowerCase()] ?? whole

/** The documented 200 answer: the address as JSON instead of as a redirect. */
function readUrlAnswer(text: string, redirectUri: string): AuthorizeAnswer | null {
  const url = fieldOf(text, 'url')
  return url === null ? null : readLocation(url, redirectUri)
}

/** An error code in a JSON refusal that never became a redirect, as for a redirect URI that is not registered. */
function errorCodeIn(reply: HttpReply): AuthorizeAnswer | null {
  if (reply.status < 400 || reply.status >= 500 || reply.status === 429 || reply.status === 407) return null
  const text = new TextDecoder().decode(reply.body)
  const error = fieldOf(text, 'error') ?? fieldOf(text, 'code')
  if (error === null) return null
  const description = fieldOf(text, 'error_description') ?? fieldOf(text, 'message')
  return { kind: 'error', error: shown(error), description: shownOrNull(description) }
}

function fieldOf(text: string, name: string): string | null {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json !== 'object' || json === null) return null
    const value: unknown = Reflect.get(json, name)
    return typeof value === 'string' && value !== '' ? value : null
  } catch {
    return null
  }
}

const shown = cleaner([])
const shownOrNull = (text: string | null) => (text === null ? null : shown(text))
