import { type Condition, clocksDisagree, type EvidenceRow, is } from './shape'

const beyondDraft = is('workos.connection-state', ['warn', 'pass'], 'beyond-draft')
const inDraft = is('workos.connection-state', 'fail', 'in-draft')
const usable = ['pass', 'warn', 'info'] as const

/** Faults that make metadata unusable for sign-in. A fault of its signature or of validUntil is none of them: it only suggests it. */
const unusable: readonly Condition[] = [
  is('metadata.source', 'fail', 'came-but-is-no-metadata'),
  is('metadata.well-formed', 'fail'),
  is('metadata.encoding', 'fail'),
  is('metadata.dtd', 'fail'),
  is('metadata.root', 'fail'),
  is('metadata.role', 'fail'),
  is('metadata.entity-id', 'fail', 'unusable-id'),
  is('metadata.signing-certificate', 'fail'),
  is('metadata.sso-endpoint', 'fail'),
]

/** What metadata must hold for sign-in. */
const complete: EvidenceRow['all'] = [
  is('metadata.role', usable),
  is('metadata.signing-certificate', usable),
  is('metadata.sso-endpoint', usable),
]

const invalid = (sentence: string, check: Condition, advice?: EvidenceRow['advice']): EvidenceRow => ({
  cause: 'draft.metadata-invalid',
  effect: 'confirms',
  all: [check],
  sentence,
  ...(advice === undefined ? {} : { advice }),
})

/** What was seen on the way to the metadata; other addresses say nothing of what WorkOS fetches. */
const way = (...condition: Parameters<typeof is>): Condition => ({ ...is(...condition), not: 'of-another-address' })

/** The internet is told another address than this machine: what is seen here is not what WorkOS reaches. */
const splitHorizon = way('network.address-scope', 'info')
const publicAddress = way('network.address-scope', 'pass')
const arrived = way('network.http', 'pass', 'document-came')
const throughProxy = way('network.proxy', ['pass', 'fail'], 'has-proxy')
const privateAddress = way('network.address-scope', 'fail', 'not-this-machine')
/** By a wrong clock of this machine every certificate looks ended, or not begun. */
const wrongClock: readonly Condition[] = [is('clock.skew', ['fail', 'warn'], 'of-this-machine'), clocksDisagree]
const untrusted = way('network.tls-certificate', ['fail', 'warn'], 'untrusted-publicly')

const unreachable = (sentence: string, all: EvidenceRow['all'], none: readonly Condition[] = []): EvidenceRow => ({
  cause: 'draft.metadata-unreachable',
  effect: 'confirms',
  all,
  none: [beyondDraft, ...none],
  sentence,
})
/** The server is there: what it does wrong is mended there, and the finding says how. */
const faulty = (...row: Parameters<typeof unreachable>): EvidenceRow => ({
  ...unreachable(...row),
  advice: 'of-the-finding',
})

/** This machine has no network, or none that looks names up. */
const noNameServer = way('network.dns', 'fail', 'no-name-server')

const doubtful = (
  sentence: string,
  rival: string,
  all: EvidenceRow['all'],
  none: readonly Condition[] = [],
): EvidenceRow => ({
  cause: 'draft.metadata-unreachable',
  effect: 'suggests',
  all,
  none: [beyondDraft, ...none],
  sentence,
  rivals: [{ cause: null, sentence: rival }],
})

/** What shows that WorkOS has something of the identity provider, or that the connection needs no metadata. */
const givenSomething: readonly Condition[] = [
  is('workos.connection', 'pass', 'not-saml'),
  is('workos.connection', 'pass', 'leads-to-idp'),
  is('workos.certificate', ['pass', 'warn', 'fail'], 'holds-some'),
]
const soundMetadata: readonly Condition[] = [
  is('metadata.role', usable),
  is('metadata.signing-certificate', usable),
  is('metadata.sso-endpoint', usable),
]
const neverGiven = (sentence: string, ...all: EvidenceRow['all']): EvidenceRow => ({
  cause: 'draft.metadata-not-uploaded',
  effect: 'confirms',
  all,
  none: givenSomething,
  unless: ['draft.metadata-invalid', 'draft.metadata-unreachable'],
  sentence,
})

export const draftEvidence: readonly EvidenceRow[] = [
  neverGiven(
    'WorkOS has the connection in Draft and holds no certificate for it: it has not been given the metadata.',
    inDraft,
    is('workos.certificate', 'fail', 'holds-none'),
  ),
  neverGiven(
    'WorkOS has the connection in Draft and starts no sign-in for it: it has not been given the metadata.',
    inDraft,
    is('workos.connection-state', 'fail', 'refused-as-unlinked'),
  ),
  neverGiven(
    'WorkOS has the connection in Draft, and the metadata at hand is in order: WorkOS has not been given it.',
    inDraft,
    ...soundMetadata,
  ),
  {
    ...neverGiven(
      'Nobody has chosen an identity provider for the connection yet, so WorkOS could not be given anything of it.',
      is('workos.connection-state', 'fail', 'provider-not-chosen'),
    ),
    advice: {
      action:
        'Choose the identity provider of the connection, or send its admin a setup link of the Admin Portal, then give WorkOS its metadata.',
      where: 'WorkOS Dashboard > Organizations > the organization > Authentication > the connection',
      owner: 'workos-admin',
      source: 'https://workos.com/docs/reference/sso/connection',
    },
  },
  {
    ...neverGiven(
      'WorkOS holds no certificate for the connection: it has not been given the metadata.',
      is('workos.certificate', 'fail', 'holds-none'),
    ),
    none: [...givenSomething, beyondDraft, inDraft],
  },
  {
    cause: 'draft.metadata-not-uploaded',
    effect: 'suggests',
    all: [inDraft],
    none: givenSomething,
    unless: ['draft.metadata-invalid', 'draft.metadata-unreachable'],
    sentence: 'WorkOS has the connection in Draft: it has nothing of the identity provider that it can use.',
    rivals: [
      { cause: 'draft.metadata-invalid', sentence: 'What it was given may not be usable metadata.' },
      { cause: 'draft.metadata-unreachable', sentence: 'It may not reach the metadata URL.' },
    ],
  },
  {
    cause: 'draft.metadata-not-uploaded',
    effect: 'rules-out',
    all: [beyondDraft],
    none: [inDraft, is('workos.certificate', 'fail', 'holds-none')],
    sentence: 'WorkOS is past Draft, so it has the details of the identity provider.',
  },
  {
    cause: 'draft.metadata-not-uploaded',
    effect: 'rules-out',
    all: [is('workos.certificate', ['pass', 'warn', 'fail'], 'holds-some')],
    sentence: 'WorkOS holds certificates of the identity provider, so it was given the metadata.',
  },
  {
    cause: 'draft.metadata-not-uploaded',
    effect: 'rules-out',
    all: [is('workos.connection', 'pass', 'leads-to-idp')],
    sentence: 'WorkOS sends sign-ins to the identity provider, so it was given the metadata.',
  },

  invalid('What was given is not metadata.', is('metadata.source', 'fail', 'came-but-is-no-metadata')),
  invalid('The document cannot be read as XML.', is('metadata.well-formed', 'fail'), 'of-the-finding'),
  invalid('The encoding of the document is not what it says.', is('metadata.encoding', 'fail'), 'of-the-finding'),
  invalid('The document carries a document type, which is refused.', is('metadata.dtd', 'fail'), 'of-the-finding'),
  invalid('The document is XML, but no SAML metadata.', is('metadata.root', 'fail')),
  invalid('The metadata is not that of a SAML 2.0 identity provider.', is('metadata.role', 'fail')),
  invalid('The metadata has no usable entity ID.', is('metadata.entity-id', 'fail', 'unusable-id'), 'of-the-finding'),
  invalid(
    'The metadata publishes no usable signing certificate.',
    is('metadata.signing-certificate', 'fail'),
    'of-the-finding',
  ),
  invalid('The metadata names no usable sign-on address.', is('metadata.sso-endpoint', 'fail'), 'of-the-finding'),
  {
    cause: 'draft.metadata-invalid',
    effect: 'suggests',
    all: [is('metadata.validity', 'fail')],
    none: [is('metadata.certificate-expiry', 'fail', 'has-ended')],
    sentence: 'The metadata has ended (validUntil), and whoever goes by the specification refuses it.',
    rivals: [{ cause: null, sentence: 'WorkOS may not look at validUntil.' }],
  },
  {
    cause: 'draft.metadata-invalid',
    effect: 'suggests',
    all: [is('metadata.signature', 'fail')],
    sentence: 'The metadata was changed after it was signed.',
    rivals: [{ cause: null, sentence: 'WorkOS does not need metadata to be signed and may not look.' }],
  },
  {
    cause: 'draft.metadata-invalid',
    effect: 'rules-out',
    all: complete,
    none: [...unusable, is('metadata.validity', 'fail'), is('metadata.signature', 'fail')],
    sentence: 'The metadata is that of a SAML 2.0 identity provider, with a signing certificate and a sign-on address.',
  },
  {
    cause: 'draft.metadata-invalid',
    effect: 'rules-out',
    all: [...complete, is('metadata.validity', 'fail'), is('metadata.certificate-expiry', 'fail', 'has-ended')],
    none: [...unusable, is('metadata.signature', 'fail')],
    sentence: 'The metadata is complete; it ended (validUntil) as its certificates did, which are what to renew.',
  },
  {
    cause: 'draft.metadata-invalid',
    effect: 'rules-out',
    all: [beyondDraft],
    none: [inDraft],
    sentence: 'WorkOS is past Draft, so it could use the metadata it was given.',
  },

  faulty('What was given is no address that can be fetched.', [way('network.url', 'fail')]),
  unreachable('DNS knows no such name.', [way('network.dns', 'fail', 'no-such-name')], [publicAddress]),
  unreachable('The name exists inside this network only: public DNS does not know it.', [
    way('network.dns', 'fail', 'known-here-only'),
  ]),
  unreachable(
    'Public DNS leads the name to an address that the internet cannot reach.',
    [way('network.dns', ['pass', 'warn', 'fail'], 'private-outside')],
    [publicAddress],
  ),
  unreachable(
    'The name of the host cannot exist in public DNS.',
    [way('network.dns', 'fail'), way('network.url', ['pass', 'warn'], 'inner-name')],
    [publicAddress],
  ),
  unreachable(
    'WorkOS has the connection in Draft, and the name of the host leads to no address.',
    [way('network.dns', 'fail'), inDraft],
    [publicAddress, noNameServer],
  ),
  unreachable(
    'The host is one that the internet cannot reach.',
    [privateAddress, way('network.url', ['pass', 'warn'], 'inner-host')],
    [publicAddress],
  ),
  unreachable(
    'WorkOS has the connection in Draft, and the host has no address that the internet can reach.',
    [privateAddress, inDraft],
    [publicAddress],
  ),
  unreachable(
    'The host refuses the connection.',
    [way('network.tcp', 'fail', 'refused')],
    [way('network.tcp', 'pass'), arrived, throughProxy, splitHorizon],
  ),
  unreachable(
    'WorkOS has the connection in Draft, and the host does not answer.',
    [way('network.tcp', 'fail'), inDraft],
    [way('network.tcp', 'pass'), arrived, throughProxy, splitHorizon],
  ),
  faulty('No TLS connection to the host comes about.', [way('network.tls', 'fail')], [arrived, splitHorizon]),
  faulty(
    'No public authority stands behind the TLS certificate of the host, so WorkOS refuses it.',
    [untrusted, way('network.url', ['pass', 'warn'], 'not-this-machine-by-name')],
    [splitHorizon, ...wrongClock],
  ),
  faulty(
    'Nobody stands behind the TLS certificate of the host, not even an authority known here, so WorkOS refuses it.',
    [way('network.tls-certificate', 'fail', 'untrusted-publicly')],
    [splitHorizon, ...wrongClock],
  ),
  faulty(
    'WorkOS refuses the TLS certificate of the host.',
    [way('network.tls-certificate', 'fail'), publicAddress],
    [splitHorizon, ...wrongClock],
  ),
  faulty(
    'WorkOS has the connection in Draft, and refuses the TLS certificate of the host.',
    [untrusted, inDraft],
    [splitHorizon, ...wrongClock],
  ),
  faulty(
    'The server answers with an error instead of the metadata.',
    [way('network.http', 'fail', 'answers-with-status')],
    [splitHorizon, way('network.content', 'fail', 'answered-by-the-network')],
  ),
  faulty(
    'The redirects of the address lead nowhere.',
    [way('network.redirects', 'fail')],
    [is('metadata.source', 'fail', 'came-but-is-no-metadata'), splitHorizon],
  ),
  doubtful(
    'The host is this machine itself, which WorkOS cannot reach.',
    'WorkOS may have been given another address than this check.',
    [way('network.address-scope', 'fail', 'this-machine')],
  ),
  doubtful(
    'Here the name leads to an address that the internet cannot reach.',
    'Outside, the same name may lead to another address (split DNS).',
    [privateAddress],
    [publicAddress],
  ),
  doubtful(
    'WorkOS refuses the TLS certificate of the server seen from here.',
    'Outside, the same name may lead to another server.',
    [way('network.tls-certificate', 'fail')],
    wrongClock,
  ),
  doubtful(
    'No TLS connection to the server seen from here comes about.',
    'Outside, the same name leads to another server.',
    [way('network.tls', 'fail'), splitHorizon],
    [arrived],
  ),
  doubtful(
    'The host does not answer this machine.',
    'This machine may be kept from reaching it, or anything.',
    [way('network.tcp', 'fail')],
    [way('network.tcp', 'pass'), arrived, throughProxy],
  ),
  doubtful(
    'The server seen from here answers with an error instead of the metadata.',
    'Outside, the same name leads to another server.',
    [way('network.http', 'fail', 'answers-with-status'), splitHorizon],
  ),
  doubtful(
    'The name of the host leads to no address here.',
    'This network’s own DNS may be at fault.',
    [way('network.dns', 'fail')],
    [noNameServer],
  ),
  {
    cause: 'draft.metadata-unreachable',
    effect: 'leaves-open',
    all: [noNameServer],
    none: [beyondDraft],
    sentence: 'No name server answers this machine, which tells nothing of the address.',
  },
  {
    cause: 'draft.metadata-unreachable',
    effect: 'suggests',
    all: [is('metadata.source', 'fail', 'answered-by-the-network')],
    none: [beyondDraft, arrived],
    sentence: 'Something on the way answers in place of the server.',
    rivals: [
      {
        cause: null,
        sentence: 'A proxy, a captive portal or a bot check of this network answers here, and not for WorkOS.',
      },
    ],
  },
  {
    cause: 'draft.metadata-unreachable',
    effect: 'rules-out',
    all: [beyondDraft],
    none: [inDraft],
    sentence: 'WorkOS is past Draft, so it has the metadata, by its address or as a file.',
  },
]
