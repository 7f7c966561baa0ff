import type { CheckId } from '../../../../shared/checks'
import type { Finding } from '../../../../shared/finding'
import type { Verdict } from '../../../../shared/verdict'

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

/** What will break later, or for some people only: warnings that no confirmed or likely cause rests on. */
export function foresightIn(findings: readonly Finding[], verdicts: readonly Verdict[]): Finding[] {
  const told = new Set(
    verdicts
      .filter(({ state, likely }) => state === 'confirmed' || likely)
      .flatMap(({ grounds }) => grounds.map(({ finding }) => finding)),
  )
  return findings.filter(({ id, status }, place) => status === 'warn' && aboutLater.has(id) && !told.has(place))
}
