import type { Finding } from '../../shared/finding'
import { providerNamed } from '../../shared/guidance/oauth/providers'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { OAuthCheckInput, OAuthCheckResult } from '../../shared/runs/oauth'
import type { Host } from '../host/host'
import { type Probe, runProbe } from '../probe'
import type { RunContext } from '../runs/run'
import { gatherOAuth } from './gather'
import type { OAuthInput } from './input'
import { judgeOAuth } from './judge'
import type { OAuthObservation } from './observation'

export const oauthProbe: Probe<OAuthInput, OAuthObservation> = {
  name: 'oauth.check',
  gather: gatherOAuth,
  judge: judgeOAuth,
}

/** Checks a provider for the window. The client secret comes from main's own keeping. */
export async function* checkOAuth(
  { provider: name, clientSecret: source, ...input }: OAuthCheckInput,
  context: Pick<RunContext, 'host' | 'secret'>,
): AsyncGenerator<Finding, Outcome<OAuthCheckResult>> {
  const given = await clientGiven({ provider: name, clientSecret: source }, context)
  if (!given.ok) return given
  return yield* checkOAuthWith({ ...input, ...given.value }, context.host)
}

/** The provider of a name and the secret of a source. */
export async function clientGiven(
  { provider: name, clientSecret: source }: Pick<OAuthCheckInput, 'provider' | 'clientSecret'>,
  context: Pick<RunContext, 'secret'>,
): Promise<Outcome<Pick<OAuthInput, 'provider' | 'clientSecret'>>> {
  const provider = name === undefined ? null : providerNamed(name)
  if (name !== undefined && provider === null) {
    return failed({
      code: 'oauth.unknown-provider',
      title: 'This provider is not known.',
      detail: `Signpost knows no provider called ${name}.`,
      remedy: 'Give its issuer instead.',
    })
  }
  const secret = source === undefined ? null : await context.secret(source)
  if (secret !== null && !secret.ok) return secret
  return succeeded({
    ...(provider === null ? {} : { provider }),
    ...(secret === null ? {} : { clientSecret: secret.value }),
  })
}

/** The same with everything in hand. */
export async function* checkOAuthWith(
  input: OAuthInput,
  host: Host,
): AsyncGenerator<Finding, Outcome<OAuthCheckResult>> {
  const result: OAuthCheckResult = {
    provider: input.provider?.id ?? null,
    issuer: null,
    authorizationEndpoint: null,
    tokenEndpoint: null,
    jwksUri: null,
    scopesSupported: null,
    keys: [],
    client: null,
    secretEndsAt: null,
  }
  for await (const { observation, findings } of runProbe(oauthProbe, input, host)) {
    record(result, observation)
    yield* findings
  }
  if (host.signal.aborted)
    return failed({
      code: 'oauth.cancelled',
      title: 'The check was cancelled.',
      detail: 'What it had found until then is still shown.',
      remedy: 'Start it again when you want the rest.',
    })
  return succeeded(result)
}

function record(result: OAuthCheckResult, observation: OAuthObservation): void {
  result.provider ??= observation.provider
  switch (observation.of) {
    case 'discovery':
      if (observation.facts === null) break
      result.issuer = observation.facts.issuer
      result.authorizationEndpoint = observation.facts.authorizationEndpoint
      result.tokenEndpoint = observation.facts.tokenEndpoint
      result.jwksUri = observation.facts.jwksUri
      result.scopesSupported = observation.facts.scopes
      break
    case 'jwks':
      result.keys = (observation.keys ?? []).map(({ kid, detail, use }) => ({ kid, key: detail, use }))
      break
    case 'client':
      result.client = observation.answer?.meaning ?? null
      result.secretEndsAt = observation.apple?.expiresAt ?? null
      result.tokenEndpoint ??= observation.answer?.url ?? null
      break
  }
}
