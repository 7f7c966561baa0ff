import { compareValues } from '../../../shared/compare'
import type { Evidence, Finding } from '../../../shared/finding'
import type { IdpCertificate } from '../../../shared/workos'
import type { ObservationOf } from './observations'
import { unreadable } from './unreadable'

const dayMs = 24 * 60 * 60_000
const soonDays = 30
const where = 'WorkOS Dashboard, Organizations, the organization, Authentication, the connection, Certificates'

/** Whether WorkOS holds a current signing certificate, and whether it knows the ones the IdP uses. */
export function judgeCertificates({
  connectionId,
  held,
  given,
  problem,
  at,
}: ObservationOf<'certificates'>): Finding[] {
  if (problem) return [unreadable('workos.certificate', 'The certificates WorkOS holds', problem)]
  const from = `GET /connections/${connectionId}/saml_idp_signing_certs`
  if (held === null) {
    return [
      {
        id: 'workos.certificate',
        status: 'skipped',
        summary:
          'This environment does not show its certificates through the API, so they cannot be compared from here.',
        evidence: [],
        fix: { action: 'Compare the certificate by eye.', where, owner: 'workos-admin' },
      },
    ]
  }
  const evidence = held.slice(0, 20).map((one): Evidence => shown(one, from, at))
  if (held.length === 0) {
    return [
      {
        id: 'workos.certificate',
        status: 'fail',
        summary: 'WorkOS holds no signing certificate for the connection, so it cannot accept any response.',
        evidence: [{ label: 'Certificates', value: '0', from, at }],
        fix: {
          action: 'Give WorkOS the metadata of the identity provider, or upload its signing certificate.',
          where,
          owner: 'workos-admin',
        },
      },
    ]
  }
  return [validity(held, evidence, Date.parse(at)), ...knowledge(held, given, from, evidence)]
}

/** Whether WorkOS knows certificates that were seen elsewhere, by themselves: for what turns up after its list was judged. */
export function judgeKnownCertificates(observation: ObservationOf<'certificates'>): Finding[] {
  const { connectionId, held, given, at } = observation
  if (held === null || held.length === 0) return []
  const from = `GET /connections/${connectionId}/saml_idp_signing_certs`
  const evidence = held.slice(0, 20).map((one): Evidence => shown(one, from, at))
  return knowledge(held, given, from, evidence)
}

function shown(certificate: IdpCertificate, from: string, at: string): Evidence {
  const until = certificate.notAfter === null ? 'end not told' : `until ${certificate.notAfter}`
  return { label: 'Certificate at WorkOS', value: `SHA-256 ${certificate.sha256}, ${until}`, from, at }
}

function validity(held: readonly IdpCertificate[], evidence: Evidence[], now: number): Finding {
  const current = held.filter((one) => !hasEnded(one, now))
  if (current.length === 0) {
    return {
      id: 'workos.certificate',
      status: 'fail',
      summary: 'Every signing certificate WorkOS holds for the connection has expired.',
      evidence,
      fix: {
        action: 'Renew the certificate at the identity provider, then give WorkOS the new one.',
        where,
        owner: 'idp-admin',
      },
    }
  }
  const lasting = current.filter((one) => !hasEnded(one, now + soonDays * dayMs))
  if (lasting.length === 0) {
    const last = current
      .map((one) => one.notAfter ?? '')
      .sort()
      .at(-1)
    return {
      id: 'workos.certificate',
      status: 'warn',
      summary: `The signing certificate WorkOS holds ends on ${last?.slice(0, 10)}; there is no later one.`,
      evidence,
      fix: {
        action: 'Renew the certificate and give WorkOS the new one before the old one ends.',
        where,
        owner: 'idp-admin',
      },
    }
  }
  const expired = held.length - current.length
  return {
    id: 'workos.certificate',
    status: 'pass',
    summary: `WorkOS holds a current signing certificate${expired === 0 ? '' : ` (and ${expired} expired beside it)`}.`,
    evidence,
  }
}

function hasEnded(certificate: IdpCertificate, now: number): boolean {
  const end = Date.parse(certificate.notAfter ?? '')
  return !Number.isNaN(end) && end <= now
}

/** Holds the certificates seen elsewhere against WorkOS's list. During a rollover one unknown certificate is a warning. */
function knowledge(
  held: readonly IdpCertificate[],
  given: ObservationOf<'certificates'>['given'],
  from: string,
  evidence: Evidence[],
): Finding[] {
  const known = new Set(held.map((one) => one.sha256))
  const wanted = given.map((one) => ({ ...one, sha256: one.sha256.toLowerCase().replace(/[^0-9a-f]/g, '') }))
  const someKnown = wanted.some((one) => known.has(one.sha256))
  return wanted.map((one): Finding => {
    const received = known.has(one.sha256) ? one.sha256 : (held.at(-1)?.sha256 ?? null)
    const compared = compareValues(
      'SHA-256 fingerprint of the IdP’s signing certificate',
      { value: one.sha256, from: one.from },
      { value: received, from: known.has(one.sha256) ? from : `${from} (the newest of ${held.length})` },
    )
    if (known.has(one.sha256)) {
      return {
        id: 'workos.certificate',
        status: 'pass',
        summary: `WorkOS knows the certificate from ${one.from}.`,
        compared,
        evidence: [],
      }
    }
    return {
      id: 'workos.certificate',
      status: someKnown ? 'warn' : 'fail',
      summary: someKnown
        ? `WorkOS does not know one of the certificates from ${one.from}. Responses signed with it will be refused.`
        : `WorkOS does not know the certificate from ${one.from}, so it refuses responses signed with it.`,
      compared,
      evidence,
      fix: {
        action: 'Give WorkOS the current metadata, or add the certificate; the old ones stay valid beside it.',
        where,
        owner: 'workos-admin',
      },
    }
  })
}
