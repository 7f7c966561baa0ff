import { entryOf } from '../../../shared/entry-of'
import type { Finding } from '../../../shared/finding'
import { oauthProviders, providerOfAuthorizeUrl } from '../../../shared/guidance/oauth/providers'
import { providerLabel } from '../../../shared/guidance/subjects'
import { authorizeErrors } from '../../../shared/guidance/workos/authorize-errors'
import type { AuthorizeAnswer } from '../../../shared/workos'
import type { OAuthInput } from '../../oauth/input'
import type { OAuthObservation } from '../../oauth/observation'
import { oauthProbe as checkProbe } from '../../oauth/run'
import { runProbe } from '../../probe'
import { judgeWorkos } from '../../workos/check/judge'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe } from '../engine'
import type { DiagnosisInput } from '../input'

/**
 * The provider and the client of it, without anybody signing in. What WorkOS really sends to the provider is what is tried, where
 * WorkOS was asked; a secret is tried once, and only where one was given.
 */
export const oauthProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'oauth',
  looksAt: 'the OAuth provider',
  standsFor: 'oauth.client',
  reports: [
    ...checksOf('oauth'),
    'workos.organization',
    'workos.domain',
    'workos.connection',
    'workos.connection-state',
  ],
  gives: [],
  uses: ['authorize'],
  needs: ({ oauth, workos, signIn }) =>
    oauth !== null || workos?.authorize != null || signIn?.request?.kind === 'oauth',
  async *run({ oauth }, facts, { host, observe }) {
    const sent = (await facts.when('authorize'))?.answer
    const input = sent?.kind === 'oauth' ? withSent(oauth, sent) : oauth
    if (input === null) return
    for await (const { observation, findings } of runProbe(checkProbe, input, host)) {
      observe({ probe: 'oauth', observation })
      yield* saidByWorkos(observation) ?? findings.map((finding) => ofProvider(finding, observation.provider))
    }
  },
}

/** A sign-in that ended with an error code which only WorkOS gives; null for any other. */
function saidByWorkos(observation: OAuthObservation): Finding[] | null {
  if (observation.of !== 'callback' || observation.error === null) return null
  const { error, says: description, at } = observation
  if (alsoOfProviders.has(error) || entryOf(authorizeErrors, error) === undefined) return null
  return judgeWorkos({
    of: 'authorize',
    at,
    selector: { provider: 'recorded' },
    answer: { kind: 'error', error, description },
  })
}

/** Source: RFC 6749 section 4.1.2.1 */
const alsoOfProviders = new Set(['access_denied', 'server_error'])

/** Names the provider with the finding, so that the fix can be written for it. */
function ofProvider(finding: Finding, id: string | null): Finding {
  const name = oauthProviders.find((one) => one.id === id)?.name
  if (name === undefined) return finding
  const evidence = { label: providerLabel, value: name, from: 'the issuer, or as it was given' }
  return { ...finding, evidence: [...finding.evidence, evidence] }
}

type OAuthRequest = Extract<AuthorizeAnswer, { kind: 'oauth' }>

const sentFrom = 'the request that WorkOS sends'

function withSent(given: OAuthInput | null, { authorizeUrl, clientId, redirectUri, scopes }: OAuthRequest) {
  const known = providerOfAuthorizeUrl(authorizeUrl)
  const sent: OAuthInput = {
    ...(known === null ? { authorizationEndpoint: authorizeUrl } : { provider: known.provider }),
    ...(known?.tenant ? { tenant: known.tenant } : {}),
    ...(clientId === null ? {} : { clientId }),
    ...(redirectUri === null ? {} : { redirectUri }),
    ...(scopes.length === 0 ? {} : { scopes }),
  }
  const expected = redirectUri === null ? {} : { expectedRedirectUri: { value: redirectUri, from: sentFrom } }
  return given === null ? sent : { ...sent, ...expected, ...given }
}
