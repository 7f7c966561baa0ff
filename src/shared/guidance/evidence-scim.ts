import { type EvidenceRow, is } from './evidence-shape'

export const scimEvidence: readonly EvidenceRow[] = [
  {
    cause: 'scim.unauthorized',
    effect: 'confirms',
    all: [is('scim.token', 'fail')],
    sentence: 'The endpoint refuses the token.',
  },
  {
    cause: 'scim.unauthorized',
    effect: 'confirms',
    all: [is('workos.directory-state', 'fail', 'credentials-refused')],
    sentence: 'WorkOS reports that the provider refuses its credentials.',
  },
  {
    cause: 'scim.unauthorized',
    effect: 'rules-out',
    all: [is('scim.token', ['pass', 'warn', 'info'])],
    none: [is('scim.token', 'fail')],
    sentence: 'The endpoint accepts the token.',
  },

  {
    cause: 'scim.not-found',
    effect: 'confirms',
    all: [is('scim.endpoint', 'fail')],
    sentence: 'There is no SCIM service at the address.',
  },
  {
    cause: 'scim.not-found',
    effect: 'rules-out',
    all: [is('scim.endpoint', ['pass', 'warn', 'info'])],
    none: [is('scim.endpoint', 'fail')],
    sentence: 'A SCIM service answers at the address.',
  },

  {
    cause: 'scim.attributes-missing',
    effect: 'confirms',
    all: [is('scim.attributes', 'fail')],
    sentence: 'Users have no e-mail address or no names.',
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
    rivals: [
      {
        cause: null,
        sentence: 'Those users may lack it in the provider’s own directory; then nothing is wrong with the mapping.',
      },
    ],
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'rules-out',
    all: [is('workos.users', 'pass')],
    none: [is('scim.attributes', 'fail')],
    sentence: 'Every active user has e-mail address and names.',
  },
  {
    cause: 'scim.attributes-missing',
    effect: 'rules-out',
    all: [is('scim.attributes', 'pass')],
    none: [is('scim.attributes', 'fail'), is('workos.users', ['warn', 'fail'])],
    sentence: 'The endpoint keeps e-mail address and names.',
  },

  {
    cause: 'scim.updates-disabled',
    effect: 'confirms',
    all: [is('scim.update', 'fail')],
    sentence: 'An update of the marked test user has no effect.',
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'suggests',
    all: [is('scim.update', 'warn')],
    sentence: 'Users were created, and no update of any of them has been seen.',
    rivals: [{ cause: null, sentence: 'Nobody may have changed in that time.' }],
  },
  {
    cause: 'scim.updates-disabled',
    effect: 'rules-out',
    all: [is('scim.update', 'pass')],
    none: [is('scim.update', 'fail')],
    sentence: 'Updates are taken and kept.',
  },

  {
    cause: 'scim.deactivation-disabled',
    effect: 'confirms',
    all: [is('scim.deactivate', 'fail')],
    sentence: 'The marked test user stays active after its deactivation.',
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'suggests',
    all: [is('scim.deactivate', 'warn')],
    sentence: 'No deactivation of any user has been seen.',
    rivals: [{ cause: null, sentence: 'Nobody may have left in that time.' }],
  },
  {
    cause: 'scim.deactivation-disabled',
    effect: 'rules-out',
    all: [is('scim.deactivate', 'pass')],
    none: [is('scim.deactivate', 'fail')],
    sentence: 'Deactivations are taken and kept.',
  },
]
