import type { Finding } from '../../../shared/finding'
import type { MessageSummary, ResponseObservation } from '../observation'
import { readTime } from '../time'
import { finding, seen } from './make'

const places: Readonly<Record<ResponseObservation['delivery']['container'], string>> = {
  xml: 'an XML document',
  encoded: 'encoded text',
  form: 'a form body or address',
  page: 'a page that posts itself',
  har: 'a HAR capture',
  'saml-tracer': 'a SAML-tracer export',
  unknown: 'a document',
}

const captureFix = {
  action:
    'Capture the sign-in in the browser (network log saved as HAR, or SAML-tracer) and open that, or copy the whole value of the form field SAMLResponse.',
  owner: 'idp-admin',
} as const

/** `response.decoding`: whether a SAML response was found, and how it was packed. */
export function judgeDecoding({ delivery, reading, name }: ResponseObservation): Finding[] {
  const { container, packing, notes, messages, unreadable } = delivery
  const evidence = [
    seen('Found in', places[container], name),
    packing.length === 0 ? null : seen('Unpacked', packing.join(', then '), name),
    ...notes.map((note) => seen('Note', note, name)),
    ...unreadable.map((reason) => seen('Not readable', reason, name)),
    ...(messages.length > 1
      ? messages.map((message, index) => seen(`Message ${index + 1}`, sayMessage(message), name))
      : []),
  ]
  if (reading.kind === 'undecoded') {
    return [
      finding('response.decoding', 'fail', `No SAML message could be read. ${reading.reason}`, {
        evidence,
        fix: captureFix,
      }),
    ]
  }
  if (reading.kind === 'other' && !reading.saml11) {
    return [
      finding('response.decoding', 'fail', `This is not a SAML response: ${reading.what}`, {
        evidence,
        fix: captureFix,
      }),
    ]
  }
  const several = messages.filter(({ parameter }) => parameter !== 'SAMLRequest').length
  const summary =
    several > 1
      ? `Found ${several} SAML responses; the one marked below is judged.`
      : `Found one SAML message in ${places[container]}.`
  return [finding('response.decoding', notes.length > 0 ? 'info' : 'pass', summary, { evidence })]
}

function sayMessage({ parameter, sentTo, at, chosen }: MessageSummary): string {
  const way = [sentTo === null ? null : `sent to ${sentTo}`, at === null ? null : `at ${at}`].filter(
    (one) => one !== null,
  )
  return `${parameter ?? 'SAML message'} ${way.join(' ')}${chosen ? ' (judged here)' : ''}`.trim()
}

/** `response.well-formed` and `response.dtd`. */
export function judgeForm({ reading }: ResponseObservation): Finding[] {
  if (reading.kind === 'undecoded') return []
  if (reading.kind !== 'malformed') {
    return [
      finding('response.well-formed', 'pass', 'The message is well-formed XML.'),
      finding('response.dtd', 'pass', 'The message carries no document type and no entities.'),
    ]
  }
  const { code, message, place } = reading
  const where = place ? ` (line ${place.line}, column ${place.column})` : ''
  if (code === 'doctype') {
    return [
      finding(
        'response.dtd',
        'fail',
        `The message carries a document type declaration${where}, which SAML forbids. It was not read further.`,
        {
          fix: {
            action:
              'Find out what puts a document type into the message: no identity provider does. It may be an attack.',
            owner: 'idp-admin',
          },
        },
      ),
    ]
  }
  return [
    finding('response.well-formed', 'fail', `The message cannot be read as XML${where}: ${message}`, {
      place,
      fix: { ...captureFix, action: `If this is a copy, it was damaged or cut off on the way. ${captureFix.action}` },
    }),
  ]
}

/** What every message and every assertion must say of itself, and this one does not; null where nothing is missing. */
function lackingOf(what: string, said: { id: string | null; issueInstant: string | null } | null): string | null {
  if (said === null) return null
  if (said.id === null) return `The ${what} has no ID`
  if (said.issueInstant === null) return `The ${what} has no IssueInstant`
  return readTime(said.issueInstant) === null ? `The IssueInstant of the ${what} is no date and time` : null
}

/** `response.version`: SAML 2.0, on the response and on the assertion (core 3.2.2, 2.3.3). */
export function judgeVersion({ reading }: ResponseObservation): Finding[] {
  const fix = {
    action: 'Register WorkOS at the identity provider as a SAML 2.0 application.',
    owner: 'idp-admin',
  } as const
  if (reading.kind === 'other' && reading.saml11) {
    return [finding('response.version', 'fail', `This is not SAML 2.0: ${reading.what}`, { fix })]
  }
  if (reading.kind !== 'response') return []
  const { envelope, assertion } = reading.response
  const lacking = lackingOf('Response', envelope) ?? lackingOf('Assertion', assertion)
  if (lacking !== null) {
    return [
      finding('response.version', 'fail', `${lacking}, which SAML 2.0 requires (core 2.3.3 and 3.2.2).`, {
        fix: { action: 'Report it to the maker of the identity provider.', owner: 'idp-admin' },
      }),
    ]
  }
  const versions = [
    ...(envelope ? [['Response', envelope.version] as const] : []),
    ...(assertion ? [['Assertion', assertion.version] as const] : []),
  ]
  const wrong = versions.find(([, version]) => version !== '2.0')
  const evidence = versions.map(([what, version]) => seen(`Version of the ${what}`, version, what))
  if (!wrong) return [finding('response.version', 'pass', 'The message is SAML 2.0.', { evidence })]
  const said = wrong[1] === null ? 'names no version' : `says version ${wrong[1]}`
  return [
    finding('response.version', 'fail', `The ${wrong[0]} ${said}; WorkOS takes SAML 2.0 only.`, { evidence, fix }),
  ]
}
