import type { CheckId } from '../checks'
import type { Finding } from '../finding'
import type { Verdict } from '../verdict'

/** Checks whose warning is about later: some users, some day, although sign-in works now. */
const aboutLater: ReadonlySet<CheckId> = new Set([
  'response.nameid',
  'response.attributes',
  'response.signature-algorithm',
  'metadata.certificate-expiry',
  'metadata.certificate-strength',
  'metadata.validity',
  'workos.certificate',
  'network.tls-certificate',
  'clock.skew',
  'oauth.client',
  'scim.attributes',
])

/** A judgement that says whom something affects later, in its evidence. */
const saysWhom = ({ evidence }: Finding) => evidence.some(({ label }) => label === 'Affects')

/** What will break later, or for some people only: warnings that no confirmed or likely cause rests on, and what says whom it affects. */
export function foresightIn(findings: readonly Finding[], verdicts: readonly Verdict[]): Finding[] {
  const told = new Set(
    verdicts
      .filter(({ state, likely }) => state === 'confirmed' || likely)
      .flatMap(({ grounds }) => grounds.map(({ finding }) => finding)),
  )
  return findings.filter(
    (finding, place) =>
      !told.has(place) && (saysWhom(finding) || (finding.status === 'warn' && aboutLater.has(finding.id))),
  )
}
