import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Answer, oauthError, ok } from '../answers'
import { type Handler, parseBody } from '../call'
import type { Environment } from '../environment'
import type { Profile } from '../records'
import { protocolOf } from '../vocabulary'
import { showProfile } from './profile'

const accessTokenLifetime = 600

const exchangeSchema = z.object({
  client_id: z.string(),
  client_secret: z.string().optional(),
  grant_type: z.string(),
  code: z.string(),
  code_verifier: z.string().optional(),
})
type Exchange = z.infer<typeof exchangeSchema>

/**
 * Exchanges a code once, within ten minutes. A client without a secret must have begun with PKCE; whoever began with
 * PKCE must bring the verifier. RFC 6749, section 5.2, and RFC 7636, section 4.6.
 */
export const exchangeCode: Handler = ({ environments, body }) => {
  const parsed = parseBody(exchangeSchema, body)
  if (!parsed.ok) return parsed.answer
  const exchange = parsed.value
  if (exchange.grant_type !== 'authorization_code') {
    return oauthError('unsupported_grant_type', 'The grant type is not supported.')
  }
  const environment = environments.find(({ clientId }) => clientId === exchange.client_id)
  if (!environment) return oauthError('invalid_client', 'Invalid client ID.')
  return refuseClient(environment, exchange) ?? redeem(environment, exchange)
}

function refuseClient(environment: Environment, exchange: Exchange): Answer | null {
  if (exchange.client_secret === undefined) return null
  const standing = environment.apiKeys.get(exchange.client_secret)
  if (standing === 'no-permission') {
    return oauthError('unauthorized_client', 'The client is not authorized to use this grant type.')
  }
  return standing === 'valid' ? null : oauthError('invalid_client', 'Invalid client secret.')
}

function redeem(environment: Environment, exchange: Exchange): Answer {
  const code = environment.codes.get(exchange.code)
  if (!code || code.used || environment.now() >= code.expiresAt) {
    return oauthError('invalid_grant', `The code '${exchange.code}' has expired or is invalid.`)
  }
  if (code.codeChallenge === null && exchange.client_secret === undefined) {
    return oauthError('invalid_client', 'Invalid client secret.')
  }
  code.used = true
  if (code.codeChallenge !== null && !verifies(exchange.code_verifier, code.codeChallenge)) {
    return oauthError('invalid_grant', 'The code verifier does not match the code challenge.')
  }
  const accessToken = environment.identifiers.key(48)
  environment.accessTokens.set(accessToken, {
    profile: code.profile,
    expiresAt: environment.now() + accessTokenLifetime * 1000,
  })
  return ok({
    token_type: 'Bearer',
    access_token: accessToken,
    expires_in: accessTokenLifetime,
    profile: showProfile(code.profile),
    ...oauthTokens(environment, code.profile),
  })
}

function verifies(verifier: string | undefined, challenge: string): boolean {
  return verifier !== undefined && createHash('sha256').update(verifier).digest('base64url') === challenge
}

function oauthTokens(environment: Environment, profile: Profile) {
  if (protocolOf(profile.connectionType) !== 'oauth') return {}
  return {
    oauth_tokens: {
      provider: profile.connectionType,
      access_token: environment.identifiers.key(40),
      refresh_token: environment.identifiers.key(40),
      expires_at: Math.floor(environment.now() / 1000) + 3600,
      scopes: ['openid', 'profile', 'email'],
    },
  }
}
