import type { Finding } from '../../shared/finding'
import { judgeClient, judgeClientShown, providerOf } from './judge-client'
import { judgeCallback, judgeConsent } from './judge-consent'
import { judgeDiscovery } from './judge-discovery'
import { judgeIssuer, judgeKeys } from './judge-issuer'
import { judgeRedirectUri } from './judge-redirect-uri'
import { judgeScopes } from './judge-scopes'
import type { OAuthObservation } from './observation'

/** Judges one observation of an OAuth or OpenID Connect provider. */
export function judgeOAuth(observation: OAuthObservation): Finding[] {
  switch (observation.of) {
    case 'discovery':
      return judgeDiscovery(observation)
    case 'issuer':
      return judgeIssuer(observation)
    case 'jwks':
      return judgeKeys(observation)
    case 'client':
      return judgeClient(observation)
    case 'redirect-uri': {
      const { answer, clientId, clientTried, provider, at } = observation
      const shown =
        answer === null || clientId === null || clientTried
          ? []
          : judgeClientShown(answer, clientId, providerOf(provider), at)
      return [...judgeRedirectUri(observation), ...shown]
    }
    case 'scopes':
      return judgeScopes(observation)
    case 'consent':
      return judgeConsent(observation)
    case 'callback':
      return judgeCallback(observation)
    case 'nothing':
      return [
        { id: observation.check, status: 'skipped', summary: `Not checked: ${observation.because}.`, evidence: [] },
      ]
  }
}
