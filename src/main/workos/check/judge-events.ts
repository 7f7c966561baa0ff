import type { Finding } from '../../../shared/finding'
import type { WorkosEvent } from '../../../shared/workos'
import type { ObservationOf } from './observations'

/**
 * What the events say that no record does: why the last sign-in failed, and whether a certificate is to be renewed. Events
 * that could not be read, or that there are none of, judge nothing. Where WorkOS shows the certificates themselves, those tell.
 */
export function judgeEvents({ subject, events, certificatesShown, at }: ObservationOf<'events'>): Finding[] {
  if (subject !== 'connection') return []
  const newestFirst = [...events].sort((a, b) => b.at.localeCompare(a.at))
  return [...lastSignIn(newestFirst, at), ...(certificatesShown ? [] : renewal(newestFirst, at))]
}

function lastSignIn(events: readonly WorkosEvent[], at: string): Finding[] {
  const last = events.find((one) => /^authentication\.sso_(failed|succeeded|timed_out)$/.test(one.name))
  if (last === undefined) return []
  const evidence = [{ label: 'Event', value: `${last.name} at ${last.at}`, from: 'GET /events', at }]
  if (last.name === 'authentication.sso_succeeded') {
    return [
      {
        id: 'workos.connection',
        status: 'info',
        summary: `The last sign-in through the connection succeeded (${last.at}).`,
        evidence,
      },
    ]
  }
  if (last.error !== null) {
    for (const [label, value] of [
      ['Error code', last.error.code],
      ['Error message', last.error.message],
    ] as const) {
      if (value !== '') evidence.push({ label, value, from: 'GET /events', at })
    }
  }
  const reason =
    last.error === null
      ? ''
      : ` WorkOS says: “${[last.error.code, last.error.message]
          .filter((one) => one !== '')
          .join(': ')
          .replace(/\.$/, '')}”.`
  return [
    {
      id: 'workos.connection',
      status: 'warn',
      summary:
        last.name === 'authentication.sso_failed'
          ? `The last sign-in through the connection failed (${last.at}).${reason}`
          : `The last sign-in through the connection was not finished in time (${last.at}).${reason}`,
      evidence,
    },
  ]
}

function renewal(events: readonly WorkosEvent[], at: string): Finding[] {
  const last = events.find(
    (one) =>
      one.certificate !== null &&
      /^connection\.saml_certificate_(renewal_required|renewed)$/.test(one.name) &&
      one.certificate.type === 'ResponseSigning',
  )
  if (last?.certificate == null || last.name === 'connection.saml_certificate_renewed') return []
  const { expired, expiresAt } = last.certificate
  const ended = expired === true || (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(at))
  return [
    {
      id: 'workos.certificate',
      status: ended ? 'fail' : 'warn',
      summary: ended
        ? `WorkOS reports that the IdP’s signing certificate has expired${expiresAt === null ? '' : ` (${expiresAt.slice(0, 10)})`}.`
        : `WorkOS asks to renew the IdP’s signing certificate${expiresAt === null ? '' : ` before ${expiresAt.slice(0, 10)}`}.`,
      evidence: [{ label: 'Event', value: `${last.name} at ${last.at}`, from: 'GET /events', at }],
      fix: {
        action: 'Renew the certificate at the identity provider, then give WorkOS the new one.',
        owner: 'idp-admin',
      },
    },
  ]
}
