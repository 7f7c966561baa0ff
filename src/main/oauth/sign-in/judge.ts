import type { Evidence, Finding, Fix, Status } from '../../../shared/finding'
import { judgeOAuth } from '../judge'
import { evidenceOf, judgeClient, providerOf, quote } from '../judge-client'
import { hostOf, sayFailure } from '../words'
import { judgeIdToken } from './judge-id-token'
import type { SignInObservation, SignInObservationOf } from './observation'

/** Judges one observation of a sign-in. */
export function judgeSignIn(observation: SignInObservation): Finding[] {
  switch (observation.of) {
    case 'return':
      return judgeReturn(observation)
    case 'exchange':
      return judgeExchange(observation)
    case 'id-token':
      return judgeIdToken(observation)
    default:
      return judgeOAuth(observation)
  }
}

/** Judges with what the browser came back. Source: RFC 6749 section 4.1.2, RFC 9207 section 2.4 */
function judgeReturn(observation: SignInObservationOf<'return'>): Finding[] {
  const { redirectUri, outcome, problem, state, issuer, expectedIssuer, hasCode, error, at, provider } = observation
  const evidence: Evidence[] = [{ label: 'Redirect URI', value: redirectUri, from: 'this sign-in', at }]
  const finding = (status: Status, summary: string, fix?: Fix): Finding[] => [
    { id: 'oauth.sign-in', status, summary, evidence, ...(fix === undefined ? {} : { fix }) },
  ]
  if (outcome === 'not-listening')
    return finding('skipped', `Nobody can come back to ${redirectUri}: ${problem ?? 'it cannot be listened at'}.`)
  if (outcome === 'not-returned')
    return finding(
      'skipped',
      'The browser did not come back in time. Where the provider showed an error on a page of its own, its code stands there; mostly the redirect URI is not registered.',
      {
        action: `Register ${redirectUri} for this client, character by character.`,
        ...whereOf(providerOf(provider)?.console.redirectUri),
        owner: 'idp-admin',
      },
    )
  const isStateWrong = hasCode && state !== 'same'
  if (isStateWrong)
    return finding(
      'fail',
      state === 'absent'
        ? 'The browser came back without the state it was sent with. A client has to refuse that: the answer may belong to somebody else’s sign-in.'
        : 'The browser came back with another state than it was sent with. A client has to refuse that: the answer may belong to somebody else’s sign-in.',
      { action: 'Have the provider return the state unchanged.', owner: 'idp-admin' },
    )
  if (issuer !== null && expectedIssuer !== null && issuer !== expectedIssuer)
    return finding(
      'fail',
      `The answer names ${issuer} as its issuer, and the discovery document ${expectedIssuer}. A client has to refuse that as the answer of another provider.`,
      { action: 'Make both name the same issuer.', owner: 'idp-admin' },
    )
  if (error !== null) return []
  if (!hasCode)
    return finding(
      'fail',
      'The browser came back with neither a code nor an error. Some providers answer behind the # of the address, which only a browser sees, when the client is set to the implicit flow.',
      { action: 'Set the client to the authorization code flow.', owner: 'idp-admin' },
    )
  return []
}

const whereOf = (where: string | undefined) => (where === undefined ? {} : { where })

/** Judges what the token endpoint made of a true code. Source: RFC 6749 section 5 */
function judgeExchange(observation: SignInObservationOf<'exchange'>): Finding[] {
  const { client, answer, hasIdToken, asksOpenId, at, provider } = observation
  if (answer === null) return client === null ? [] : judgeClient({ ...client, at, provider }, 'Answer to the code')
  const evidence = evidenceOf(answer, at, 'Answer to the code')
  const finding = (status: Status, summary: string, fix?: Fix): Finding => ({
    id: 'oauth.sign-in',
    status,
    summary,
    evidence,
    ...(fix === undefined ? {} : { fix }),
  })
  if (answer.failure !== null)
    return [
      finding(
        'fail',
        `The sign-in ended with a code, but ${hostOf(answer.url)} does not answer when it is to be exchanged: ${sayFailure(answer.failure)}.`,
      ),
    ]
  if (!answer.issued) return refused(observation, answer, finding)
  const done = finding('pass', 'The sign-in succeeded: the provider exchanged the code for tokens.')
  if (hasIdToken) return [done]
  if (!asksOpenId)
    return [
      done,
      {
        id: 'oauth.id-token',
        status: 'skipped',
        summary: 'Not checked: openid was not among the scopes.',
        evidence: [],
      },
    ]
  return [
    done,
    providerOf(provider)?.discoveryUrl === null
      ? {
          id: 'oauth.id-token',
          status: 'skipped',
          summary: 'Not checked: this provider speaks OAuth 2.0 without OpenID Connect and gives out no ID token.',
          evidence,
        }
      : {
          id: 'oauth.id-token',
          status: 'fail',
          summary: 'The provider gave out an access token, but no ID token, although openid was asked for.',
          evidence,
          fix: { action: 'Allow the scope openid for this client.', owner: 'idp-admin' },
        },
  ]
}

function refused(
  { client, at, provider }: SignInObservationOf<'exchange'>,
  answer: NonNullable<SignInObservationOf<'exchange'>['answer']>,
  finding: (status: Status, summary: string, fix?: Fix) => Finding,
): Finding[] {
  const { meaning, status, error } = answer
  const said = quote(answer)
  const broken = `The provider signed the person in and gave out a code, and its token endpoint then`
  if (meaning === 'client-known')
    return [
      finding(
        'fail',
        `${broken} refuses that very code.${said} It was used seconds after it came, once, with the redirect URI and the PKCE verifier it was asked with.`,
        {
          action:
            'Look at whether token and authorization endpoint belong to the same tenant, and whether several servers share their codes.',
          owner: 'idp-admin',
        },
      ),
    ]
  if (meaning === null)
    return [
      (status ?? 0) < 400
        ? finding('fail', `${broken} answers with success, but without a token (status ${status}).${said}`)
        : finding(
            (status ?? 0) >= 500 || status === 429 ? 'warn' : 'fail',
            `${broken} refuses it: status ${status}${error === null ? '' : `, ${error}`}.${said}`,
          ),
    ]
  if (client !== null) return judgeClient({ ...client, at, provider }, 'Answer to the code')
  return [
    {
      ...finding('fail', `${broken} refuses the client, which proved nothing: no client secret was given.${said}`, {
        action: 'Give the client secret, or register the client as a public one (native) for this test.',
        owner: 'idp-admin',
      }),
      id: 'oauth.client',
    },
  ]
}
