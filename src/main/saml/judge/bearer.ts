import type { AssertionFacts, ConfirmationFacts, Expectations } from '../observation'
import { readTime } from '../time'

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

/**
 * The bearer confirmation the verdicts are about. One good one is enough (profiles 4.1.4.2): the one that meets most of what is
 * asked of it, the first of equals.
 */
export function bearerOf(
  assertion: AssertionFacts,
  { acs, requestId, now, skewMs }: Expectations,
): ConfirmationFacts | null {
  const merits = ({ recipient, inResponseTo, notBefore, notOnOrAfter }: ConfirmationFacts): number => {
    const end = notOnOrAfter === null ? null : readTime(notOnOrAfter)
    const met = [
      acs !== null && recipient === acs.value,
      recipient !== null,
      requestId !== null && inResponseTo === requestId.value,
      end !== null && now < end.ms + skewMs,
      notBefore === null,
    ]
    return met.filter(Boolean).length
  }
  const bearers = assertion.confirmations.filter(({ method }) => method === bearer)
  return bearers.reduce<ConfirmationFacts | null>(
    (best, one) => (best !== null && merits(best) >= merits(one) ? best : one),
    null,
  )
}
