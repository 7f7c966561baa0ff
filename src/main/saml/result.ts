import type { Finding } from '../../shared/finding'
import type { Assertion, Envelope, ResponseInspectResult, SigningCertificate } from '../../shared/runs/response'
import { statusPrefix } from '../../shared/saml/status-codes'
import { readCertificate } from '../certificates/certificate'
import { bearerOf } from './judge/bearer'
import type {
  AssertionFacts,
  CertificateFacts,
  EnvelopeFacts,
  Expectations,
  ResponseObservation,
  SignatureFacts,
} from './observation'
import { sayTime } from './time'

/** What a judged response comes to besides its findings, as scripts and screens read it. */
export function resultOf(
  observation: ResponseObservation,
  findings: readonly Finding[],
): Omit<ResponseInspectResult, 'shown'> {
  const { delivery, reading, expectations } = observation
  const response = reading.kind === 'response' ? reading.response : null
  const signatures = response?.signatures ?? []
  return {
    messages: delivery.messages,
    issueInstant: response?.assertion?.issueInstant ?? response?.envelope?.issueInstant ?? null,
    response: response?.envelope ? envelopeResult(response.envelope) : null,
    judgedFor: {
      at: sayTime(expectations.now),
      from: expectations.nowFrom,
      skewSeconds: expectations.skewMs / 1000,
    },
    assertion: response?.assertion ? assertionResult(response.assertion, expectations) : null,
    signedBy: signatures.flatMap((signature) => {
      const { on, verifiedBy } = signature
      if (!holds(signature) || on === 'elsewhere' || verifiedBy === null) return []
      return [{ on, sha256: verifiedBy.sha256, subject: verifiedBy.subject, from: verifiedBy.from }]
    }),
    certificates: certificatesOf(signatures),
    firstFailure: findings.find(({ status }) => status === 'fail')?.id ?? null,
  }
}

const holds = ({ digestMatches, refusals }: SignatureFacts) => digestMatches === true && refusals.length === 0

function envelopeResult({ id, issuer, destination, inResponseTo, issueInstant, status }: EnvelopeFacts): Envelope {
  return {
    id,
    issuer: issuer?.value ?? null,
    destination,
    inResponseTo,
    issueInstant,
    status: (status?.codes ?? []).map((code) => code.replace(statusPrefix, '')),
    statusMessage: status?.message ?? null,
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
    audiences: (assertion.conditions?.audiences ?? []).flat().map(({ value }) => value),
    recipient: confirmation?.recipient ?? null,
    inResponseTo: confirmation?.inResponseTo ?? null,
    notBefore: assertion.conditions?.notBefore ?? null,
    notOnOrAfter: assertion.conditions?.notOnOrAfter ?? null,
    confirmationNotOnOrAfter: confirmation?.notOnOrAfter ?? null,
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

/** Metadata with more keys than this is a fault of its own. */
const mostCertificates = 20

/** Each certificate once: those whose keys signed, then what the message carries, then what was tried in vain. */
function certificatesOf(signatures: readonly SignatureFacts[]): SigningCertificate[] {
  const found = new Map<string, SigningCertificate>()
  const add = (facts: CertificateFacts | null, role: SigningCertificate['role'], on: SignatureFacts['on'] | null) => {
    if (facts === null) return
    const known = found.get(facts.sha256)
    if (known && role === 'signed' && known.role === 'signed' && on !== null && on !== 'elsewhere') known.on.push(on)
    if (known || found.size >= mostCertificates) return
    const read = readCertificate(facts.pem)
    if (!read.ok) return
    const { subject, issuer, sha1, sha256, notBefore, notAfter, key, signatureAlgorithm, pem } = read.certificate
    found.set(sha256, {
      use: 'signing',
      subject,
      issuer,
      sha1,
      sha256,
      notBefore,
      notAfter,
      key,
      signatureAlgorithm,
      pem,
      from: facts.from,
      role,
      on: on === null || on === 'elsewhere' ? [] : [on],
    })
  }
  for (const signature of signatures) if (holds(signature)) add(signature.verifiedBy, 'signed', signature.on)
  for (const { embedded } of signatures) add(embedded, embedded?.known ? 'known' : 'in-message', null)
  for (const one of signatures.flatMap(({ tried }) => tried)) add(one, 'known', null)
  return [...found.values()]
}
