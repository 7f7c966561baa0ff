import { standardTokenRules, type TokenMeaning, type TokenRule } from '../../shared/guidance/oauth/dialects'
import type { OAuthProvider } from '../../shared/guidance/oauth/provider-shape'
import { type Host, type HttpReply, header } from '../host/host'
import { isObject, member, parseJson, textMember } from '../json'
import type { TokenAnswer } from './observation'

const patienceMs = 20_000
const largestAnswer = 512 * 1024

/** How a client proves who it is in one request. */
export type Proof =
  | { kind: 'post'; secret: string }
  | { kind: 'basic'; secret: string }
  | { kind: 'assertion'; assertion: string }
  /** A public client proves nothing. */
  | { kind: 'none' }

export interface TokenRequest {
  url: string
  clientId: string
  redirectUri: string
  code: string
  proof: Proof
  /** What the challenge of the authorization request was made from (RFC 7636). */
  verifier?: string
}

/** What a token endpoint gave out. Never kept, never shown. */
export interface Tokens {
  found: unknown
  /** The time its web server says it is. */
  date: string | null
}

/** Asks a token endpoint to exchange a code that cannot be right. Source: RFC 6749 section 4.1.3 */
export async function askTokenEndpoint(
  host: Host,
  request: TokenRequest,
  provider: OAuthProvider | null,
  clean: (text: string) => string,
): Promise<TokenAnswer> {
  return (await exchangeCode(host, request, provider, clean)).answer
}

/** Has a code exchanged. Source: RFC 6749 section 4.1.3 */
export async function exchangeCode(
  host: Host,
  request: TokenRequest,
  provider: OAuthProvider | null,
  clean: (text: string) => string,
): Promise<{ answer: TokenAnswer; tokens: Tokens }> {
  const { url, clientId, redirectUri, code, proof, verifier } = request
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })
  if (verifier !== undefined) form.set('code_verifier', verifier)
  if (proof.kind !== 'basic') form.set('client_id', clientId)
  if (proof.kind === 'post') form.set('client_secret', proof.secret)
  if (proof.kind === 'assertion') {
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    form.set('client_assertion', proof.assertion)
  }
  const outcome = await host.http({
    url,
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Signpost',
      ...(proof.kind === 'basic' ? { authorization: basic(clientId, proof.secret) } : {}),
    },
    body: form.toString(),
    timeoutMs: patienceMs,
    maxBytes: largestAnswer,
  })
  const nothing: TokenAnswer = {
    url,
    failure: null,
    status: null,
    body: 'empty',
    error: null,
    says: null,
    codes: [],
    issued: false,
    meaning: null,
  }
  if (!outcome.ok) {
    const failure = { kind: outcome.failure.kind, code: outcome.failure.code }
    return { answer: { ...nothing, failure }, tokens: { found: undefined, date: null } }
  }
  const { found, ...read } = readAnswer(outcome.reply, clean)
  const answer = { ...nothing, ...read }
  return {
    answer: { ...answer, meaning: answer.issued ? null : meaningOf(answer, provider) },
    tokens: { found, date: header(outcome.reply, 'date') },
  }
}

/** Source: RFC 6749 section 2.3.1 */
function basic(clientId: string, secret: string): string {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1)
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(secret)}`).toString('base64')}`
}

function readAnswer(
  reply: HttpReply,
  clean: (text: string) => string,
): Omit<TokenAnswer, 'url' | 'failure' | 'meaning'> & { found: unknown } {
  const text = new TextDecoder().decode(reply.body).trim()
  const json = parseJson(text)
  const form =
    json === undefined && /^[\w.-]+=[^<\s]*$/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : null
  const found = form ?? json
  const error = errorOf(found)
  const says =
    textMember(found, 'error_description') ??
    textMember(found, 'errorSummary') ??
    textMember(found, 'message') ??
    textMember(error, 'message') ??
    textMember(found, 'Error')
  const named = typeof error === 'string' ? error : (textMember(error, 'code') ?? textMember(error, 'type'))
  return {
    found,
    status: reply.status,
    body:
      text === ''
        ? 'empty'
        : form !== null
          ? 'form'
          : json !== undefined
            ? 'json'
            : text.startsWith('<')
              ? 'page'
              : 'text',
    error: named === null ? null : clean(named),
    says: says === null ? (json === undefined && form === null ? titleOf(text, clean) : null) : clean(says),
    codes: codesOf(found, says ?? ''),
    issued: typeof member(found, 'access_token') === 'string' || typeof member(found, 'id_token') === 'string',
  }
}

/** The error of an answer: a text by RFC 6749, an object with some providers. */
function errorOf(found: unknown): unknown {
  const error = member(found, 'error')
  if (typeof error === 'string' || isObject(error)) return error
  const other = member(found, 'errorCode') ?? member(found, 'ErrorCode') ?? member(found, 'code')
  return typeof other === 'string' ? other : null
}

function codesOf(found: unknown, says: string): number[] {
  const listed = member(found, 'error_codes')
  const numbers = Array.isArray(listed) ? listed.filter((one): one is number => typeof one === 'number') : []
  const inText = [...says.matchAll(/AADSTS(\d{4,8})/g)].map((match) => Number(match[1]))
  return [...new Set([...numbers, ...inText])].slice(0, 10)
}

function titleOf(text: string, clean: (text: string) => string): string | null {
  const title = /<(?:title|h1)[^<>]*>([^<]{1,300})/i.exec(text.slice(0, 20_000))?.[1]?.trim() ?? text.slice(0, 200)
  return title === '' ? null : clean(title)
}

/** What an answer says of the client, by the provider's own dialect first and by the standard's after it. */
function meaningOf(answer: TokenAnswer, provider: OAuthProvider | null): TokenMeaning | null {
  if (answer.status === null || answer.status === 429 || answer.status >= 500) return null
  if (answer.body === 'page' && answer.status !== 404) return null
  const rule = [...(provider?.tokenRules ?? []), ...standardTokenRules].find((one) => fits(one, answer))
  return rule?.means ?? null
}

function fits(rule: TokenRule, { status, error, says, codes }: TokenAnswer): boolean {
  if (rule.status !== undefined && rule.status !== status) return false
  if (rule.error !== undefined && rule.error.toLowerCase() !== error?.toLowerCase()) return false
  if (rule.code !== undefined && !codes.includes(rule.code)) return false
  return rule.says === undefined || rule.says.test(`${error ?? ''} ${says ?? ''}`)
}
