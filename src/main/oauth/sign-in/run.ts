import type { Finding } from '../../../shared/finding'
import { failed, type Outcome, succeeded } from '../../../shared/problem'
import type { OAuthSignInInput, OAuthSignInResult } from '../../../shared/runs/oauth'
import type { Host } from '../../host/host'
import { type Probe, runProbe } from '../../probe'
import type { ProgressTold, RunContext } from '../../runs/run'
import { clientGiven } from '../run'
import { gatherSignIn, type SignInInput } from './gather'
import { judgeSignIn } from './judge'
import type { SignInObservation } from './observation'

export const signInProbe: Probe<SignInInput, SignInObservation> = {
  name: 'oauth.sign-in',
  gather: gatherSignIn,
  judge: judgeSignIn,
}

/** How long the person may take. */
export const patienceMs = 5 * 60_000

/** Signs in at a provider for the window, in the system's browser. */
export async function* signInAtProvider(
  { provider, clientSecret, ...input }: OAuthSignInInput,
  { host, secret, browse, progress }: Pick<RunContext, 'host' | 'secret' | 'browse'> & ProgressTold<'oauth.sign-in'>,
): AsyncGenerator<Finding, Outcome<OAuthSignInResult>> {
  const given = await clientGiven({ provider, clientSecret }, { secret })
  if (!given.ok) return given
  const open = async (url: string) => {
    progress?.(() => ({ url }))
    await browse?.(url)
  }
  return yield* signInWith({ ...input, ...given.value, patienceMs, open }, host)
}

/** The same with everything in hand. */
export async function* signInWith(input: SignInInput, host: Host): AsyncGenerator<Finding, Outcome<OAuthSignInResult>> {
  const result: OAuthSignInResult = {
    provider: input.provider?.id ?? null,
    issuer: null,
    redirectUri: null,
    signedIn: false,
    idToken: null,
  }
  for await (const { observation, findings } of runProbe(signInProbe, input, host)) {
    record(result, observation)
    yield* findings
  }
  if (host.signal.aborted)
    return failed({
      code: 'oauth.cancelled',
      title: 'The sign-in was cancelled.',
      detail: 'What it had found until then is still shown.',
      remedy: 'Start it again when you want the rest.',
    })
  return succeeded(result)
}

function record(result: OAuthSignInResult, observation: SignInObservation): void {
  result.provider ??= observation.provider
  switch (observation.of) {
    case 'discovery':
      result.issuer = observation.facts?.issuer ?? null
      break
    case 'return':
      result.redirectUri = observation.redirectUri
      break
    case 'exchange':
      result.signedIn = observation.answer?.issued ?? false
      break
    case 'id-token': {
      if (observation.token === null) break
      const { algorithm, keyId, issuer, audience, issuedAt, expires, claims, profile } = observation.token
      result.idToken = {
        algorithm,
        keyId,
        issuer,
        audience,
        issuedAt: isoOf(issuedAt),
        expires: isoOf(expires),
        claims,
        profile,
      }
    }
  }
}

const isoOf = (seconds: number | null) =>
  seconds === null || Math.abs(seconds) > 8e9 ? null : new Date(seconds * 1000).toISOString()
