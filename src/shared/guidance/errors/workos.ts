import type { CauseId } from '../../verdict'
import { authorizeErrors } from '../workos/authorize-errors'
import { table } from './entry'

/** The leaves that the errors of the redirect lead to; their meaning and what to do next stand in authorize-errors.ts. */
const redirectCauses: Readonly<Partial<Record<keyof typeof authorizeErrors, readonly CauseId[]>>> = {
  access_denied: ['oauth.access-denied'],
  connection_domain_invalid: ['organization.connection-not-linked', 'organization.domain-unverified'],
  connection_invalid: ['organization.connection-not-linked'],
  connection_unlinked: ['organization.connection-not-linked', 'draft.metadata-not-uploaded'],
  organization_invalid: ['organization.missing', 'organization.connection-not-linked'],
  oauth_failed: ['oauth.invalid-client', 'oauth.redirect-uri-mismatch'],
  profile_not_allowed_outside_organization: ['organization.domain-unverified'],
  server_error: [
    'saml.audience-mismatch',
    'saml.recipient-mismatch',
    'saml.signature-invalid',
    'saml.response-expired',
    'saml.nameid-missing',
  ],
}

const redirects = table(
  {
    product: 'WorkOS',
    seen: 'The redirect back to the application (error=…), or a page of WorkOS.',
    owner: 'workos-admin',
    source: 'https://workos.com/docs/reference/sso/get-authorization-url',
  },
  Object.entries(authorizeErrors).map(([code, { meaning, next }]) => ({
    code,
    meaning,
    fix: next,
    causes: redirectCauses[code] ?? [],
  })),
)

const api = table(
  {
    product: 'WorkOS',
    seen: 'The answer of the WorkOS API.',
    owner: 'workos-admin',
    source: 'https://workos.com/docs/reference/errors',
  },
  [
    {
      code: 'connection_already_exists_for_organization',
      meaning: 'The organization has a connection of this kind already.',
      fix: 'Use the connection that is there, or delete it first.',
      source: 'https://github.com/workos/workos-migrations',
    },
    {
      code: 'domain_already_exists',
      meaning: 'The domain belongs to an organization already.',
      causes: ['organization.domain-unverified'],
      fix: 'Look for the organization that has the domain.',
      source: 'https://workos.com/docs/reference/organization-domain',
    },
    {
      code: 'domain_already_verified',
      meaning: 'The domain is verified already.',
      fix: 'Nothing has to be done.',
      source: 'https://workos.com/docs/reference/organization-domain',
    },
    {
      code: 'domain_verification_period_expired',
      seen: 'The event organization_domain.verification_failed.',
      meaning: 'The TXT record was not found in the time given.',
      causes: ['organization.domain-unverified'],
      fix: 'Publish the TXT record that WorkOS shows, then start the verification again.',
      owner: 'dns-admin',
      source: 'https://workos.com/docs/events',
    },
    {
      code: 'domain_verified_by_other_organization',
      seen: 'The event organization_domain.verification_failed.',
      meaning: 'Another organization has verified the domain.',
      causes: ['organization.domain-unverified'],
      fix: 'Look for the organization that has the domain; a domain is verified for one only.',
      source: 'https://workos.com/docs/events',
    },
    {
      code: 'rate_limit_exceeded',
      alsoSeenAs: ['429', 'Too Many Requests'],
      meaning: 'WorkOS was asked too often.',
      fix: 'Wait as long as Retry-After says, then go on more slowly.',
      source: 'https://workos.com/docs/reference/rate-limits',
    },
  ],
)

export const workosErrors = [...redirects, ...api]
