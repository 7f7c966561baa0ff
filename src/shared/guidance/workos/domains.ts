import type { OrganizationDomain } from '../../workos'
import type { StateMeaning } from './states'

export type DomainStateMeaning = Omit<StateMeaning, 'alsoCalled'>

/** The states of an organization's domain. Source: https://workos.com/docs/domain-verification/api */
export const domainStates: Readonly<Record<string, DomainStateMeaning>> = {
  verified: {
    label: 'Verified',
    meaning: 'The domain is proven to belong to the organization.',
    next: null,
    status: 'pass',
  },
  legacy_verified: {
    label: 'Verified',
    meaning: 'The domain was verified under earlier rules and counts as verified.',
    next: null,
    status: 'pass',
  },
  pending: {
    label: 'Pending',
    meaning: 'WorkOS looks for the TXT record and has not found it yet.',
    next: 'Publish the TXT record in the DNS of the domain. WorkOS looks for it for 30 days.',
    status: 'fail',
  },
  unverified: {
    label: 'Not verified',
    meaning: 'The domain was entered, but its verification was not started.',
    next: 'Start the verification and publish the TXT record in the DNS of the domain.',
    status: 'fail',
  },
  failed: {
    label: 'Failed',
    meaning: 'The TXT record was not found within 30 days, or another organization has verified the domain.',
    next: 'Publish the TXT record, then start the verification again.',
    status: 'fail',
  },
}

/**
 * The TXT record a domain's owner publishes on the domain itself; null where WorkOS gives no token. The prefix is what
 * WorkOS sends along; the documentation's own example reads `verification_token=…`.
 */
export function txtRecordOf({ verificationPrefix, verificationToken }: OrganizationDomain): string | null {
  return verificationToken === null ? null : `${verificationPrefix ?? 'verification_token'}=${verificationToken}`
}
