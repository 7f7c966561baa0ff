import { compareValues } from '../../../shared/compare'
import type { Comparison, Evidence, Finding, Fix, Status } from '../../../shared/finding'
import { listed } from '../../../shared/listed'
import type { IdTokenFacts, SignInObservationOf } from './observation'

type Observation = SignInObservationOf<'id-token'>
type Say = (
  status: Status,
  summary: string,
  evidence: ReadonlyArray<readonly [label: string, value: string | null]>,
  more?: { fix?: Fix; compared?: Comparison },
) => Finding

/** How far clocks may be apart before clients refuse a token; most allow that much or less. */
const toleranceSeconds = 60
const farOffSeconds = 300
const entraTemplate = /\{tenant_?id\}/i
const from = 'the ID token'
const publishKeys: Fix = {
  action:
    'Publish the key ID tokens are signed with at the jwks_uri, and keep the old one there until no token of it is left.',
  owner: 'idp-admin',
}

/** Judges an ID token as a client has to. Source: OpenID Connect Core 1.0 section 3.1.3.7 */
export function judgeIdToken(observation: Observation): Finding[] {
  const { token, problem, at } = observation
  const say: Say = (status, summary, rows, more = {}) => ({
    id: 'oauth.id-token',
    status,
    summary,
    evidence: rows.flatMap(([label, value]): Evidence[] => (value === null ? [] : [{ label, value, from, at }])),
    ...more,
  })
  if (token === null)
    return [
      problem === 'encrypted'
        ? say(
            'warn',
            'The ID token is encrypted for a key of the client. Only whoever holds that key can read it.',
            [],
            { fix: { action: 'Switch the encryption of ID tokens off for this client.', owner: 'idp-admin' } },
          )
        : say('fail', 'What came as the ID token is not a signed JWT.', [], {
            fix: { action: 'Have the provider give out ID tokens as signed JWTs.', owner: 'idp-admin' },
          }),
    ]
  return [
    judgeSignature(token, observation.algorithms, say),
    judgeTokenIssuer(token, observation, say),
    judgeAudience(token, observation.expected.clientId, say),
    judgeNonce(token, say),
    judgeTimes(token, observation, say),
    ...judgeClaims(token, say),
  ]
}

function judgeSignature(token: IdTokenFacts, algorithms: readonly string[] | null, say: Say): Finding {
  const { signature, algorithm, keyId, key, published } = token
  const rows = [
    ['Algorithm', algorithm],
    ['Key ID', keyId],
    ['Key IDs published', published.length === 0 ? null : published.map((one) => one ?? 'none').join(', ')],
  ] as const
  switch (signature) {
    case 'good': {
      if (key?.id === null && key.detail === 'the client secret')
        return say(
          'warn',
          `The signature is right, but made with the client secret (${algorithm}): whoever holds the secret can make ID tokens, and many clients take none of that kind.`,
          rows,
          { fix: { action: 'Sign ID tokens for this client with RS256.', owner: 'idp-admin' } },
        )
      if (keyId === null && published.length > 1)
        return say(
          'warn',
          `The signature is right, but the token does not say by which of the ${published.length} keys. Clients that do not try them all refuse it.`,
          rows,
          { fix: { action: 'Have the provider name the key (kid) in the header of ID tokens.', owner: 'idp-admin' } },
        )
      if (algorithm !== null && algorithms !== null && !algorithms.includes(algorithm))
        return say(
          'warn',
          `The signature is right, but ${algorithm} is none of the algorithms the discovery document promises (${algorithms.join(', ')}).`,
          rows,
        )
      return say('pass', `The signature is right (${algorithm}, ${key?.detail}).`, rows)
    }
    case 'bad':
      return say(
        'fail',
        /^HS/.test(algorithm ?? '')
          ? 'The signature is not made with this client secret.'
          : keyId === null
            ? 'The signature is by none of the published keys.'
            : `The signature is not by the key ${keyId} that the provider publishes: the key was exchanged under the same ID, or the token was changed on its way.`,
        rows,
        { fix: publishKeys },
      )
    case 'no-key':
      return say(
        'fail',
        keyId === null
          ? 'The token names no key, and its signature is by none of those the provider publishes.'
          : `The token is signed with the key ${keyId}, which the provider does not publish.`,
        rows,
        { fix: publishKeys },
      )
    case 'unsigned':
      return say('fail', 'The ID token is not signed. Anybody could have made it.', rows, {
        fix: { action: 'Sign ID tokens for this client with RS256.', owner: 'idp-admin' },
      })
    case 'keys-unread':
      return say('fail', 'The signature cannot be verified: the provider’s keys cannot be read.', rows, {
        fix: publishKeys,
      })
    case 'secret-missing':
      return say(
        'skipped',
        `The signature was not verified: it is made with the client secret (${algorithm}), and none was given.`,
        rows,
      )
    case 'unsupported':
      return say(
        'fail',
        `The signature cannot be verified: ${algorithm ?? 'its algorithm'} with this key is not something clients take.`,
        rows,
        { fix: { action: 'Sign ID tokens with RS256 and a key of at least 2048 bits.', owner: 'idp-admin' } },
      )
  }
}

function judgeTokenIssuer(token: IdTokenFacts, { expected }: Observation, say: Say): Finding {
  const { issuer, tenant } = token
  if (issuer === null)
    return say('fail', 'The ID token names no issuer (iss).', [], {
      fix: { action: 'Have the provider put its issuer into ID tokens.', owner: 'idp-admin' },
    })
  if (expected.issuer === null)
    return say('info', `The ID token names ${issuer} as its issuer; there is nothing to compare it with.`, [
      ['iss', issuer],
    ])
  const wanted = tenant === null ? expected.issuer : expected.issuer.replace(entraTemplate, tenant)
  const compared = compareValues('issuer', { value: wanted, from: 'the discovery document' }, { value: issuer, from })
  if (compared.firstDifference === null)
    return say('pass', 'The ID token names the issuer of the discovery document, character by character.', [], {
      compared,
    })
  return say(
    'fail',
    `The ID token names another issuer than the discovery document: ${compared.firstDifference.sentence} Clients refuse it.`,
    [],
    {
      compared,
      fix: {
        action: `Give the connection the issuer the tokens carry, ${issuer}, with its own discovery document; or set the provider’s issuer to the one it publishes.`,
        owner: 'idp-admin',
      },
    },
  )
}

function judgeAudience({ audience, authorizedParty }: IdTokenFacts, clientId: string, say: Say): Finding {
  const rows = [
    ['aud', audience.length === 0 ? null : audience.join(', ')],
    ['azp', authorizedParty],
  ] as const
  if (!audience.includes(clientId))
    return say(
      'fail',
      audience.length === 0
        ? 'The ID token names no audience (aud).'
        : `The ID token is made out to ${listed(audience)}, not to this client.`,
      rows,
      {
        ...(audience[0] === undefined
          ? {}
          : {
              compared: compareValues(
                'audience',
                { value: clientId, from: 'the client ID' },
                { value: audience[0], from },
              ),
            }),
        fix: { action: 'Have the provider put the client ID into aud.', owner: 'idp-admin' },
      },
    )
  if (authorizedParty !== null && authorizedParty !== clientId)
    return say('fail', `The ID token was issued to ${authorizedParty} (azp), not to this client.`, rows)
  if (audience.length > 1 && authorizedParty === null)
    return say(
      'warn',
      `The ID token is made out to ${audience.length} audiences and does not say to which of them it was issued (azp). Some clients refuse that.`,
      rows,
    )
  return say('pass', 'The ID token is made out to this client.', rows)
}

function judgeNonce({ nonce }: IdTokenFacts, say: Say): Finding {
  if (nonce === 'same') return say('pass', 'The ID token carries the nonce of this sign-in.', [])
  return say(
    'fail',
    nonce === 'absent'
      ? 'The ID token does not carry the nonce it was asked with. A client has to refuse it: the token may be from another sign-in.'
      : 'The ID token carries another nonce than it was asked with. A client has to refuse it: the token is from another sign-in.',
    [],
    { fix: { action: 'Have the provider return the nonce unchanged in the ID token.', owner: 'idp-admin' } },
  )
}

function judgeTimes(token: IdTokenFacts, { receivedAt, serverDate }: Observation, say: Say): Finding {
  const { expires, issuedAt, notBefore, malformed } = token
  const now = Date.parse(receivedAt) / 1000
  const rows = [
    ['iat', moment(issuedAt)],
    ['nbf', moment(notBefore)],
    ['exp', moment(expires)],
    ['This machine’s clock', receivedAt],
    ['The provider’s web server', serverDate],
  ] as const
  const wrongType = malformed.filter((name) => ['exp', 'iat', 'nbf'].includes(name))
  if (wrongType.length > 0)
    return say(
      'fail',
      `${listed(wrongType)} in the ID token ${wrongType.length === 1 ? 'is no number' : 'are no numbers'} of seconds, as clients want it.`,
      rows,
    )
  if (expires === null) return say('fail', 'The ID token does not say when it ends (exp).', rows)
  if (issuedAt === null) return say('fail', 'The ID token does not say when it was issued (iat).', rows)
  if (issuedAt > 1e11 || expires > 1e11)
    return say('fail', 'The times of the ID token are milliseconds; they have to be seconds.', rows)
  const ahead = issuedAt - now
  const whose = whoseClock(now, issuedAt, serverDate)
  if (expires <= issuedAt) return say('fail', 'The ID token ends before it begins: exp is not after iat.', rows)
  if (expires + toleranceSeconds < now)
    return say(
      'fail',
      `The ID token had ended ${span(now - expires)} before it came. ${Math.abs(ahead) > farOffSeconds ? whose : 'Its lifetime is too short.'}`,
      rows,
      { fix: clockFix },
    )
  if (Math.max(issuedAt, notBefore ?? issuedAt) - now > toleranceSeconds)
    return say(
      Math.max(issuedAt, notBefore ?? issuedAt) - now > farOffSeconds ? 'fail' : 'warn',
      `The ID token was issued ${span(Math.max(issuedAt, notBefore ?? issuedAt) - now)} in the future. ${whose}`,
      rows,
      { fix: clockFix },
    )
  if (-ahead > farOffSeconds)
    return say(
      'warn',
      `The ID token was issued ${span(-ahead)} before it came, though it was just made. ${whose}`,
      rows,
      { fix: clockFix },
    )
  return say('pass', `The ID token is good now, for ${span(expires - now)}. The clocks agree.`, rows)
}

const clockFix: Fix = {
  action: 'Set the clock that is wrong by a time server. Signpost’s Clocks tool says which one it is.',
  owner: 'idp-admin',
}

/** Which of the clocks stands alone. The web server of the token endpoint tells a third time. */
function whoseClock(now: number, issuedAt: number, serverDate: string | null): string {
  if (serverDate === null) return 'This machine’s clock and the provider’s are apart.'
  const server = Date.parse(serverDate) / 1000
  const near = (a: number, b: number) => Math.abs(a - b) <= toleranceSeconds
  if (near(server, now))
    return 'The provider’s web server agrees with this machine: what signs the tokens has the wrong clock.'
  if (near(server, issuedAt))
    return 'The provider’s web server agrees with the token: the provider’s clock or this machine’s is wrong.'
  return 'This machine, the token and the provider’s web server each tell another time.'
}

function judgeClaims(token: IdTokenFacts, say: Say): Finding[] {
  const { subject, malformed, accessTokenHash, claims, profile } = token
  const findings: Finding[] = []
  const others = malformed.filter((name) => !['exp', 'iat', 'nbf'].includes(name))
  if (accessTokenHash === 'other')
    findings.push(
      say('fail', 'The ID token does not belong to the access token it came with (at_hash). Clients refuse it.', []),
    )
  if (others.length > 0)
    findings.push(
      say('fail', `${listed(others)} in the ID token ${others.length === 1 ? 'has' : 'have'} the wrong type.`, []),
    )
  if (subject === null || subject === '') {
    if (!others.includes('sub'))
      findings.push(
        say('fail', 'The ID token does not say who signed in (sub).', [['Claims', claims.join(', ')]], {
          fix: { action: 'Have the provider put a subject into ID tokens.', owner: 'idp-admin' },
        }),
      )
  } else if (findings.length === 0)
    findings.push(
      say(
        'info',
        profile.some(({ name }) => name === 'email')
          ? 'The ID token says who signed in, with an email address.'
          : 'The ID token says who signed in, but carries no email address: whoever needs one has to ask the userinfo endpoint.',
        profile.map(({ name, value }) => [name, value] as const),
      ),
    )
  return findings
}

const moment = (seconds: number | null) =>
  seconds === null || Math.abs(seconds) > 8e9
    ? seconds === null
      ? null
      : String(seconds)
    : new Date(seconds * 1000).toISOString()

function span(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  if (whole < 120) return `${whole} seconds`
  if (whole < 7200) return `${Math.round(whole / 60)} minutes`
  return whole < 172_800 ? `${Math.round(whole / 3600)} hours` : `${Math.round(whole / 86_400)} days`
}
