import { type EvidenceRow, is } from './shape'

const exists = is('workos.organization', 'pass')
const known = is('workos.connection-state', ['fail', 'warn', 'pass'], 'linked')
const refusedAsUnlinked = is('workos.connection-state', 'fail', 'refused-as-unlinked')

export const organizationEvidence: readonly EvidenceRow[] = [
  {
    cause: 'organization.missing',
    effect: 'confirms',
    all: [is('workos.organization', 'fail', 'asked-by-id')],
    sentence: 'WorkOS knows no organization with that ID in this environment.',
  },
  {
    cause: 'organization.missing',
    effect: 'suggests',
    all: [is('workos.organization', 'fail', 'refused-at-sign-in')],
    none: [exists, is('workos.organization', 'fail', 'asked-by-id')],
    sentence: 'WorkOS refuses the sign-in with organization_invalid.',
    rivals: [
      {
        cause: 'organization.connection-not-linked',
        sentence: 'WorkOS says the same of an organization that exists and has no connection.',
      },
    ],
  },
  {
    cause: 'organization.missing',
    effect: 'rules-out',
    all: [exists],
    sentence: 'WorkOS shows the organization.',
  },

  {
    cause: 'organization.connection-not-linked',
    effect: 'confirms',
    all: [is('workos.connection', 'fail', 'none-in-organization')],
    none: [is('workos.organization', 'fail', 'asked-by-id')],
    sentence: 'The organization has no connection.',
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'confirms',
    all: [is('workos.connection', 'fail', 'belongs-elsewhere')],
    sentence: 'The connection does not belong to the organization.',
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'confirms',
    all: [is('workos.connection-state', 'fail', 'switched-off')],
    none: [is('workos.connection-state', 'pass')],
    sentence: 'The connection of the organization is switched off.',
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'confirms',
    all: [refusedAsUnlinked],
    none: [known],
    sentence: 'WorkOS refuses the sign-in: the connection is not linked.',
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'suggests',
    all: [refusedAsUnlinked, is('workos.connection-state', ['warn', 'pass'], 'beyond-draft')],
    sentence: 'WorkOS refuses the sign-in because the connection is not linked, although its record says that it is.',
    rivals: [{ cause: null, sentence: 'The connection may have been linked after the sign-in was refused.' }],
    asks: {
      input: 'authorize',
      sentence: 'Ask WorkOS where it sends a sign-in now, or record a test sign-in: one of the two is out of date.',
    },
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'confirms',
    all: [is('workos.organization', 'fail', 'refused-at-sign-in'), exists],
    sentence:
      'The organization exists, and WorkOS refuses to start a sign-in for it: it has no connection to start with.',
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'suggests',
    all: [is('workos.organization', 'fail', 'refused-at-sign-in')],
    none: [is('workos.organization', 'fail', 'asked-by-id')],
    sentence: 'WorkOS refuses the sign-in with organization_invalid.',
    rivals: [
      {
        cause: 'organization.missing',
        sentence: 'WorkOS says the same of an organization that does not exist in this environment.',
      },
    ],
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'suggests',
    all: [is('workos.connection', 'fail', 'has-no-record')],
    sentence: 'WorkOS knows no connection with that ID in this environment.',
    rivals: [
      { cause: null, sentence: 'The ID may be mistyped, or belong to the other environment (staging, production).' },
    ],
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'suggests',
    all: [is('workos.connection', 'fail', 'refused-as-unknown')],
    none: [known],
    sentence: 'WorkOS refuses the sign-in: it knows no such connection.',
    rivals: [
      { cause: null, sentence: 'The ID may be mistyped, or belong to the other environment (staging, production).' },
    ],
  },
  {
    cause: 'organization.connection-not-linked',
    effect: 'rules-out',
    all: [is('workos.connection', 'pass', 'belongs-here'), known],
    none: [
      is('workos.connection', 'fail'),
      is('workos.connection-state', 'fail', 'switched-off'),
      is('workos.organization', 'fail'),
      refusedAsUnlinked,
    ],
    sentence: 'The connection belongs to the organization and is not switched off.',
  },

  {
    cause: 'organization.domain-unverified',
    effect: 'confirms',
    all: [is('workos.domain', 'fail')],
    none: [is('workos.domain', 'pass')],
    sentence: 'No domain of the organization is verified.',
  },
  {
    cause: 'organization.domain-unverified',
    effect: 'confirms',
    all: [is('workos.domain', 'fail', 'keeps-person-out')],
    sentence: 'The person’s e-mail domain is not among the verified domains of the organization.',
  },
  {
    cause: 'organization.domain-unverified',
    effect: 'confirms',
    all: [is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], 'reason-domain')],
    sentence: 'WorkOS gave the domain as the reason of the last failed sign-in.',
  },
  {
    cause: 'organization.domain-unverified',
    effect: 'suggests',
    all: [is('workos.domain', 'fail'), is('workos.domain', 'pass')],
    sentence: 'One of the domains of the organization is not verified: people of that domain are kept out.',
    rivals: [{ cause: null, sentence: 'Whoever cannot sign in may be of a domain that is verified.' }],
  },
  {
    cause: 'organization.domain-unverified',
    effect: 'suggests',
    all: [is('workos.domain', 'warn', 'names-person-domain')],
    sentence: 'The person’s e-mail domain is none of the organization’s.',
    rivals: [{ cause: null, sentence: 'The settings of the organization may admit other domains.' }],
  },
  {
    cause: 'organization.domain-unverified',
    effect: 'rules-out',
    all: [is('workos.domain', 'pass')],
    none: [
      is('workos.domain', 'fail'),
      is('workos.domain', 'warn', 'names-person-domain'),
      is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], 'reason-domain'),
    ],
    sentence: 'Every domain of the organization is verified.',
  },
  {
    cause: 'organization.domain-unverified',
    effect: 'rules-out',
    all: [is('workos.domain', 'warn', 'admits-any')],
    none: [is('workos.domain', 'fail'), is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], 'reason-domain')],
    sentence: 'The organization lets people of any domain sign in.',
  },
]
