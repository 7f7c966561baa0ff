import type { CheckId } from '../../checks'
import type { CauseId } from '../../verdict'
import { type EvidenceRow, is } from './shape'

/** A check that bears on one cause alone: what fails confirms it, what passes rules it out. */
function direct(cause: CauseId, check: CheckId, confirmed: string, ruledOut: string): EvidenceRow[] {
  return [
    { cause, effect: 'confirms', all: [is(check, 'fail')], sentence: confirmed },
    { cause, effect: 'rules-out', all: [is(check, 'pass')], none: [is(check, 'fail')], sentence: ruledOut },
  ]
}

export const oauthEvidence: readonly EvidenceRow[] = [
  ...direct(
    'oauth.redirect-uri-mismatch',
    'oauth.redirect-uri',
    'The provider refuses the redirect URI.',
    'The provider accepts the redirect URI.',
  ),
  ...direct(
    'oauth.invalid-client',
    'oauth.client',
    'The provider does not know the client ID, or not with this secret.',
    'The provider knows client ID and secret.',
  ),
  {
    cause: 'oauth.invalid-client',
    effect: 'suggests',
    all: [is('oauth.client', 'warn', 'given-with-more')],
    none: [is('oauth.client', ['fail', 'pass'])],
    advice: 'of-the-finding',
    sentence: 'The client secret was given with something around it that copying left, and WorkOS may send that along.',
    rivals: [{ cause: null, sentence: 'In WorkOS it may have been entered without it.' }],
  },
  ...direct(
    'oauth.access-denied',
    'oauth.consent',
    'The sign-in came back with a refusal instead of a code.',
    'The provider lets the request go on to consent.',
  ),
  {
    cause: 'oauth.access-denied',
    effect: 'confirms',
    all: [is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], 'refused-as-denied')],
    sentence: 'WorkOS answers that the provider, or the person, declined.',
  },
  {
    cause: 'oauth.access-denied',
    effect: 'suggests',
    all: [is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], 'reason-denied')],
    none: [is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], 'refused-as-denied')],
    sentence: 'The last sign-in was declined at the provider.',
    rivals: [{ cause: null, sentence: 'The person may simply have cancelled.' }],
  },
  ...direct(
    'oauth.scope-error',
    'oauth.scopes',
    'The provider refuses the scopes asked for.',
    'The provider accepts the scopes asked for.',
  ),
]
