import type { CheckId } from '../../../shared/checks'
import type { Finding, Place } from '../../../shared/finding'
import type { AssertionFacts, Expectations, ResponseFacts, ResponseObservation } from '../observation'
import { judgeAlgorithm } from './algorithm'
import { judgeAttributes } from './attributes'
import { judgeAudience } from './audience'
import { judgeCoverage } from './coverage'
import { judgeDecoding, judgeForm, judgeVersion } from './document'
import { judgeEncryption } from './encryption'
import { judgeDestination, judgeInResponseTo, judgeIssuer, judgeStatus } from './envelope'
import { judgeForesight } from './foresight'
import { finding } from './make'
import { judgeSignature } from './signature'
import { judgeNameId, judgeRecipient } from './subject'
import { judgeNotBefore, judgeNotOnOrAfter } from './times'

type Judgement = (response: ResponseFacts, expectations: Expectations) => Finding[]
type AssertionJudgement = (response: ResponseFacts, assertion: AssertionFacts, expectations: Expectations) => Finding[]

/** What is judged of the whole message, in the order a strict service provider does. */
const ofMessage: readonly Judgement[] = [
  judgeDestination,
  judgeInResponseTo,
  judgeIssuer,
  judgeStatus,
  judgeEncryption,
  judgeSignature,
  judgeCoverage,
  judgeAlgorithm,
]

/** What is judged of the assertion, after that. */
const ofAssertion: ReadonlyArray<readonly [CheckId, AssertionJudgement]> = [
  ['response.nameid', judgeNameId],
  ['response.recipient', judgeRecipient],
  ['response.not-before', judgeNotBefore],
  ['response.not-on-or-after', judgeNotOnOrAfter],
  ['response.audience', judgeAudience],
  ['response.attributes', judgeAttributes],
]

const reasons: Readonly<Record<NonNullable<ResponseFacts['noAssertion']>, string>> = {
  status: 'the identity provider sent an error, not an assertion',
  missing: 'the Response holds no Assertion',
  ambiguous: 'it is open which content counts (see signature coverage), and nothing is read from a message like that',
  encrypted: 'the assertion is encrypted: give the decryption key',
}

/**
 * Judges one SAML response: every deviation, not only the first, in the order in which a strict service provider meets them.
 * Pure: the observation holds everything, the time included.
 */
export function judgeResponse(observation: ResponseObservation): Finding[] {
  const document = [...judgeDecoding(observation), ...judgeForm(observation), ...judgeVersion(observation)]
  const { reading, expectations } = observation
  if (reading.kind !== 'response') return document
  const { response } = reading
  const { assertion } = response
  const places = placesIn(response)
  const placed = (finding: Finding): Finding => {
    const place = finding.place ?? places[finding.id]
    return place ? { ...finding, place } : finding
  }
  return [
    ...document,
    ...ofOneConnection([
      ...ofMessage.flatMap((judge) => judge(response, expectations)),
      ...ofAssertion.flatMap(([id, judge]) =>
        assertion ? judge(response, assertion, expectations) : notJudged(id, response),
      ),
      ...(assertion ? judgeForesight(response, assertion) : []),
    ]).map(placed),
  ]
}

const whoseItIs: readonly CheckId[] = ['response.issuer', 'response.recipient', 'response.audience']

/**
 * Who sent it, where to and for whom: when each is another, the response is another connection’s, and its differences tell nothing
 * of this one. The issuer’s finding says so.
 */
function ofOneConnection(findings: readonly Finding[]): Finding[] {
  const isAnothers = whoseItIs.every((id) =>
    findings.some(
      (one) => one.id === id && one.status === 'fail' && one.compared?.firstDifference && one.compared.received.value,
    ),
  )
  if (!isAnothers) return [...findings]
  return findings.map((one) =>
    one.id === 'response.issuer' && one.status === 'fail'
      ? {
          ...one,
          summary: `This is the response of another connection: issuer, recipient and audience are all others. ${one.summary}`,
          evidence: [
            ...one.evidence,
            {
              label: 'Response of',
              value: 'another connection',
              from: 'issuer, recipient and audience, which all differ',
            },
          ],
          fix: {
            action: 'Capture a sign-in through the connection in question, and judge that response.',
            owner: 'idp-admin',
          },
        }
      : one,
  )
}

/** Where in the message a check looks, for findings that do not say it themselves. */
function placesIn({ envelope, assertion }: ResponseFacts): Partial<Record<CheckId, Place | undefined>> {
  const conditions = assertion?.conditions?.place ?? assertion?.place
  return {
    'response.destination': envelope?.place,
    'response.in-response-to': envelope?.place ?? assertion?.confirmations[0]?.place,
    'response.issuer': assertion?.place ?? envelope?.place,
    'response.signature': assertion?.place ?? envelope?.place,
    'response.signature-coverage': assertion?.place ?? envelope?.place,
    'response.status': envelope?.status?.place ?? envelope?.place,
    'response.nameid': assertion?.nameId?.place ?? assertion?.place,
    'response.not-before': conditions,
    'response.not-on-or-after': conditions,
    'response.audience': conditions,
    'response.recipient': assertion?.confirmations[0]?.place ?? assertion?.place,
    'response.attributes': assertion?.place,
  }
}

function notJudged(id: CheckId, { noAssertion }: ResponseFacts): Finding[] {
  if (id === 'response.nameid' && noAssertion === 'missing') {
    return [
      finding(id, 'fail', 'The Response reports success but holds no Assertion, so there is no user in it.', {
        fix: { action: 'Read the log of the identity provider for the time of this response.', owner: 'idp-admin' },
      }),
    ]
  }
  return [finding(id, 'skipped', `Not judged: ${reasons[noAssertion ?? 'missing']}.`)]
}
