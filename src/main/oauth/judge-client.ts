import type { Evidence, Finding, Fix, Status } from '../../shared/finding'
import type { TokenMeaning } from '../../shared/guidance/oauth/dialects'
import type { OAuthProvider } from '../../shared/guidance/oauth/provider-shape'
import { oauthProviders } from '../../shared/guidance/oauth/providers'
import { listed } from '../../shared/listed'
import { type AppleSecretFacts, appleFault, type SecretMark } from './client-secret'
import type { AuthorizeAnswer, ObservationOf, TokenAnswer } from './observation'
import { hostOf, sayFailure } from './words'

type ClientObservation = ObservationOf<'client'>
interface Judgement {
  status: Status
  summary: string
  fix?: Fix
}

export const providerOf = (id: string | null): OAuthProvider | null =>
  oauthProviders.find((one) => one.id === id) ?? null

/** Judges what a made-up code brought to light about client ID and secret, or a true one that was refused for their sake. */
export function judgeClient(observation: ClientObservation, asked = 'Answer to a made-up code'): Finding[] {
  const { answer, other, control, clientId, authentication, at, provider: id } = observation
  const provider = providerOf(id)
  const copied = whatCopyingLeft(observation.marks)
  const evidence: Evidence[] = [
    { label: 'Client ID', value: clientId, from: 'input', at },
    { label: 'Client authentication', value: authentication, from: 'input', at },
    ...(answer === null ? [] : evidenceOf(answer, at, asked)),
    ...(other === null ? [] : evidenceOf(other.answer, at, `Sent as ${other.authentication}`).slice(0, 1)),
    ...(control === null ? [] : evidenceOf(control, at, 'The same from a client nobody has registered').slice(0, 1)),
    ...(observation.apple === null ? [] : appleEvidence(observation.apple, at)),
    ...(copied === null ? [] : [{ label: 'Secret given with', value: copied, from: 'input', at }]),
  ]
  return [
    { id: 'oauth.client', ...judge(observation, provider), evidence },
    ...redirectRefused(observation, provider, asked),
  ]
}

/** A token endpoint may refuse the redirect URI, too. */
function redirectRefused(
  { answer, redirectUri, at }: ClientObservation,
  provider: OAuthProvider | null,
  asked: string,
): Finding[] {
  if (answer?.meaning !== 'redirect-refused' || redirectUri === null) return []
  return [
    {
      id: 'oauth.redirect-uri',
      status: 'fail',
      summary: `The token endpoint refuses this redirect URI: it is not the one registered for the client.${quote(answer)}`,
      evidence: [
        { label: 'Redirect URI', value: redirectUri.slice(0, 500), from: 'input', at },
        ...evidenceOf(answer, at, asked),
      ],
      fix: fixOf(provider, 'redirectUri', 'Copy the Redirect URI from WorkOS and register it, character by character.'),
    },
  ]
}

function judge(observation: ClientObservation, provider: OAuthProvider | null): Judgement {
  const { answer, control, withheld, marks, apple, at } = observation
  if (withheld !== null) return { status: 'skipped', summary: `The client was not tried. ${withheld}` }
  const fault = apple === null ? null : appleFault(apple, observation.clientId, at)
  if (fault !== null)
    return {
      status: 'fail',
      summary: `The client secret for Apple cannot be right: ${fault}`,
      fix: fixOf(provider, 'clientSecret', 'Let WorkOS make the secret anew from the private key, Team ID and Key ID.'),
    }
  if (answer === null) return { status: 'skipped', summary: 'The client was not tried.' }
  if (answer.failure !== null)
    return {
      status: 'skipped',
      summary: `The client could not be tried: ${hostOf(answer.url)} does not answer (${sayFailure(answer.failure)}).`,
    }
  if (answer.issued)
    return {
      status: 'warn',
      summary:
        'The provider gave out a token for a code that was made up. It accepts anything, so this says nothing of the client.',
    }
  if (answer.meaning === null) return unclear(answer)
  return judgeMeaning(answer.meaning, observation, answer, control, provider, whatCopyingLeft(marks))
}

function unclear(answer: TokenAnswer): Judgement {
  const said = quote(answer)
  if (answer.status === 429)
    return { status: 'skipped', summary: 'The provider is asked too often and refuses for now (status 429).' }
  if ((answer.status ?? 0) >= 500)
    return { status: 'skipped', summary: `The token endpoint fails by itself (status ${answer.status}).${said}` }
  return {
    status: 'warn',
    summary: `The answer of the token endpoint says nothing of the client: status ${answer.status}${answer.error === null ? '' : `, ${answer.error}`}.${said}`,
  }
}

function judgeMeaning(
  meaning: TokenMeaning,
  observation: ClientObservation,
  answer: TokenAnswer,
  control: TokenAnswer | null,
  provider: OAuthProvider | null,
  copied: string | null,
): Judgement {
  const said = quote(answer)
  const clean =
    copied === null
      ? ''
      : ` It was given with ${copied}, which ${observation.marks.includes('quotes') ? 'may be why' : 'was left out'}.`
  const secret = (action: string) => fixOf(provider, 'clientSecret', action)
  switch (meaning) {
    case 'client-known':
      return known(observation, control, provider, copied)
    case 'client-unknown':
      return {
        status: 'fail',
        summary: `The provider does not know this client ID.${said}`,
        fix: fixOf(
          provider,
          'clientId',
          'Copy the client ID again, and make sure it belongs to this provider and environment.',
        ),
      }
    case 'secret-wrong':
      return {
        status: 'fail',
        summary: `The provider knows the client ID, but not with this secret.${secretHint(observation)}${clean}${said}`,
        fix: secret('Copy the client secret again; where it is no longer shown, create a new one.'),
      }
    case 'client-wrong':
      return {
        status: 'fail',
        summary: `The provider refuses client ID and secret; it does not say which of them is wrong.${secretHint(observation)}${clean}${methodHint(observation)}${said}`,
        fix: secret('Copy client ID and client secret again; where the secret is no longer shown, create a new one.'),
      }
    case 'secret-expired':
      return {
        status: 'fail',
        summary: `The client secret has expired.${said}`,
        fix: secret('Create a new client secret, enter it in WorkOS, and note the day it ends.'),
      }
    case 'secret-missing':
      return {
        status: 'fail',
        summary: `The provider wants a client secret and did not find one in the request.${methodHint(observation)}${said}`,
      }
    case 'method-refused':
      return {
        status: 'fail',
        summary: `The provider does not take ${observation.authentication} from this client.${said}`,
        fix: {
          action: 'Register the client as a confidential (web) client that authenticates with a client secret.',
          owner: 'idp-admin',
        },
      }
    case 'client-disabled':
      return {
        status: 'fail',
        summary: `The provider knows the client, but has it switched off.${said}`,
        fix: fixOf(provider, 'clientId', 'Switch the app on again.'),
      }
    case 'grant-refused':
      return {
        status: 'fail',
        summary: `The provider does not let this client exchange authorization codes.${said}`,
        fix: { action: 'Allow the authorization code grant for the client (a web application).', owner: 'idp-admin' },
      }
    case 'wrong-tenant':
      return {
        status: 'fail',
        summary: `There is no such tenant.${said}`,
        fix: { action: 'Check the tenant ID in the addresses.', owner: 'idp-admin' },
      }
    case 'redirect-refused':
      return {
        status: 'warn',
        summary: `The provider refuses the redirect URI before it says anything of the secret.${said}`,
      }
    case 'request-refused':
      return {
        status: 'warn',
        summary: `The provider refuses the request itself, so that nothing is known of the client.${said}`,
      }
  }
}

function known(
  { other, authentication }: ClientObservation,
  control: TokenAnswer | null,
  provider: OAuthProvider | null,
  copied: string | null,
): Judgement {
  if (control?.meaning === 'client-known')
    return {
      status: 'warn',
      summary:
        'The provider looks at the code before it looks at the client: it answers a client nobody has registered in the same way. Whether client ID and secret are right shows only in a sign-in.',
    }
  if (copied !== null)
    return {
      status: 'warn',
      summary: `Client ID and secret are right, but the secret was given with ${copied}. That was left out here; WorkOS may send it along.`,
      fix: fixOf(provider, 'clientSecret', 'Enter the client secret without anything around it.'),
    }
  return {
    status: 'pass',
    summary: `The provider knows client ID and secret: it refuses the made-up code, not the client.${other === null ? '' : ` The client is registered for ${authentication}; sent as ${other.authentication} its secret is refused.`}`,
  }
}

const copyMarks: Partial<Record<SecretMark, string>> = {
  'blanks-around': 'blanks around it',
  'line-break': 'a line break around it',
  'invisible-characters': 'characters in it that cannot be seen',
  quotes: 'quotation marks around it',
}

function whatCopyingLeft(marks: readonly SecretMark[]): string | null {
  const left = marks.map((mark) => copyMarks[mark]).filter((one) => one !== undefined)
  return left.length === 0 ? null : listed(left)
}

function secretHint({ marks, provider }: ClientObservation): string {
  if (marks.includes('same-as-client-id')) return ' What was given as the secret is the client ID.'
  if (marks.includes('masked')) return ' What was given is the masked form a page shows, not the secret itself.'
  if (marks.includes('secret-id') && (provider === 'entra' || provider === 'microsoft'))
    return ' What was given looks like the Secret ID; the secret is in the column Value beside it.'
  return ''
}

/** Where one attempt was made alone, another way to authenticate stays untried. */
function methodHint({ authentication, supportedMethods, provider, other: tried }: ClientObservation): string {
  if (tried !== null) return ` It was sent as ${authentication} and as ${tried.authentication}.`
  const others = ['client_secret_basic', 'client_secret_post'].filter((method) => method !== authentication)
  const other = others.find((method) => supportedMethods?.includes(method))
  if (other === undefined || providerOf(provider)?.authentication === authentication) return ''
  return ` It was sent as ${authentication}; a client that is registered for ${other} alone is refused like that, too.`
}

export function fixOf(provider: OAuthProvider | null, field: keyof OAuthProvider['console'], action: string): Fix {
  return { action, owner: 'idp-admin', ...(provider === null ? {} : { where: provider.console[field] }) }
}

export function quote({ says }: Pick<TokenAnswer, 'says'>): string {
  return says === null ? '' : ` It says: “${says.replace(/[.\s]+$/, '')}”.`
}

export function evidenceOf(answer: TokenAnswer, at: string, label: string): Evidence[] {
  const from = `POST ${answer.url}`
  const value =
    answer.failure === null
      ? `status ${answer.status}${answer.error === null ? '' : `, ${answer.error}`}`
      : sayFailure(answer.failure)
  return [
    { label, value, from, at },
    ...(answer.says === null ? [] : [{ label: 'Says', value: answer.says, from, at }]),
    ...(answer.codes.length === 0
      ? []
      : [{ label: 'Codes', value: answer.codes.map((code) => `AADSTS${code}`).join(', '), from, at }]),
  ]
}

function appleEvidence(facts: AppleSecretFacts, at: string): Evidence[] {
  const rows = [
    ['Algorithm', facts.algorithm],
    ['Key ID', facts.keyId],
    ['Team ID (iss)', facts.issuer],
    ['Services ID (sub)', facts.subject],
    ['Audience (aud)', facts.audience],
    ['Ends', facts.expiresAt],
  ] as const
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value, from: 'the client secret', at }]))
}

/** Judges the client by what the authorization endpoint says of it, which needs no secret. */
export function judgeClientShown(
  answer: AuthorizeAnswer,
  clientId: string,
  provider: OAuthProvider | null,
  at: string,
): Finding[] {
  if (answer.meaning !== 'client-unknown') return []
  return [
    {
      id: 'oauth.client',
      status: 'fail',
      summary: `The provider does not know this client ID, or has it switched off.${answer.says === null ? '' : ` It says: “${answer.says}”.`}`,
      evidence: [
        { label: 'Client ID', value: clientId, from: 'input', at },
        {
          label: 'Answer',
          value: `status ${answer.status}${answer.error === null ? '' : `, ${answer.error}`}`,
          from: answer.url,
          at,
        },
      ],
      fix: fixOf(
        provider,
        'clientId',
        'Copy the client ID again, and make sure it belongs to this provider and environment.',
      ),
    },
  ]
}
