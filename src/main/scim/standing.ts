import type { HttpFailure } from '../host/host'
import type { Answer } from './answer'

/**
 * What the answer to a plain list of users says of address and token. Told apart by who answered: a proxy, gateway or
 * sign-in page in front of the service says nothing about either.
 */
export type Standing =
  | { kind: 'accepted' }
  /** The service itself refuses the token (401). `bySchema`: with a SCIM error, which nothing in front would write. */
  | { kind: 'refused'; bySchema: boolean }
  /** The service knows the token but does not let it read (403). */
  | { kind: 'forbidden'; bySchema: boolean }
  /** No such path (404, 410). */
  | { kind: 'not-found'; bySchema: boolean }
  /** Something else answered in the service's place. */
  | { kind: 'in-front' }
  | { kind: 'moved' }
  | { kind: 'rate-limited' }
  | { kind: 'server-error' }
  /** The service turns a plain list down (400, 405, 406, 501 and the like). */
  | { kind: 'turned-down' }
  /** Success, but no list of SCIM. */
  | { kind: 'not-scim' }
  /** A list of SCIM 1.1. */
  | { kind: 'old-version' }
  | { kind: 'unreachable'; why: HttpFailure['kind'] }

/** Judges the answer to `GET /Users?startIndex=1&count=1`. Source: RFC 7644 sections 3.4.2 and 3.12 */
export function standingOf(answer: Answer): Standing {
  const { failure, status, body } = answer
  if (failure !== null || status === null) return { kind: 'unreachable', why: failure?.kind ?? 'other' }
  if (status === 407 || status === 511) return { kind: 'in-front' }
  if (status === 429) return { kind: 'rate-limited' }
  if (answer.followed && body !== 'list' && leadsToSignIn(answer)) return { kind: 'in-front' }
  const bySchema = body === 'scim-error'
  if (status === 401) return fromInFront(answer) ? { kind: 'in-front' } : { kind: 'refused', bySchema }
  if (status === 400 && blamesToken(answer)) return { kind: 'refused', bySchema }
  if (status === 403 && knowsNoRoute(answer)) return { kind: 'not-found', bySchema: false }
  if (status === 403) return fromInFront(answer) ? { kind: 'in-front' } : { kind: 'forbidden', bySchema }
  if (status === 404 || status === 410) return { kind: 'not-found', bySchema }
  if (status >= 500 && status !== 501) return { kind: 'server-error' }
  if (status >= 300 && status < 400) return { kind: leadsToSignIn(answer) ? 'in-front' : 'moved' }
  if (status >= 400) return { kind: 'turned-down' }
  if (body === 'list') return { kind: 'accepted' }
  if (body === 'scim-1') return { kind: 'old-version' }
  return body === 'page' ? { kind: 'in-front' } : { kind: 'not-scim' }
}

/** Some refuse a token with 400 in place of 401. A list of users has nothing else in it that could be called a token. */
function blamesToken({ challenge, says }: Answer): boolean {
  const token = String.raw`(access|bearer|auth\w*|api)?[ _-]?token\b`
  const wrong = '(invalid|expired|revoked|malformed|unknown|bad)'
  const pattern = new RegExp(`${wrong}[ _]${token}|${token}.{0,30}\\b${wrong}\\b`, 'i')
  return pattern.test(challenge ?? '') || pattern.test(says ?? '')
}

/** Amazon API Gateway answers so for a path that leads nowhere, whatever token comes with it. */
function knowsNoRoute({ says }: Answer): boolean {
  return /^Missing Authentication Token$|valid key=value pair \(missing equal-sign\)/i.test(says ?? '')
}

/**
 * Whether a refusal comes from something before the service: a page instead of an error, or a challenge for a sign-in of the
 * network. A page with a Bearer challenge is the service's own (application servers write such pages), and so is an answer
 * that says nothing but names Basic, which frameworks do by default.
 */
function fromInFront({ status, body, challenge }: Answer): boolean {
  if (body === 'scim-error' || body === 'scim-1' || body === 'json') return false
  if (challenge !== null && /\bbearer\b/i.test(challenge)) return false
  if (challenge !== null && /^\s*(ntlm|negotiate|kerberos)\b/i.test(challenge)) return true
  return body === 'page' || (body === 'xml' && status === 403)
}

function leadsToSignIn({ url, location }: Answer): boolean {
  if (location === null || !URL.canParse(location, url)) return false
  const target = new URL(location, url)
  const isUsers = /\/Users\/?$/i.test(target.pathname)
  if (target.hostname !== new URL(url).hostname && !isUsers) return true
  if (isUsers && target.hostname === new URL(url).hostname) return false
  return /log-?in|sign-?in|saml|oauth|authorize|adfs|auth\//i.test(`${target.pathname}${target.search}`)
}

/** Whether anything was learned of the service itself at this address. */
export function serviceAnswered(standing: Standing): boolean {
  return standing.kind === 'accepted' || standing.kind === 'refused' || standing.kind === 'forbidden'
}

/** Whether an answer refuses a token, whatever status the server has for that. */
export function refusesToken({ status }: Answer): boolean {
  return status !== null && status >= 400 && status < 500 && status !== 429 && status !== 407 && status !== 408
}
