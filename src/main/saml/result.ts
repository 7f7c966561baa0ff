import type { Finding } from '../../shared/finding'
import type { Assertion, ResponseInspectResult } from '../../shared/runs/response'
import { bearerOf } from './judge/subject'
import type { AssertionFacts, Expectations, ResponseObservation } from './observation'

/** What a judged response comes to besides its findings, as scripts and screens read it. */
export function resultOf(
  observation: ResponseObservation,
  findings: readonly Finding[],
): Omit<ResponseInspectResult, 'shown'> {
  const { delivery, reading, expectations } = observation
  const response = reading.kind === 'response' ? reading.response : null
  return {
    messages: delivery.messages,
    issueInstant: response?.assertion?.issueInstant ?? response?.envelope?.issueInstant ?? null,
    assertion: response?.assertion ? assertionResult(response.assertion, expectations) : null,
    signedBy: (response?.signatures ?? []).flatMap(({ on, verifiedBy, digestMatches }) =>
      on === 'elsewhere' || verifiedBy === null || digestMatches !== true
        ? []
        : [{ on, sha256: verifiedBy.sha256, subject: verifiedBy.subject, from: verifiedBy.from }],
    ),
    firstFailure: findings.find(({ status }) => status === 'fail')?.id ?? null,
  }
}

function assertionResult(assertion: AssertionFacts, expectations: Expectations): Assertion {
  const confirmation = bearerOf(assertion, expectations)
  const [statement] = assertion.statements
  return {
    id: assertion.id,
    issuer: assertion.issuer?.value ?? null,
    nameId: assertion.nameId?.sealed === false ? assertion.nameId.value : null,
    nameIdFormat: assertion.nameId?.format ?? null,
    audiences: assertion.conditions?.audiences.flat() ?? [],
    recipient: confirmation?.recipient ?? null,
    inResponseTo: confirmation?.inResponseTo ?? null,
    notBefore: assertion.conditions?.notBefore ?? null,
    notOnOrAfter: assertion.conditions?.notOnOrAfter ?? null,
    sessionNotOnOrAfter: statement?.sessionNotOnOrAfter ?? null,
    authnInstant: statement?.authnInstant ?? null,
    attributes: attributesByName(assertion),
    trust: assertion.source,
    encrypted: assertion.encrypted,
  }
}

/** A name that stands on several attributes keeps the values of all of them. */
function attributesByName({ attributes }: AssertionFacts): Record<string, string[]> {
  const byName = new Map<string, string[]>()
  for (const { name, values } of attributes) byName.set(name, [...(byName.get(name) ?? []), ...values])
  return Object.fromEntries(byName)
}
