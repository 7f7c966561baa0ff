import type { CheckId } from '../../checks'
import type { Fix } from '../../finding'
import type { CauseId } from '../../verdict'
import type { PredicateName } from './predicates'
import { type EvidenceRow, is } from './shape'

const anotherProvider = 'The provider in use may send another shape.'

/** A rehearsal tells of the endpoint, not of the provider: no switch of the provider mends it. */
const endpointFault = (what: string): Fix => ({
  action: `The endpoint itself does not carry out ${what}. Show whoever runs it what was sent and what stayed as it was; for a directory of WorkOS that is WorkOS support.`,
  owner: 'workos-admin',
  source: 'https://workos.com/docs/integrations/scim',
})

/** The endpoint loses just the shape which the provider of this directory sends. */
const losesOwnShape = (
  cause: CauseId,
  check: CheckId,
  loses: PredicateName,
  provider: PredicateName,
  what: string,
): EvidenceRow => ({
  cause,
  effect: 'confirms',
  all: [is(check, 'fail', loses), is('workos.directory', 'pass', provider)],
  advice: endpointFault(what),
  sentence: `The endpoint answers the ${what} of this directory’s provider with success, and does not carry them out.`,
})

export const scimEvidence: readonly EvidenceRow[] = [
  {
    cause: 'scim.unauthorized',
    effect: 'confirms',
    all: [is('scim.token', 'fail', 'token-refused')],
    sentence: 'The endpoint refuses the token as it was given.',
  },
  {
    cause: 'scim.unauthorized',
    effect: 'confirms',
    all: [is('workos.directory-state', 'fail', 'credentials-refused')],
    sentence: 'WorkOS reports that the provider refuses its credentials.',
  },
  {
    cause: 'scim.unauthorized',
    effect: 'confirms',
    all: [is('workos.token', 'fail')],
    sentence: 'The token is none that WorkOS takes for this directory.',
  },
  {
    cause: 'scim.unauthorized',
    effect: 'suggests',
    all: [is('scim.token', 'fail')],
    sentence: 'The endpoint knows the token and does not let it read users (403).',
    rivals: [{ cause: null, sentence: 'The directory may be inactive, or an allow-list may leave this machine out.' }],
  },
  {
    cause: 'scim.unauthorized',
    effect: 'suggests',
    all: [is('scim.endpoint', 'fail', 'page-refuses')],
    sentence: 'A page refuses the request as unauthorized (401), as some services answer a token that is wrong.',
    rivals: [{ cause: null, sentence: 'A proxy or a gateway in front of the service may want a sign-in of its own.' }],
  },
  {
    cause: 'scim.unauthorized',
    effect: 'rules-out',
    all: [is('scim.token', ['pass', 'warn', 'info'])],
    none: [is('scim.token', 'fail'), is('scim.token', 'warn', 'ignores-tokens')],
    sentence: 'The endpoint accepts the token.',
  },

  {
    cause: 'scim.not-found',
    effect: 'confirms',
    all: [is('scim.endpoint', 'fail', 'wrong-address')],
    sentence: 'The directory is not at the address given.',
  },
  {
    cause: 'scim.not-found',
    effect: 'suggests',
    all: [is('scim.endpoint', 'fail')],
    none: [is('scim.endpoint', 'fail', 'no-network')],
    sentence: 'No SCIM service answers at the address.',
    rivals: [{ cause: null, sentence: 'It may be out of order for now, or out of reach of this machine.' }],
  },
  {
    cause: 'scim.not-found',
    effect: 'leaves-open',
    all: [is('scim.endpoint', 'fail', 'no-network')],
    sentence: 'This machine reaches no network where the name could be looked up, which tells nothing of the address.',
  },
  {
    cause: 'scim.not-found',
    effect: 'rules-out',
    all: [is('scim.endpoint', ['pass', 'warn', 'info'], 'answers-well')],
    none: [is('scim.endpoint', 'fail')],
    sentence: 'A SCIM service answers at the address.',
  },
  {
    cause: 'scim.not-found',
    effect: 'leaves-open',
    all: [is('scim.endpoint', ['pass', 'warn'])],
    sentence:
      'Something answers at the address and wants a token that it accepts. Whether the rest of the address is right shows only with such a token.',
  },

  {
    cause: 'scim.attributes-missing',
    effect: 'confirms',
    all: [is('scim.attributes', 'fail')],
    none: [is('scim.attributes', 'fail', 'sent-by-provider')],
    sentence: 'Users have no e-mail address or no names.',
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'confirms',
    all: [is('scim.attributes', 'fail', 'sent-by-provider')],
    advice: 'of-the-finding',
    sentence: 'The provider sends users without an e-mail address or without names.',
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'confirms',
    all: [is('workos.users', 'fail', 'shows-users')],
    sentence: 'No user of the directory has an e-mail address, or none has a name.',
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'suggests',
    all: [is('workos.users', 'warn', 'lacks-attributes')],
    sentence: 'Some users of the directory lack an e-mail address or a name.',
    rivals: [{ cause: null, sentence: 'Those users may lack it in the provider’s own directory as well.' }],
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'suggests',
    all: [is('scim.attributes', 'warn', 'lacks-in-sample')],
    sentence: 'Some of the first users lack an e-mail address or a name.',
    rivals: [{ cause: null, sentence: 'Those users may lack it in the provider’s own directory as well.' }],
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'rules-out',
    all: [is('workos.users', 'pass')],
    none: [is('scim.attributes', ['fail', 'warn'])],
    sentence: 'Every active user has e-mail address and names.',
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'rules-out',
    all: [is('scim.attributes', 'pass')],
    none: [is('scim.attributes', ['fail', 'warn']), is('workos.users', ['warn', 'fail'])],
    sentence: 'The endpoint keeps e-mail address and names.',
  },

  {
    cause: 'scim.updates-disabled',
    effect: 'confirms',
    all: [is('scim.update', 'fail', 'captured')],
    advice: 'of-the-finding',
    sentence: 'A user was changed at the provider, and the provider sent nothing.',
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'confirms',
    all: [is('scim.update', 'fail', 'no-patch-works')],
    none: [is('scim.update', 'fail', 'captured')],
    advice: endpointFault('changes'),
    sentence:
      'The endpoint does not carry out changes of the marked test user that come as PATCH, the way most providers send them.',
  },
  losesOwnShape('scim.updates-disabled', 'scim.update', 'loses-shape-of-entra', 'of-entra', 'changes'),
  losesOwnShape('scim.updates-disabled', 'scim.update', 'loses-shape-of-okta', 'of-okta', 'changes'),
  {
    cause: 'scim.updates-disabled',
    effect: 'suggests',
    all: [is('scim.update', 'fail', 'of-a-user')],
    sentence: 'The endpoint loses changes in some of the shapes in which providers send them.',
    rivals: [{ cause: null, sentence: anotherProvider }],
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'suggests',
    all: [is('scim.update', 'fail', 'of-a-group')],
    sentence: 'Changes of who is in a group have no effect.',
    rivals: [{ cause: null, sentence: 'Changes of the users themselves may arrive all the same.' }],
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'suggests',
    all: [is('scim.update', 'warn', 'some-way-refused')],
    sentence: 'The endpoint refuses some of the shapes in which providers send changes.',
    rivals: [{ cause: null, sentence: anotherProvider }],
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'suggests',
    all: [is('scim.update', 'warn', 'no-change-seen')],
    sentence: 'Users were created, and no change of any of them was seen.',
    rivals: [{ cause: null, sentence: 'Nobody may have changed in that time.' }],
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'rules-out',
    all: [is('scim.update', 'pass', 'sent-by-provider')],
    none: [is('scim.update', 'fail')],
    sentence: 'The provider sends changes of users.',
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'leaves-open',
    all: [is('scim.update', 'pass')],
    sentence: 'The endpoint takes changes and keeps them. Whether the provider sends any does not show there.',
  },

  {
    cause: 'scim.deactivation-disabled',
    effect: 'confirms',
    all: [is('scim.deactivate', 'fail', 'captured')],
    advice: 'of-the-finding',
    sentence: 'A user was deactivated at the provider, and the provider sent nothing.',
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'confirms',
    all: [is('scim.deactivate', 'fail', 'no-regular-patch-works')],
    none: [is('scim.deactivate', 'fail', 'captured')],
    advice: endpointFault('deactivations'),
    sentence:
      'The marked test user stays active although the endpoint is told to deactivate it with PATCH, the way most providers do it.',
  },
  losesOwnShape('scim.deactivation-disabled', 'scim.deactivate', 'loses-shape-of-okta', 'of-okta', 'deactivations'),
  {
    cause: 'scim.deactivation-disabled',
    effect: 'suggests',
    all: [is('scim.deactivate', 'fail', 'regular-shapes')],
    sentence: 'The endpoint loses deactivations in some of the shapes in which providers send them.',
    rivals: [{ cause: null, sentence: anotherProvider }],
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'suggests',
    all: [is('scim.deactivate', 'fail', 'text-for-boolean')],
    sentence: 'The endpoint takes no notice of a deactivation in Microsoft’s own shape.',
    rivals: [{ cause: null, sentence: anotherProvider }],
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'suggests',
    all: [is('scim.deactivate', 'warn', 'some-way-refused')],
    sentence: 'The endpoint refuses some of the shapes in which providers deactivate.',
    rivals: [{ cause: null, sentence: anotherProvider }],
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'suggests',
    all: [is('scim.deactivate', 'warn', 'no-change-seen')],
    sentence: 'Users were created, and no deactivation of any of them was seen.',
    rivals: [{ cause: null, sentence: 'Nobody may have left in that time.' }],
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'rules-out',
    all: [is('scim.deactivate', 'pass', 'sent-by-provider')],
    none: [is('scim.deactivate', 'fail')],
    sentence: 'The provider sends deactivations, or removes users who leave.',
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'leaves-open',
    all: [is('workos.users', ['pass', 'warn', 'fail'], 'has-inactive')],
    sentence:
      'WorkOS shows inactive users, so deactivations arrived at some time. Whether they still do, a user shows who is deactivated now.',
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'leaves-open',
    all: [is('scim.deactivate', 'pass', 'regular-shapes')],
    sentence: 'The endpoint takes deactivations and keeps them. Whether the provider sends any does not show there.',
  },
]
