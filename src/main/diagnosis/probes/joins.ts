import { judgeKnownCertificates } from '../../workos/check/judge-certificates'
import type { DiagnosisProbe } from '../engine'
import { type DiagnosisInput, responseGiven } from '../input'
import { judgeEmailDomain } from '../judge-email-domain'
import { judgedMoment } from '../moment'

/** Holds the certificates that the response and the metadata show against those WorkOS goes by. */
export const knownCertificatesProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'known-certificates',
  looksAt: 'the certificates WorkOS goes by',
  standsFor: 'workos.certificate',
  reports: ['workos.certificate'],
  gives: [],
  uses: ['held', 'response', 'metadata', 'clock'],
  needs: (input) => input.workos?.credentials != null && (responseGiven(input) !== null || input.metadata !== null),
  async *run(input, facts, { host }) {
    const [held, response, metadata] = await Promise.all([
      facts.when('held'),
      facts.when('response'),
      facts.when('metadata'),
    ])
    if (held === null) return
    const { ms: now } = await judgedMoment(input, facts, host)
    const at = new Date(now).toISOString()
    const signers = (response?.signedBy ?? []).map(({ sha256 }) => ({ sha256, from: 'the response' }))
    const published = (metadata?.entity?.certificates ?? [])
      .filter(({ use, notAfter }) => use !== 'encryption' && !(Date.parse(notAfter) <= now))
      .map(({ sha256 }) => ({ sha256, from: 'the IdP’s metadata' }))
    for (const given of [signers.slice(0, 1), published]) {
      yield* judgeKnownCertificates({
        of: 'certificates',
        at,
        connectionId: held.connectionId,
        held: [...held.certificates],
        given,
        problem: null,
      })
    }
  },
}

/** Holds the e-mail domain of the person in the response against the domains of the organization. */
export const emailDomainProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'email-domain',
  looksAt: 'the e-mail domain',
  standsFor: 'workos.domain',
  reports: ['workos.domain'],
  gives: [],
  uses: ['organization', 'response'],
  needs: (input) => input.workos?.credentials != null && responseGiven(input) !== null,
  async *run(_input, facts, { host }) {
    const [organization, response] = await Promise.all([facts.when('organization'), facts.when('response')])
    if (organization === null || response?.assertion == null) return
    yield* judgeEmailDomain(organization, response.assertion, new Date(host.now()).toISOString())
  },
}
