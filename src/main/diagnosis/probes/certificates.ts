import { readCertificate } from '../../certificates/certificate'
import type { DiagnosisProbe } from '../engine'
import type { DiagnosisInput } from '../input'
import { judgeGivenCertificates } from '../judge-given-certificates'
import { judgedMoment } from '../moment'

/** Signing certificates that were given without the metadata they belong to. With it, the metadata says which of them count. */
export const certificatesProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'certificates',
  looksAt: 'the certificates given',
  standsFor: 'metadata.certificate-expiry',
  reports: ['metadata.certificate-expiry', 'metadata.signing-certificate'],
  gives: [],
  uses: ['clock'],
  needs: ({ certificates, metadata }) => certificates.length > 0 && metadata === null,
  async *run(input, facts, { host }) {
    const read = input.certificates.map(({ text, from }) => ({ from, outcome: readCertificate(text) }))
    for (const { from, outcome } of read) {
      if (outcome.ok) continue
      yield {
        id: 'metadata.signing-certificate',
        status: 'skipped',
        summary: `${from} cannot be read as a certificate. ${outcome.reason}`,
        evidence: [],
      }
    }
    const { ms } = await judgedMoment(input, facts, host)
    const usable = read.flatMap(({ from, outcome }) => (outcome.ok ? [{ from, certificate: outcome.certificate }] : []))
    yield* judgeGivenCertificates(usable, ms, input.skewSeconds * 1000)
  },
}
