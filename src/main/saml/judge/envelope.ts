import { compareValues } from '../../../shared/compare'
import type { Finding } from '../../../shared/finding'
import { explainStatus, statusPrefix } from '../../../shared/saml/status-codes'
import { vendorFields } from '../../../shared/saml/vendors'
import type { Expectations, IssuerFacts, ResponseFacts } from '../observation'
import { received } from '../observation'
import { bearerOf } from './bearer'
import { judgeEqual } from './compare'
import { finding, seen } from './make'

const acsMissing = 'no ACS URL was given'

/** The Issuer by which the product is recognised. */
export function issuerOf({ envelope, assertion }: ResponseFacts): string | null {
  return envelope?.issuer?.value ?? assertion?.issuer?.value ?? null
}

/** `response.destination` (bindings 3.5.5.2): present on a signed message, and the address it is posted to. */
export function judgeDestination(response: ResponseFacts, { acs }: Expectations): Finding[] {
  const { envelope, coverage } = response
  if (envelope === null) {
    return [
      finding('response.destination', 'skipped', 'A bare Assertion has no Destination: the whole Response is needed.'),
    ]
  }
  const fields = vendorFields(issuerOf(response))
  const fix = {
    action: `Copy the ACS URL from the WorkOS connection into the field where ${fields.name} keeps it.`,
    where: fields.acs,
    owner: 'idp-admin',
  } as const
  const destination = envelope.destination?.trim() === '' ? null : envelope.destination
  if (destination === null && coverage.responseSigned) {
    return [
      finding(
        'response.destination',
        'fail',
        'The Response is signed but names no Destination; a signed response must (bindings 3.5.5.2).',
        {
          ...(acs
            ? { compared: compareValues('Destination of the Response', acs, received(null, 'Response/@Destination')) }
            : {}),
          fix,
        },
      ),
    ]
  }
  if (destination === null) {
    return [
      finding(
        'response.destination',
        'info',
        'The Response names no Destination. It may leave it out, because it is not itself signed.',
      ),
    ]
  }
  return [
    judgeEqual({
      id: 'response.destination',
      what: 'Destination of the Response',
      expected: acs,
      missing: acsMissing,
      value: destination,
      where: 'Response/@Destination',
      place: null,
      fix,
    }),
  ]
}

/** `response.in-response-to` (profiles 4.1.4.3 and 4.1.5): the request it answers, or none when the IdP started. */
export function judgeInResponseTo(response: ResponseFacts, expectations: Expectations): Finding[] {
  const { envelope, assertion } = response
  const { requestId } = expectations
  const confirmation = assertion && (bearerOf(assertion, expectations) ?? assertion.confirmations[0])
  const confirmed = confirmation?.inResponseTo ?? null
  const named = envelope?.inResponseTo ?? null
  const value = named ?? confirmed
  const where = named === null ? 'SubjectConfirmationData/@InResponseTo' : 'Response/@InResponseTo'
  if (named !== null && confirmed !== null && confirmed !== named) {
    return [
      finding('response.in-response-to', 'fail', 'The Response and its Assertion answer different requests.', {
        compared: compareValues(
          'InResponseTo of the SubjectConfirmationData',
          received(named, 'Response/@InResponseTo'),
          received(confirmed, 'SubjectConfirmationData/@InResponseTo'),
        ),
        fix: {
          action: 'Sign in once more, from the start. If it stays, the identity provider mixes up sign-ins.',
          owner: 'idp-admin',
        },
      }),
    ]
  }
  if (requestId === null) {
    const summary =
      value === null
        ? 'The message answers no request: the sign-in was started at the identity provider. Whether a request was open was not given.'
        : `The message answers the request ${value}. Whether that is the open one was not compared: no request ID was given.`
    return [finding('response.in-response-to', 'skipped', summary, { evidence: [seen('InResponseTo', value, where)] })]
  }
  const compared = compareValues('InResponseTo of the Response', requestId, received(value, where))
  if (compared.firstDifference === null && envelope && named === null) {
    const summary = 'The Assertion answers the request that was sent, but the Response does not say so (core 3.2.2).'
    return [finding('response.in-response-to', 'warn', summary, { compared })]
  }
  if (compared.firstDifference === null && assertion && confirmed === null) {
    return [
      finding(
        'response.in-response-to',
        'warn',
        'The Response answers the request that was sent, but the confirmation in its Assertion does not say so, as it must (profiles 4.1.4.2). Service providers that look there take the sign-in for unsolicited.',
        {
          compared: compareValues(
            'InResponseTo of the SubjectConfirmationData',
            requestId,
            received(null, 'SubjectConfirmationData/@InResponseTo'),
          ),
        },
      ),
    ]
  }
  if (compared.firstDifference === null) {
    return [finding('response.in-response-to', 'pass', 'The message answers the request that was sent.', { compared })]
  }
  const summary =
    value === null
      ? 'The message answers no request, yet one was sent: it is unsolicited (IdP-initiated).'
      : `The message answers another request than the one that was sent. ${compared.firstDifference.sentence}`
  return [
    finding('response.in-response-to', 'fail', summary, {
      compared,
      fix: {
        action:
          'Sign in once more, from the start, in a fresh browser window: an old page, a bookmark or the back button answers an old request.',
        owner: 'idp-admin',
      },
    }),
  ]
}

/** `response.status` (core 3.2.2.2). */
export function judgeStatus({ envelope }: ResponseFacts): Finding[] {
  if (envelope === null) {
    return [finding('response.status', 'skipped', 'A bare Assertion has no Status: the whole Response is needed.')]
  }
  const { status } = envelope
  if (status === null || status.codes.length === 0) {
    return [
      finding('response.status', 'fail', 'The Response has no StatusCode; every SAML response must have one.', {
        fix: { action: 'Report it to the maker of the identity provider.', owner: 'idp-admin' },
      }),
    ]
  }
  const [top = '', ...inner] = status.codes
  if (top === `${statusPrefix}Success`) {
    return [finding('response.status', 'pass', 'The identity provider reports success.')]
  }
  const explained =
    [...inner]
      .reverse()
      .map(explainStatus)
      .find((one) => one !== null) ?? explainStatus(top)
  const short = status.codes.map((code) => code.replace(statusPrefix, '')).join(' / ')
  const summary = `The identity provider answers with an error instead of a sign-in: ${short}. ${explained?.meaning ?? 'SAML does not define this code; the maker of the identity provider does.'}`
  return [
    finding('response.status', 'fail', summary, {
      evidence: [
        ...status.codes.map((code, index) =>
          seen(index === 0 ? 'StatusCode' : 'Second-level StatusCode', code, 'Response/Status', status.place),
        ),
        seen('StatusMessage', status.message, 'Response/Status', status.place),
      ],
      fix: {
        action: explained?.action ?? 'Read the log of the identity provider for the time of this response.',
        owner: explained?.owner ?? 'idp-admin',
      },
    }),
  ]
}

const entityFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'

/** `response.issuer` (profiles 4.1.4.2): present where it must be, the IdP's entity id, and the same in both places. */
export function judgeIssuer(response: ResponseFacts, expectations: Expectations): Finding[] {
  const { envelope, assertion, coverage } = response
  const findings: Finding[] = []
  const required = coverage.responseSigned || (assertion?.encrypted ?? false)
  if (envelope) {
    if (envelope.issuer) findings.push(judgeOneIssuer('Issuer of the Response', envelope.issuer, expectations))
    else if (required) {
      findings.push(
        finding(
          'response.issuer',
          'fail',
          'The Response has no Issuer; a signed response, or one around an encrypted assertion, must have one.',
          issuerFix,
        ),
      )
    }
  }
  if (assertion === null) return findings
  if (assertion.issuer === null) {
    return [
      ...findings,
      finding(
        'response.issuer',
        'fail',
        'The Assertion has no Issuer; every assertion must have one (core 2.3.3).',
        issuerFix,
      ),
    ]
  }
  if (envelope?.issuer && envelope.issuer.value !== assertion.issuer.value) {
    const compared = compareValues(
      'Issuer of the Assertion',
      received(envelope.issuer.value, 'Issuer of the Response', envelope.issuer.place),
      received(assertion.issuer.value, 'Issuer of the Assertion', assertion.issuer.place),
    )
    return [
      ...findings,
      finding('response.issuer', 'fail', 'The Response and its Assertion name different issuers.', {
        compared,
        ...issuerFix,
      }),
    ]
  }
  if (envelope?.issuer && findings.length > 0) return findings
  return [...findings, judgeOneIssuer('Issuer of the Assertion', assertion.issuer, expectations)]
}

const issuerFix = {
  fix: {
    action:
      'Compare the entity ID of the identity provider with the one in WorkOS. After a change of host name, realm or tenant, give WorkOS the new metadata.',
    owner: 'idp-admin',
  },
} as const

function judgeOneIssuer(what: string, issuer: IssuerFacts, { idpEntityId, metadata }: Expectations): Finding {
  if (idpEntityId === null && metadata && metadata.entities > 1) {
    return finding(
      'response.issuer',
      'fail',
      `The ${what} is ${issuer.value}, and none of the ${metadata.entities} entities of the ${metadata.from} has that id.`,
      {
        evidence: [seen(what, issuer.value, what, issuer.place)],
        fix: {
          action:
            'Look for the identity provider this response comes from, or judge it against the metadata of that one: either the sign-in went to another one, or this is the metadata of others.',
          owner: 'idp-admin',
        },
      },
    )
  }
  const judged = judgeEqual({
    id: 'response.issuer',
    what,
    expected: idpEntityId,
    missing: metadata ? `the ${metadata.from} names no entity id` : 'no metadata of the identity provider was given',
    value: issuer.value,
    where: what,
    place: issuer.place,
    isName: true,
    ...issuerFix,
  })
  if (issuer.format === null || issuer.format === entityFormat || judged.status === 'fail') return judged
  return finding(
    'response.issuer',
    'warn',
    `The ${what} has a Format other than entity; service providers may refuse it (profiles 4.1.4.2).`,
    {
      evidence: [seen('Format', issuer.format, what, issuer.place)],
      fix: { action: 'Report it to the maker of the identity provider.', owner: 'idp-admin' },
    },
  )
}
