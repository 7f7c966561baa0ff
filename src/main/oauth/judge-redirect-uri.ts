import { compareValues } from '../../shared/compare'
import type { Comparison, Evidence, Finding, Fix, Status } from '../../shared/finding'
import type { OAuthProvider } from '../../shared/guidance/oauth/provider-shape'
import { listed } from '../../shared/listed'
import { providerOf } from './judge-client'
import type { AuthorizeAnswer, ObservationOf } from './observation'
import { readRedirectUri } from './redirect-form'
import { sayFailure } from './words'

type RedirectObservation = ObservationOf<'redirect-uri'>

/**
 * Judges the redirect URI: how it is written, and whether the provider has it registered. A provider that treats an address
 * nobody can have registered in the same way shows nothing here.
 */
export function judgeRedirectUri(observation: RedirectObservation): Finding[] {
  const { uri, expected, answer, control, at, provider: id } = observation
  const provider = providerOf(id)
  const form = readRedirectUri(uri)
  const compared = comparisonOf(uri, expected, form.corrected)
  const evidence: Evidence[] = [
    { label: 'Redirect URI', value: uri.slice(0, 500), from: 'input', at },
    ...(answer === null ? [] : evidenceOf(answer, at, 'With this redirect URI')),
    ...(control === null ? [] : evidenceOf(control, at, 'With one that cannot be registered').slice(0, 1)),
  ]
  const finding = (status: Status, summary: string, fix?: Fix): Finding[] => [
    {
      id: 'oauth.redirect-uri',
      status,
      summary,
      ...(compared === null ? {} : { compared }),
      evidence,
      ...(fix === undefined ? {} : { fix }),
    },
  ]
  const register = registerFix(provider)
  if (answer?.meaning === 'redirect-refused')
    return finding(
      'fail',
      `The provider refuses this redirect URI: it is not registered for the client, character by character.${quote(answer)}`,
      register,
    )
  if (expected !== null && compared?.firstDifference)
    return finding(
      'fail',
      `The redirect URI is not the one of the connection. ${compared.firstDifference.sentence}`,
      register,
    )
  if (form.faults.length > 0)
    return finding('fail', `The redirect URI cannot be right: ${listed(form.faults)}.`, register)
  const notes = form.notes.length === 0 ? '' : ` Note that ${listed(form.notes)}.`
  const shown = answer === null ? null : whatIsShown(answer, control)
  switch (shown) {
    case 'registered':
      return finding(
        'pass',
        `The redirect URI is registered for the client: the provider goes on with it, and refuses another one.${notes}`,
      )
    case 'anything':
      return finding(
        'warn',
        'The provider sends the browser to any address, registered or not. That this one works proves nothing, and codes can be led astray.',
        { action: 'Let the provider redirect to registered addresses only.', owner: 'idp-admin' },
      )
    case 'client':
      if (observation.clientKnown)
        return finding(
          'warn',
          `The provider turns the client away where browsers are sent, though its token endpoint knows ID and secret. Some products say so of a redirect URI that is not registered.${answer === null ? '' : quote(answer)}`,
          register,
        )
      return finding(
        'skipped',
        'Whether the redirect URI is registered cannot be seen, because the provider does not know the client.',
      )
    case 'refused':
      return finding(
        'warn',
        `The provider refuses the request for another reason before it comes to the redirect URI.${answer === null ? '' : quote(answer)}`,
      )
    case 'unreachable':
      return finding(
        'skipped',
        `Whether the redirect URI is registered could not be asked: ${answer?.failure ? sayFailure(answer.failure) : 'no answer came'}.${notes}`,
      )
    case 'hidden':
      return finding(
        'info',
        `Whether the redirect URI is registered shows at this provider only in a sign-in: it treats an address that cannot be registered in the same way.${notes}`,
      )
    case null:
      return finding(
        'info',
        `${form.isWorkos && form.notes.length === 0 ? 'The redirect URI has the form WorkOS shows.' : 'Nothing speaks against the redirect URI.'}${notes} Whether it is registered could not be asked${observation.clientId === null ? ' without a client ID' : ''}.`,
      )
  }
}

/** What two answers together show of the redirect URI. */
function whatIsShown(
  answer: AuthorizeAnswer,
  control: AuthorizeAnswer | null,
): 'registered' | 'anything' | 'client' | 'refused' | 'unreachable' | 'hidden' {
  if (answer.outcome === 'unreachable') return 'unreachable'
  if (answer.meaning === 'client-unknown' && answer.outcome !== 'returned') return 'client'
  const otherRefused =
    control?.meaning === 'redirect-refused' || (control?.outcome === 'refused' && answer.outcome !== 'refused')
  if (otherRefused) return 'registered'
  if (answer.outcome === 'returned') return control?.outcome === 'returned' ? 'anything' : 'registered'
  return answer.outcome === 'refused' ? 'refused' : 'hidden'
}

function comparisonOf(
  uri: string,
  expected: { value: string; from: string } | null,
  corrected: string | null,
): Comparison | null {
  const received = { value: uri, from: 'input' }
  if (expected !== null) return compareValues('redirect URI', expected, received)
  if (corrected === null) return null
  return compareValues('redirect URI', { value: corrected, from: 'the form of WorkOS’s redirect URIs' }, received)
}

function registerFix(provider: OAuthProvider | null): Fix {
  return {
    action:
      'Copy the Redirect URI from WorkOS with its copy button and register it at the provider, character by character.',
    where:
      provider?.console.redirectUri ?? 'the redirect URIs, callback URLs or reply URLs of the client at the provider',
    owner: 'idp-admin',
    source: 'https://workos.com/docs/integrations',
  }
}

export function evidenceOf(answer: AuthorizeAnswer, at: string, label: string): Evidence[] {
  const from = answer.url
  return [
    { label, value: sayAnswer(answer), from, at },
    ...(answer.says === null ? [] : [{ label: 'Says', value: answer.says, from, at }]),
  ]
}

function sayAnswer({ failure, status, outcome, error, to }: AuthorizeAnswer): string {
  if (failure !== null) return sayFailure(failure)
  const said = error === null ? '' : `, ${error}`
  if (outcome === 'returned') return `status ${status}, sent to the redirect URI${said}`
  if (outcome === 'sign-in') return `status ${status}, goes on to ${to === null ? 'a page to sign in' : to}`
  return `status ${status}, refused${said}`
}

export const quote = ({ says }: Pick<AuthorizeAnswer, 'says'>) =>
  says === null ? '' : ` It says: “${says.replace(/[.\s]+$/, '').slice(0, 200)}”.`
