import type { Finding } from '../../finding'

type Predicate = (finding: Finding) => boolean

/** The values of the evidence under a label, or under labels that begin with it. */
const valuesOf = ({ evidence }: Finding, label: string) =>
  evidence.filter((one) => one.label === label || one.label.startsWith(`${label} `)).map(({ value }) => value)

const has =
  (label: string): Predicate =>
  (finding) =>
    valuesOf(finding, label).length > 0

const says =
  (label: string, pattern: RegExp): Predicate =>
  (finding) =>
    valuesOf(finding, label).some((value) => pattern.test(value))

const not =
  (predicate: Predicate): Predicate =>
  (finding) =>
    !predicate(finding)

const both =
  (...predicates: readonly Predicate[]): Predicate =>
  (finding) =>
    predicates.every((predicate) => predicate(finding))

const either =
  (...predicates: readonly Predicate[]): Predicate =>
  (finding) =>
    predicates.some((predicate) => predicate(finding))

const inState = (...states: readonly string[]) => says('State of', new RegExp(`^(${states.join('|')})$`))

/** The first time in an evidence value that can be read, or NaN. */
const timeOf = (finding: Finding, label: string, index = 0): number =>
  Date.parse(valuesOf(finding, label)[0]?.match(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g)?.[index] ?? '')

const compared: Predicate = ({ compared }) => compared?.firstDifference != null
const comparesNothing: Predicate = ({ compared }) => compared === undefined
const receivedSomething: Predicate = ({ compared }) => (compared?.received.value ?? '').trim() !== ''

/** From a file there is no status; from an address only a good one lets the body speak. */
const came = both(has('Size'), not(says('HTTP status', /^[^2]/)))

/** A captive portal, a bot check, a proxy: something on the way answered, not the server that was asked. */
const byTheNetwork: Predicate = ({ fix }) => fix?.owner === 'network-team'

/** Endings that public DNS never has. Source: RFC 6761, RFC 6762, RFC 8375 */
const innerName =
  /^[^.]+$|\.(local|localhost|localdomain|lan|internal|intranet|corp|home|private|home\.arpa|test|example|invalid)\.?$/i

const loopback = /^(127\.|\[?::1\]?$|localhost$)/i

const address = /^[\d.]+\b|^[\da-f]*:[\da-f:.]+/i
/** An address as the look-up shows it, with the kind of network behind it where that is not public. */
const elsewhere = /^\S+ \(/

/** No name server was heard: what is asked of the network then, nothing answers. */
const unheard = /\b(EAI_AGAIN|ETIMEOUT|ECONNREFUSED|ENETUNREACH|ENETDOWN|EHOSTUNREACH)\b/
const noServerHeard: Predicate = ({ id, evidence }) => {
  const answers = evidence.filter(({ label }) => ['This machine', 'A', 'AAAA'].includes(label))
  return id === 'network.dns' && answers.length > 0 && answers.every(({ value }) => unheard.test(value))
}

/** Whether the look-up led somewhere on this machine, whatever is told outside. */
const knownHere: Predicate = ({ evidence }) =>
  evidence.some(({ label, value }) => ['This machine', 'A', 'AAAA'].includes(label) && address.test(value))

/** A capture to which somebody says that a change was made at the provider: what does not come then, is not sent. */
/** What an identity provider sent was counted. */
const countsWhatCame = either(has('Changes seen'), has('Deactivations seen'))

const saidToHaveBeenMade: Predicate = ({ evidence }) =>
  evidence.some(({ label }) => label.startsWith('Said to have been made'))

/** Microsoft’s way to deactivate, which is judged apart from those of the specification. */
const asText: Predicate = ({ evidence }) =>
  evidence.length > 0 && evidence.every(({ label }) => label.includes('"False"'))

const ofAUser: Predicate = ({ evidence }) => !evidence.some(({ label }) => label.includes('members'))
/** Most providers change users with PATCH, in one shape or another. */
const noPatchWorks: Predicate = ({ evidence }) => {
  const patches = evidence.filter(({ label }) => label.startsWith('PATCH '))
  return patches.length > 0 && !patches.some(({ value }) => value.startsWith('done'))
}

/** Where the time comes from that a response is judged for, when nobody told the time of its arrival. */
export const machineClock = 'the clock of this machine'
export const correctedClock = 'the clock of this machine, corrected by the time servers'
/** The same for a sign-in that was recorded here: the time of its arrival is known as well as the clock is. */
export const recordedByThisClock = 'the clock of this machine when the sign-in was recorded'
export const recordedCorrected = 'the recorded sign-in, its time set right by the time servers'

const judgedFor =
  (condition: (from: string) => boolean): Predicate =>
  ({ evidence }) =>
    evidence.some(({ label, from }) => label === 'Time judged for' && condition(from))

const anotherClock = both(has('Clock judged'), not(says('Clock judged', /^This machine$/)))
/** Two clocks that differ do not say which of them is wrong; a reference does. */
const settledBySomeClock: Predicate = ({ evidence }) =>
  evidence.some(({ label, from }) => label === 'Clock judged' && from !== 'this machine')

/** Since an older success much may have been changed. */
const lateMs = 7 * 24 * 60 * 60_000
const workedLately: Predicate = ({ evidence }) =>
  evidence.some(({ label, value, at }) => {
    const worked = label === 'Event' && /^authentication\.sso_succeeded/.test(value)
    const age = Date.parse(at ?? '') - Date.parse(value.match(/\d{4}-\d\d-\d\dT[\d:.]+Z?/)?.[0] ?? '')
    return worked && !(age > lateMs)
  })

/** The words a failed sign-in's event gives for its reason. */
const reasonOf = (pattern: RegExp) =>
  both(has('Event'), either(says('Error code', pattern), says('Error message', pattern)))

/**
 * What the evidence or the comparison of a finding says, by name. The evidence table goes by check and status first; only
 * where one check reports different things in one status does it need one of these.
 */
export const predicates = {
  /** Both values are there and differ. */
  differs: both(compared, receivedSomething),
  /** Nothing was received where something must be. */
  'lacks-value': both(not(receivedSomething), not(has('Method'))),

  // workos.connection, workos.connection-state
  'in-draft': inState('draft', 'requires_type'),
  'provider-not-chosen': inState('requires_type'),
  'beyond-draft': inState('validating', 'active'),
  linked: inState('draft', 'validating', 'active'),
  'switched-off': inState('inactive', 'deleting'),
  'not-saml': says('Type', /oauth|oidc|magiclink/i),
  'has-no-record': both(has('Connection ID'), not(has('Type'))),
  'none-in-organization': says('Connections', /^0$/),
  'belongs-elsewhere': has('Type'),
  'belongs-here': has('Organization'),
  'leads-to-idp': has('ACS URL'),
  'leads-to-provider': has('Client ID'),
  'sign-in-worked': either(({ id }) => id === 'workos.sign-in', workedLately),
  'reason-audience': reasonOf(/audience/i),
  'reason-recipient': reasonOf(/recipient|destination|acs/i),
  'reason-signature': reasonOf(/signature|unsigned|certificate\W*(unknown|mismatch|not)/i),
  'reason-certificate': reasonOf(/certificate\W*(has\W*)?(expired|ended)|expired\W*certificate/i),
  'reason-time': both(
    reasonOf(/expired|not.?(yet.?)?valid|not.?on.?or.?after|not.?before|clock|timestamp/i),
    not(reasonOf(/certificate|signature/i)),
  ),
  'reason-nameid': reasonOf(/name_?id/i),
  'reason-domain': reasonOf(/profile_not_allowed_outside_organization|domain/i),
  'reason-denied': reasonOf(/access_denied/i),
  'refused-as-unlinked': says('error', /^connection_unlinked$/),
  'refused-as-denied': says('error', /^access_denied$/),
  'refused-as-unknown': says('error', /^(connection_invalid|connection_domain_invalid)$/),

  // workos.organization, workos.domain, workos.certificate, workos.users
  'asked-by-id': has('Organization ID'),
  'refused-at-sign-in': has('error'),
  'holds-none': says('Certificates', /^0$/),
  'holds-some': has('Certificate at WorkOS'),
  'holds-ended-only': both(has('Certificate at WorkOS'), comparesNothing),
  'renewal-overdue': has('Event'),
  'holds-another': compared,
  'has-inactive': says('Inactive', /^[1-9]/),
  'shows-users': not(says('Users read', /^0/)),
  'lacks-attributes': ({ evidence }) => evidence.some(({ value }) => value.startsWith('lacks ')),
  'keeps-person-out': either(has('error'), has('E-mail domain')),
  'names-person-domain': has('E-mail domain'),
  'admits-any': not(has('E-mail domain')),
  'credentials-refused': inState('invalid_credentials'),

  // scim.*
  'wrong-address': both(not(byTheNetwork), either(compared, says('Answer', /^status (2\d\d|3\d\d|404|410)\b/))),
  'answers-well': says('Answer', /^status 2\d\d\b/),
  'page-refuses': says('Answer', /^status 401 with a web page\b/),
  'token-refused': not(says('Answer', /^status 403\b/)),
  'ignores-tokens': says('With one character of the token changed', /^status 2\d\d\b/),
  'lacks-in-sample': both(has('Without an e-mail'), comparesNothing),
  'of-entra': says('Type', /^azure\b/i),
  'of-okta': says('Type', /^okta\b/i),
  'loses-shape-of-entra': says('PATCH with a value filter', /nothing changed/),
  'loses-shape-of-okta': says('PATCH without a path', /nothing changed/),
  'of-a-user': ofAUser,
  'of-a-group': not(ofAUser),
  'no-patch-works': both(ofAUser, noPatchWorks),
  'no-change-seen': both(countsWhatCame, not(saidToHaveBeenMade)),
  captured: saidToHaveBeenMade,
  'sent-by-provider': either(countsWhatCame, has('Users removed'), ({ evidence }) =>
    evidence.some(({ from }) => /^the (capture|log)\b/.test(from)),
  ),
  'some-way-refused': ({ evidence }) => evidence.some(({ value }) => value.startsWith('refused')),
  'text-for-boolean': asText,
  'regular-shapes': not(asText),
  'no-regular-patch-works': both(not(asText), noPatchWorks),

  // oauth.*
  'given-with-more': has('Secret given with'),

  // metadata.*
  'came-but-is-no-metadata': both(came, not(byTheNetwork)),
  'did-not-come': not(came),
  'answered-by-the-network': byTheNetwork,
  'unusable-id': both(comparesNothing, not(has('Entity'))),
  'has-ended': (finding) => timeOf(finding, 'Valid until') < timeOf(finding, 'Judged at'),

  // network.*
  'of-another-address': has('Besides the metadata'),
  'no-such-name': both(says('A', /^(ENOTFOUND|ENODATA)\b/), not(knownHere)),
  'no-name-server': noServerHeard,
  'no-network': says('Answer', /\b(EAI_AGAIN|ENETUNREACH|ENETDOWN)\b/),
  'known-here-only': knownHere,
  'private-outside': either(says('A outside', elsewhere), says('AAAA outside', elsewhere)),
  'inner-name': says('Host', innerName),
  'inner-host': either(says('Host', innerName), says('Host', /^[\d.]+$|:/)),
  'this-machine': says('Address', loopback),
  'not-this-machine': both(has('Address'), not(says('Address', loopback))),
  'not-this-machine-by-name': not(says('Host', loopback)),
  'untrusted-publicly': both(says('Trusted by the public roots', /^(?!yes$)/), not(byTheNetwork)),
  refused: says('Code', /ECONNREFUSED/),
  'has-proxy': has('Proxy'),
  'document-came': has('Status'),
  'answers-with-status': both(has('Status'), not(says('Status', /^(2\d\d|407|429|511)$/)), not(byTheNetwork)),

  // response.*, clock.*
  'at-known-time': judgedFor((from) => !from.startsWith(machineClock)),
  'by-this-clock': judgedFor((from) => from === machineClock || from === recordedByThisClock),
  'recorded-by-this-clock': judgedFor((from) => from === recordedByThisClock),
  'by-corrected-clock': judgedFor((from) => from === correctedClock),
  'issued-within-the-hour': (finding) =>
    timeOf(finding, 'Time judged for') - timeOf(finding, 'IssueInstant') < 60 * 60_000,
  'limits-time': both(has('Time judged for'), not(comparesNothing)),
  'certificate-ended': (finding) => timeOf(finding, 'Verified with', 1) < timeOf(finding, 'Time judged for'),
  'own-certificate-ended': (finding) =>
    timeOf(finding, 'Certificate in the message', 1) < timeOf(finding, 'Time judged for'),
  'content-changed': not(says('Changed since it was signed', /^blanks/)),
  'blanks-changed': says('Changed since it was signed', /^blanks/),
  'of-another-connection': has('Response of'),
  'cannot-name-user': either(
    says('Second-level StatusCode', /InvalidNameIDPolicy$/),
    says('Error page', /^nameid-refused$/),
  ),
  'page-knows-no-acs': says('Error page', /^acs-unknown$/),
  'page-knows-no-application': says('Error page', /^application-unknown$/),
  'of-this-machine': says('Clock judged', /^This machine$/),
  'of-another-machine': anotherClock,
  /** This machine and another are days apart, and nothing tells which of them is wrong. */
  'days-apart': both(anotherClock, not(settledBySomeClock), says('Offset', /\d d\b/)),
  'another-is-ahead': both(anotherClock, settledBySomeClock, says('Offset', /^ahead/)),
  'another-is-behind': both(anotherClock, settledBySomeClock, says('Offset', /^behind/)),
} as const satisfies Readonly<Record<string, Predicate>>

export type PredicateName = keyof typeof predicates
