import type { Evidence, Finding } from '../../shared/finding'
import type { ReadCertificate } from '../certificates/certificate'
import { judgeExpiry } from '../certificates/judgements'
import { daysAgo, inDays } from '../metadata/finding'

/** A signing certificate that was given by itself, and the file it came in. */
export interface GivenCertificate {
  certificate: ReadCertificate
  from: string
}

/** How long signing certificates last that came without metadata. One that has ended beside a valid one is a left-over. */
export function judgeGivenCertificates(given: readonly GivenCertificate[], now: number, skewMs: number): Finding[] {
  const judged = given.map((one) => ({ ...one, expiry: expiryOf(one, now, skewMs) }))
  const someValid = judged.some(({ expiry }) => !ended(expiry.state))
  return judged.map(({ certificate, from, expiry: { state, daysLeft, daysPast, endless } }): Finding => {
    const end = endless ? 'has no end' : `ends on ${certificate.notAfter.slice(0, 10)}`
    const sentences: Record<typeof state, string> = {
      expired: `expired on ${certificate.notAfter.slice(0, 10)}, ${daysAgo(daysPast)}`,
      'not-yet-valid': `is not valid before ${certificate.notBefore.slice(0, 10)}`,
      soon: `${end}, ${inDays(daysLeft)}`,
      notice: `${end}, ${inDays(daysLeft)}`,
      current: `is valid and ${end}`,
    }
    const beside = ended(state) && someValid ? ' Another one that was given is valid.' : ''
    return {
      id: 'metadata.certificate-expiry',
      status: state === 'current' ? 'pass' : ended(state) && !someValid ? 'fail' : 'warn',
      summary: `The certificate in ${from} (${certificate.subject || 'without a subject'}) ${sentences[state]}.${beside}`,
      evidence: evidenceOf(certificate, from, now),
      ...(state === 'current' || state === 'not-yet-valid'
        ? {}
        : {
            fix: {
              action: 'Make a new signing certificate, give WorkOS the new metadata, and only then sign with it.',
              owner: 'idp-admin' as const,
              source: 'https://workos.com/docs/sso/signing-certificates',
            },
          }),
    }
  })
}

const ended = (state: ReturnType<typeof judgeExpiry>['state']) => state === 'expired' || state === 'not-yet-valid'

function expiryOf({ certificate }: GivenCertificate, now: number, skewMs: number) {
  const period = { notBefore: Date.parse(certificate.notBefore), notAfter: Date.parse(certificate.notAfter) }
  return judgeExpiry(period, now, skewMs)
}

function evidenceOf({ notBefore, notAfter, sha256 }: ReadCertificate, from: string, now: number): Evidence[] {
  return [
    { label: 'Valid from', value: notBefore, from },
    { label: 'Valid until', value: notAfter, from },
    { label: 'Judged at', value: new Date(now).toISOString(), from: 'the clock used' },
    { label: 'SHA-256', value: sha256, from },
  ]
}
