import { type AuthorizeRule, standardAuthorizeRules } from '../../shared/guidance/oauth/dialects'
import type { OAuthProvider } from '../../shared/guidance/oauth/provider-shape'
import { type Host, type HttpReply, header } from '../host/host'
import { parseJson, textMember } from '../json'
import { visibleText } from '../visible-text'
import { refusalOf } from './address'
import type { AuthorizeAnswer } from './observation'

const patienceMs = 20_000
const largestPage = 4 * 1024 * 1024
const mostHops = 3

export interface AuthorizeRequest {
  endpoint: string
  clientId: string
  redirectUri: string
  scopes: readonly string[]
  state: string
  nonce: string
  /** A PKCE challenge (S256), when the provider knows it. */
  challenge: string | null
  /** Ask for an answer without a page, which tells more. */
  silent: boolean
}

/**
 * Asks an authorization endpoint what it would show a browser that is signed in nowhere. Nobody signs in by this. A provider
 * must not send the browser to a redirect URI that is not registered, so where it goes tells. Source: RFC 6749 section 4.1.2.1
 */
export async function askAuthorizationEndpoint(
  host: Host,
  request: AuthorizeRequest,
  provider: OAuthProvider | null,
  clean: (text: string) => string,
): Promise<AuthorizeAnswer> {
  let url = addressOf(request)
  const nothing: AuthorizeAnswer = {
    url: request.endpoint,
    failure: null,
    status: null,
    outcome: 'unreachable',
    meaning: null,
    error: null,
    says: null,
    to: null,
  }
  let to: string | null = null
  for (let hop = 0; ; hop++) {
    const outcome = await host.http({
      url,
      headers: { accept: 'text/html,application/xhtml+xml,application/json;q=0.9', 'accept-language': 'en' },
      timeoutMs: patienceMs,
      maxBytes: largestPage,
    })
    if (!outcome.ok) return { ...nothing, failure: { kind: outcome.failure.kind, code: outcome.failure.code } }
    const { reply } = outcome
    const location = header(reply, 'location')
    if (reply.status >= 300 && reply.status < 400 && location !== null && URL.canParse(location, url)) {
      const target = new URL(location, url)
      if (isSameTarget(target, request.redirectUri)) return returned(nothing, reply, target, provider, clean)
      to = clean(`${target.origin}${target.pathname}`)
      const text = textOfRedirect(target, request)
      const meaning = meaningOf(text, provider)
      if (meaning !== null)
        return { ...nothing, status: reply.status, outcome: 'refused', meaning, says: clean(text.slice(0, 400)), to }
      const mayFollow = hop < mostHops && refusalOf(target.href, request.endpoint) === null
      if (!/error|fail|denied/i.test(target.pathname + target.search) || !mayFollow)
        return { ...nothing, status: reply.status, outcome: 'sign-in', to }
      url = target.href
      continue
    }
    return { ...nothing, ...readPage(reply, request, provider, clean), to }
  }
}

function addressOf(request: AuthorizeRequest): string {
  const url = new URL(request.endpoint)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('client_id', request.clientId)
  url.searchParams.set('redirect_uri', request.redirectUri)
  if (request.scopes.length > 0) url.searchParams.set('scope', request.scopes.join(' '))
  url.searchParams.set('state', request.state)
  url.searchParams.set('nonce', request.nonce)
  if (request.challenge !== null) {
    url.searchParams.set('code_challenge', request.challenge)
    url.searchParams.set('code_challenge_method', 'S256')
  }
  if (request.silent) url.searchParams.set('prompt', 'none')
  // A plus sign for a blank is not understood everywhere.
  return url.href.replace(/\+/g, '%20')
}

function isSameTarget(target: URL, redirectUri: string): boolean {
  const wanted = new URL(redirectUri)
  return target.origin === wanted.origin && target.pathname === wanted.pathname
}

function returned(
  nothing: AuthorizeAnswer,
  reply: HttpReply,
  target: URL,
  provider: OAuthProvider | null,
  clean: (text: string) => string,
): AuthorizeAnswer {
  const parameters = new URLSearchParams(target.search || target.hash.replace(/^#/, '?'))
  const error = parameters.get('error')
  const says = parameters.get('error_description')
  return {
    ...nothing,
    status: reply.status,
    outcome: 'returned',
    meaning: error === null ? null : meaningOf(`${error} ${says ?? ''}`, provider),
    error: error === null ? null : clean(error),
    says: says === null ? null : clean(says),
    to: clean(`${target.origin}${target.pathname}`),
  }
}

/** What a redirect to another page of the provider says in its address; Google packs the error in base64. */
function textOfRedirect(target: URL, request: AuthorizeRequest): string {
  const values = [...new URLSearchParams(`${target.search.slice(1)}&${target.hash.slice(1)}`)].flatMap(
    ([name, value]) =>
      /^(auth)?error|^e$|message|reason|description|code/i.test(name) ? [decodeBase64(value) ?? value] : [],
  )
  return withoutEcho(values.join(' '), request)
}

/** The text packed in base64, or null when it is none. */
function decodeBase64(value: string): string | null {
  if (!/^[\w+/=-]{12,}$/.test(value)) return null
  const text = Buffer.from(value, 'base64url')
    .toString('latin1')
    .replace(/[^\x20-\x7e]+/g, ' ')
  return /[a-z]{3,}_[a-z]{3,}|[a-z]{3,} [a-z]{2,}/i.test(text) ? text.trim() : null
}

function readPage(
  reply: HttpReply,
  request: AuthorizeRequest,
  provider: OAuthProvider | null,
  clean: (text: string) => string,
): Omit<AuthorizeAnswer, 'url' | 'failure' | 'to'> {
  const raw = new TextDecoder().decode(reply.body).slice(0, 400_000)
  const json = parseJson(raw)
  const error = textMember(json, 'error') ?? textMember(json, 'errorCode')
  const description =
    textMember(json, 'error_description') ?? textMember(json, 'errorSummary') ?? textMember(json, 'message')
  const everything = json === undefined ? visibleText(raw) : textsOf(json).join(' ')
  const codes = [...new Set(raw.match(/AADSTS\d{4,8}(:[^"\\<]{0,200})?/g) ?? [])].slice(0, 5).join(' ')
  const text = withoutEcho(`${codes} ${everything}`, request)
  // A page of a failing server counts only where the provider is known to say no with one.
  const meaning =
    reply.status >= 500
      ? firstThatFits(provider?.authorizeRules ?? [], text)
      : (meaningOf(text, provider) ?? (reply.status >= 400 && blamesRedirectUri(text) ? 'redirect-refused' : null))
  const refused = reply.status >= 400 || meaning !== null
  const isTelling = meaning === null || (description !== null && meaningOf(description, provider) === meaning)
  const tellingDescription = isTelling ? description : null
  return {
    status: reply.status,
    outcome: refused ? 'refused' : 'sign-in',
    meaning,
    error: error === null ? null : clean(error),
    says: refused ? clean(tellingDescription ?? (codes !== '' ? codes : gist(text))) || null : null,
  }
}

/** Whether a refusal names the redirect URI and nothing else of the request, in whatever language. */
function blamesRedirectUri(text: string): boolean {
  return /redirect[ _-]?ur[il]/i.test(text) && !/client|scope|response[_ ]type|nonce|state|pkce|challenge/i.test(text)
}

const mostTexts = 40

/** Every text in a JSON answer, in order: some products put what matters into a list of details. */
function textsOf(json: unknown, depth = 0): string[] {
  if (typeof json === 'string') return [json.slice(0, 1000)]
  if (typeof json !== 'object' || json === null || depth > 4) return []
  const inner = Object.values(json).slice(0, mostTexts)
  return inner.flatMap((one) => textsOf(one, depth + 1)).slice(0, mostTexts)
}

/** The description a page of a provider's library gives among its parameters, or the beginning of the page. */
function gist(text: string): string {
  return /error_description\s*:\s*(.{5,300}?)(?=\s+\w{2,20}\s*:|$)/i.exec(text)?.[1] ?? text.slice(0, 600)
}

/** Takes out what was sent, which pages like to repeat: its words must not be taken for theirs. */
function withoutEcho(text: string, { redirectUri, clientId, scopes }: AuthorizeRequest): string {
  const sent = [redirectUri, encodeURIComponent(redirectUri), clientId, scopes.join(' ')].filter(
    (one) => one.length > 3,
  )
  return sent.reduce((rest, one) => rest.split(one).join(' … '), text)
}

function meaningOf(text: string, provider: OAuthProvider | null): AuthorizeAnswer['meaning'] {
  return firstThatFits([...(provider?.authorizeRules ?? []), ...standardAuthorizeRules], text)
}

function firstThatFits(rules: readonly AuthorizeRule[], text: string): AuthorizeAnswer['meaning'] {
  return rules.find(({ says }) => says.test(text))?.means ?? null
}
