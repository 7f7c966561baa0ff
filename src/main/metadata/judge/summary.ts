import type { Finding } from '../../../shared/finding'
import { judgeExpiry } from '../../certificates/judgements'
import { clipped, dayOf, finding, inDays, inLine } from '../finding'
import type { CertificateSummary, DocumentFacts, MetadataObservation } from '../observation'

/** Judges an aggregate as a whole: whom it holds, and every signing certificate of an identity provider that needs a look. */
export function judgeSummary(
  facts: DocumentFacts,
  summary: CertificateSummary,
  observation: MetadataObservation,
): Finding[] {
  const { counts } = facts
  const document = observation.source.name
  const role = finding(
    'role',
    counts.identityProviders > 0 ? 'pass' : 'fail',
    `The document holds ${counts.identityProviders} identity providers and ${counts.serviceProviders} service providers.`,
    counts.identityProviders > 0
      ? {}
      : { fix: { action: 'Take metadata that holds the identity provider.', owner: 'idp-admin' } },
  )
  return [role, total(summary, document), ...summary.noted.map((one) => noted(one, observation)), ...rest(summary)]
}

function total({ certificates, current, unreadable }: CertificateSummary, document: string): Finding {
  return finding(
    'certificate-expiry',
    'info',
    `The document holds ${certificates} certificates; ${current} of them are valid for more than 60 days.`,
    {
      evidence: unreadable > 0 ? [{ label: 'Unreadable certificates', value: String(unreadable), from: document }] : [],
    },
  )
}

function noted(one: CertificateSummary['noted'][number], { now, skewMs, source }: MetadataObservation): Finding {
  const { entityId, place, notAfter, notBefore, usableLeft } = one
  const { state, daysLeft } = judgeExpiry(one, now, skewMs)
  const ended = state === 'expired' || state === 'not-yet-valid'
  const sentences = {
    expired: `expired on ${dayOf(notAfter)}`,
    'not-yet-valid': `is not valid before ${dayOf(notBefore)}`,
    soon: `expires ${inDays(daysLeft)}, on ${dayOf(notAfter)}`,
    notice: `expires ${inDays(daysLeft)}, on ${dayOf(notAfter)}`,
    current: `is valid until ${dayOf(notAfter)}`,
  }
  const rest = usableLeft ? 'another one is valid' : ended ? 'no other one is valid' : 'it is the only valid one'
  return finding(
    'certificate-expiry',
    ended && !usableLeft ? 'fail' : 'warn',
    `${clipped(entityId ?? 'An entity without id')}: a signing certificate ${sentences[state]}; ${rest}.`,
    {
      evidence: [{ label: 'Valid until', value: new Date(notAfter).toISOString(), from: inLine(source.name, place) }],
      place,
      fix: { action: 'Publish a new signing certificate and give WorkOS the new metadata.', owner: 'idp-admin' },
    },
  )
}

function rest({ noted: shown, notedTotal }: CertificateSummary): Finding[] {
  const more = notedTotal - shown.length
  return more > 0
    ? [finding('certificate-expiry', 'info', `${more} more signing certificates have ended or end within 60 days.`)]
    : []
}
