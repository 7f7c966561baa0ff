import type { Need } from '../causes/shape'
import { askTimeServer, byOwnResponse, type Condition, type EvidenceRow, is, saidByWorkos, signInWorked } from './shape'

const lastSignIn = 'The last sign-in through the connection succeeded.'

const recordSignIn: Need = {
  input: 'test-sign-in',
  sentence: 'Record a test sign-in: WorkOS then says itself whether it takes the signature.',
}

const unsound: readonly Condition[] = [
  is('response.signature', 'fail'),
  is('response.signature-coverage', 'fail'),
  is('response.signature-algorithm', 'fail'),
]

const weak = is('response.signature-algorithm', 'warn')

const timeFails: readonly Condition[] = [is('response.not-before', 'fail'), is('response.not-on-or-after', 'fail')]
const idpIsAhead = is('clock.skew', ['fail', 'warn'], 'another-is-ahead')
const idpIsBehind = is('clock.skew', ['fail', 'warn'], 'another-is-behind')
const thisClockIsRight = is('clock.skew', 'pass', 'of-this-machine')

export const samlEvidence: readonly EvidenceRow[] = [
  ...byOwnResponse({
    cause: 'saml.recipient-mismatch',
    effect: 'confirms',
    all: [is('response.recipient', 'fail', 'differs')],
    sentence: 'The assertion names another recipient than the ACS URL.',
  }),
  {
    cause: 'saml.recipient-mismatch',
    effect: 'confirms',
    all: [is('response.recipient', 'fail', 'lacks-value')],
    sentence: 'The assertion names no recipient, and it must.',
  },
  ...byOwnResponse({
    cause: 'saml.recipient-mismatch',
    effect: 'confirms',
    all: [is('response.destination', 'fail')],
    sentence: 'The response is addressed to another destination than the ACS URL, or to none.',
  }),
  {
    cause: 'saml.recipient-mismatch',
    effect: 'suggests',
    all: [is('response.recipient', 'warn')],
    sentence: 'The Recipient is the ACS URL in another spelling.',
    rivals: [{ cause: null, sentence: 'WorkOS may compare more leniently than the specification asks.' }],
  },
  saidByWorkos(
    'saml.recipient-mismatch',
    'reason-recipient',
    'WorkOS gave a wrong recipient as the reason of the last failed sign-in.',
  ),
  {
    cause: 'saml.recipient-mismatch',
    effect: 'rules-out',
    all: [is('response.recipient', 'pass')],
    none: [is('response.destination', 'fail')],
    sentence: 'The assertion names the ACS URL as its recipient, character by character.',
  },
  {
    cause: 'saml.recipient-mismatch',
    effect: 'rules-out',
    all: [signInWorked],
    none: [is('response.recipient', 'fail'), is('response.destination', 'fail')],
    sentence: lastSignIn,
  },

  ...byOwnResponse({
    cause: 'saml.audience-mismatch',
    effect: 'confirms',
    all: [is('response.audience', 'fail')],
    sentence: 'The assertion is not made for the SP entity ID of the connection.',
  }),
  saidByWorkos(
    'saml.audience-mismatch',
    'reason-audience',
    'WorkOS gave a wrong audience as the reason of the last failed sign-in.',
  ),
  {
    cause: 'saml.audience-mismatch',
    effect: 'rules-out',
    all: [is('response.audience', 'pass')],
    sentence: 'The assertion is made for the SP entity ID, character by character.',
  },
  {
    cause: 'saml.audience-mismatch',
    effect: 'rules-out',
    all: [signInWorked],
    none: [is('response.audience', 'fail')],
    sentence: lastSignIn,
  },

  ...byOwnResponse({
    cause: 'saml.signature-invalid',
    effect: 'confirms',
    all: [is('response.signature', 'fail', 'content-changed')],
    advice: 'of-the-finding',
    sentence: 'No certificate of the identity provider verifies the response as it is.',
  }),
  {
    cause: 'saml.signature-invalid',
    effect: 'confirms',
    all: [is('response.signature-coverage', 'fail')],
    advice: 'of-the-finding',
    sentence: 'What is signed is not the assertion that WorkOS reads.',
  },
  {
    cause: 'saml.signature-invalid',
    effect: 'confirms',
    all: [is('response.signature-algorithm', 'fail')],
    advice: 'of-the-finding',
    sentence: 'The response is signed with an algorithm that is refused.',
  },
  ...byOwnResponse({
    cause: 'saml.signature-invalid',
    effect: 'confirms',
    all: [is('response.signature', ['pass', 'warn']), is('workos.certificate', 'fail', 'holds-another')],
    advice: 'of-the-finding',
    sentence:
      'The response is signed with a certificate that WorkOS does not hold: it was changed, and WorkOS has not learnt of it.',
  }),
  {
    cause: 'saml.signature-invalid',
    effect: 'suggests',
    all: [is('workos.certificate', 'fail', 'holds-another')],
    sentence:
      'WorkOS does not hold the certificate that the metadata publishes, so it would refuse what is signed with it.',
    rivals: [
      { cause: null, sentence: 'The identity provider may sign with another certificate than the one it publishes.' },
    ],
  },
  {
    cause: 'saml.signature-invalid',
    effect: 'suggests',
    all: [weak],
    none: [signInWorked],
    sentence: 'The response is signed in a weak way, which more and more service providers refuse.',
    rivals: [{ cause: null, sentence: 'WorkOS may still accept it.' }],
    asks: recordSignIn,
  },
  saidByWorkos(
    'saml.signature-invalid',
    'reason-signature',
    'WorkOS gave the signature as the reason of the last failed sign-in.',
  ),
  {
    cause: 'saml.signature-invalid',
    effect: 'rules-out',
    all: [is('response.signature', ['pass', 'warn']), is('response.signature-coverage', 'pass')],
    none: [...unsound, weak, is('workos.certificate', 'fail', 'holds-another')],
    sentence: 'The assertion is signed, and a certificate of the identity provider verifies it.',
  },
  {
    cause: 'saml.signature-invalid',
    effect: 'rules-out',
    all: [signInWorked],
    none: [...unsound, is('workos.certificate', 'fail', 'holds-another')],
    sentence: lastSignIn,
  },

  {
    cause: 'saml.response-expired',
    effect: 'confirms',
    all: [is('response.not-on-or-after', 'fail', 'at-known-time')],
    sentence: 'The response was over when it arrived.',
  },
  {
    cause: 'saml.response-expired',
    effect: 'confirms',
    all: [is('response.not-before', 'fail', 'at-known-time')],
    sentence: 'The response was not valid yet when it arrived.',
  },
  {
    cause: 'saml.response-expired',
    effect: 'confirms',
    all: [is('response.not-before', 'fail', 'by-this-clock'), idpIsAhead],
    sentence: 'The response is not valid yet, and the measured clock of the identity provider explains it.',
  },
  {
    cause: 'saml.response-expired',
    effect: 'confirms',
    all: [is('response.not-before', 'fail', 'by-this-clock'), thisClockIsRight],
    sentence: 'The response is not valid yet by a clock that time servers call right.',
  },
  {
    cause: 'saml.response-expired',
    effect: 'confirms',
    all: [is('response.not-on-or-after', 'fail', 'issued-within-the-hour'), idpIsBehind],
    none: [is('response.not-on-or-after', 'fail', 'at-known-time')],
    sentence: 'The response is over, and the measured clock of the identity provider explains it.',
  },
  {
    cause: 'saml.response-expired',
    effect: 'confirms',
    all: [is('response.not-before', 'fail', 'by-corrected-clock')],
    sentence: 'The response is not valid yet by true time.',
  },
  {
    cause: 'saml.response-expired',
    effect: 'confirms',
    all: [is('clock.message', 'fail')],
    sentence: 'The response was issued after it arrived: the clock of the identity provider is ahead.',
  },
  {
    cause: 'saml.response-expired',
    effect: 'suggests',
    all: [is('response.not-before', 'fail', 'by-this-clock')],
    sentence: 'The response is not valid yet by the clock of this machine.',
    rivals: [{ cause: null, sentence: 'The clock of this machine may be behind.' }],
    asks: askTimeServer,
  },
  {
    cause: 'saml.response-expired',
    effect: 'suggests',
    all: [is('response.not-on-or-after', 'fail', 'recorded-by-this-clock')],
    sentence: 'The response was over when it was recorded, by the clock of this machine.',
    rivals: [{ cause: null, sentence: 'The clock of this machine may be ahead.' }],
    asks: askTimeServer,
  },
  {
    cause: 'saml.response-expired',
    effect: 'suggests',
    all: [is('clock.skew', 'fail', 'of-another-machine')],
    none: [is('response.not-before', 'pass')],
    sentence: 'The clock behind the identity provider’s address is off by more than is borne.',
    rivals: [{ cause: null, sentence: 'The clock that was read may be that of a proxy in front of it.' }],
  },
  {
    cause: 'saml.response-expired',
    effect: 'suggests',
    all: [is(['workos.connection', 'workos.sign-in'], ['warn', 'fail'], 'reason-time')],
    sentence: 'WorkOS gave the time as the reason of the last failed sign-in.',
    rivals: [{ cause: null, sentence: 'The person may have stayed on the sign-in page for too long.' }],
  },
  {
    cause: 'saml.response-expired',
    effect: 'rules-out',
    all: [
      is('response.not-before', ['pass', 'info', 'warn']),
      is('response.not-on-or-after', ['pass', 'warn'], 'limits-time'),
    ],
    none: [...timeFails, is('clock.message', 'fail')],
    sentence: 'The response was valid at the time judged for.',
  },

  {
    cause: 'saml.nameid-missing',
    effect: 'confirms',
    all: [is('response.nameid', 'fail')],
    sentence: 'The response names no user.',
  },
  {
    cause: 'saml.nameid-missing',
    effect: 'confirms',
    all: [is('response.status', 'fail', 'cannot-name-user')],
    sentence: 'The identity provider answers that it cannot make a NameID of the format asked for.',
  },
  saidByWorkos(
    'saml.nameid-missing',
    'reason-nameid',
    'WorkOS gave the NameID as the reason of the last failed sign-in.',
  ),
  {
    cause: 'saml.nameid-missing',
    effect: 'rules-out',
    all: [is('response.nameid', ['pass', 'warn', 'info'])],
    none: [is('response.nameid', 'fail')],
    sentence: 'The response names a user.',
  },
]
