import {
  askTimeServer,
  byOwnResponse,
  type Condition,
  clocksDisagree,
  type EvidenceRow,
  is,
  saidByWorkos,
  signInWorked,
} from './shape'

const lastSignIn = 'The last sign-in through the connection succeeded.'
const spelling = {
  cause: null,
  sentence: 'To a browser it is the same address; WorkOS may compare more leniently than the specification asks.',
} as const

const publishedEnded = is('metadata.certificate-expiry', 'fail', 'has-ended')
const heldEnded = is('workos.certificate', 'fail', 'holds-ended-only')
const signerEnded = is('response.signature', 'warn', 'certificate-ended')

/** A certificate whose end has passed: proven by a clock that nothing speaks against. */
const ended = (sentence: string, found: Condition, none: readonly Condition[] = []): EvidenceRow[] => [
  {
    cause: 'validating.certificate-expired',
    effect: 'confirms',
    all: [found],
    none: [clocksDisagree, ...none],
    sentence,
  },
  {
    cause: 'validating.certificate-expired',
    effect: 'suggests',
    all: [found, clocksDisagree],
    none,
    sentence: `By the clock of this machine: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
    rivals: [{ cause: null, sentence: 'The clock of this machine may be wrong: another one is days apart from it.' }],
    asks: askTimeServer,
  },
]

export const validatingEvidence: readonly EvidenceRow[] = [
  ...ended('Every signing certificate of the identity provider that is at hand has ended.', publishedEnded),
  ...ended('Every signing certificate that WorkOS holds has ended.', heldEnded),
  {
    cause: 'validating.certificate-expired',
    effect: 'confirms',
    all: [is('workos.certificate', 'fail', 'renewal-overdue')],
    none: [is('workos.certificate', ['pass', 'warn'], 'holds-some')],
    sentence: 'WorkOS reports that the signing certificate has ended.',
  },
  ...ended('The response is signed with a certificate that has ended.', signerEnded, [
    is('metadata.certificate-expiry', ['pass', 'warn']),
  ]),
  {
    cause: 'validating.certificate-expired',
    effect: 'suggests',
    all: [signerEnded, is('metadata.certificate-expiry', ['pass', 'warn'])],
    sentence: 'The response is signed with a certificate that has ended, although the metadata has a valid one.',
    rivals: [{ cause: null, sentence: 'WorkOS may accept a certificate after its end.' }],
  },
  {
    cause: 'validating.certificate-expired',
    effect: 'suggests',
    all: [is('response.signature', 'skipped', 'own-certificate-ended')],
    sentence: 'The certificate that came with the response has ended.',
    rivals: [
      { cause: null, sentence: 'WorkOS may go by another certificate than the one that came with the response.' },
    ],
  },
  saidByWorkos(
    'validating.certificate-expired',
    'reason-certificate',
    'WorkOS gave an expired certificate as the reason of the last failed sign-in.',
  ),
  {
    cause: 'validating.certificate-expired',
    effect: 'rules-out',
    all: [is('workos.certificate', ['pass', 'warn'], 'holds-some')],
    none: [heldEnded, publishedEnded, signerEnded],
    sentence: 'WorkOS holds a signing certificate that is valid.',
  },
  {
    cause: 'validating.certificate-expired',
    effect: 'rules-out',
    all: [is('metadata.certificate-expiry', ['pass', 'warn']), is('response.signature', 'pass')],
    none: [publishedEnded],
    sentence: 'A signing certificate of the identity provider is valid, and the response verifies with it.',
  },
  {
    cause: 'validating.certificate-expired',
    effect: 'rules-out',
    all: [signInWorked],
    none: [publishedEnded, is('workos.certificate', 'fail')],
    sentence: lastSignIn,
  },

  ...byOwnResponse({
    cause: 'validating.acs-url-typo',
    effect: 'confirms',
    all: [is('response.destination', 'fail', 'differs')],
    sentence: 'The identity provider sends the response to another address than the ACS URL.',
  }),
  ...byOwnResponse({
    cause: 'validating.acs-url-typo',
    effect: 'confirms',
    all: [is('response.recipient', 'fail', 'differs')],
    sentence: 'The identity provider names another recipient than the ACS URL.',
  }),
  {
    cause: 'validating.acs-url-typo',
    effect: 'confirms',
    all: [is('response.status', 'fail', 'page-knows-no-acs')],
    sentence: 'The identity provider says on its own page that it does not have the ACS URL which WorkOS sends.',
  },
  {
    cause: 'validating.acs-url-typo',
    effect: 'suggests',
    all: [is('response.recipient', 'warn')],
    sentence: 'The Recipient is the ACS URL in another spelling.',
    rivals: [spelling],
  },
  {
    cause: 'validating.acs-url-typo',
    effect: 'suggests',
    all: [is('response.destination', 'warn')],
    sentence: 'The Destination is the ACS URL in another spelling.',
    rivals: [spelling],
  },
  saidByWorkos(
    'validating.acs-url-typo',
    'reason-recipient',
    'WorkOS gave a wrong recipient as the reason of the last failed sign-in.',
  ),
  {
    cause: 'validating.acs-url-typo',
    effect: 'rules-out',
    all: [is('response.recipient', 'pass'), is('response.destination', ['pass', 'info', 'skipped'])],
    sentence: 'The response is addressed to the ACS URL, character by character.',
  },
  {
    cause: 'validating.acs-url-typo',
    effect: 'rules-out',
    all: [signInWorked],
    none: [is('response.recipient', 'fail'), is('response.destination', 'fail')],
    sentence: lastSignIn,
  },

  ...byOwnResponse({
    cause: 'validating.entity-id-mismatch',
    effect: 'confirms',
    all: [is('response.audience', 'fail', 'differs')],
    sentence: 'The identity provider makes assertions for another SP entity ID than the one WorkOS uses.',
  }),
  ...byOwnResponse({
    cause: 'validating.entity-id-mismatch',
    effect: 'confirms',
    all: [is('response.issuer', 'fail', 'differs')],
    advice: 'of-the-finding',
    sentence: 'The response comes from another entity ID than the metadata names.',
  }),
  {
    cause: 'validating.entity-id-mismatch',
    effect: 'confirms',
    all: [is('response.status', 'fail', 'page-knows-no-application')],
    sentence:
      'The identity provider says on its own page that it knows no application with the SP entity ID which WorkOS sends.',
  },
  saidByWorkos(
    'validating.entity-id-mismatch',
    'reason-audience',
    'WorkOS gave a wrong audience as the reason of the last failed sign-in.',
  ),
  {
    cause: 'validating.entity-id-mismatch',
    effect: 'rules-out',
    all: [is('response.audience', 'pass'), is('response.issuer', ['pass', 'warn', 'skipped'])],
    none: [is('response.issuer', 'fail')],
    sentence: 'The assertion is made for the SP entity ID, character by character.',
  },
  {
    cause: 'validating.entity-id-mismatch',
    effect: 'rules-out',
    all: [signInWorked],
    none: [is('response.audience', 'fail'), is('response.issuer', 'fail')],
    sentence: lastSignIn,
  },
]
