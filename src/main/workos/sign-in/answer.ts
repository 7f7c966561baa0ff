import type { Hop, SignIn } from '../../../shared/sign-in/trace'
import type { AuthorizeAnswer } from '../../../shared/workos'
import { fieldOf } from './record'

/** The request WorkOS sent the browser on with; the last, where the person began again. */
export function requestOf(hops: readonly Hop[]): Hop | null {
  const begun = hops.findLastIndex(({ kind }) => kind === 'authorize')
  return hops.slice(begun + 1).find(({ kind }) => kind === 'request') ?? null
}

/** Where WorkOS sent the browser, and with which values, as the sign-in shows it; null where it did not get that far. */
export function answerOf({ hops, end }: Pick<SignIn, 'hops' | 'end'>): AuthorizeAnswer | null {
  const request = requestOf(hops)
  if (request) return request.message ? samlAnswer(request) : oauthAnswer(request)
  return end?.kind === 'error' ? { kind: 'error', error: end.error, description: end.description } : null
}

function samlAnswer(hop: Hop): AuthorizeAnswer | null {
  const { message, address, parameters } = hop
  if (!message?.request) return null
  const signed = message.request.signed || parameters.some(({ name }) => name === 'Signature')
  return { kind: 'saml', binding: message.binding, ssoUrl: address, request: { ...message.request, signed } }
}

function oauthAnswer(hop: Hop): AuthorizeAnswer {
  return {
    kind: 'oauth',
    authorizeUrl: hop.address,
    clientId: fieldOf(hop, 'client_id'),
    redirectUri: fieldOf(hop, 'redirect_uri'),
    scopes: (fieldOf(hop, 'scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
    responseType: fieldOf(hop, 'response_type'),
    pkce: hop.parameters.some(({ name }) => name === 'code_challenge'),
  }
}
