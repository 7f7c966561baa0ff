import { z } from 'zod'
import { coded, created, noContent, notFound, ok } from '../answers'
import { type Call, type Handler, parseBody } from '../call'
import type { Environment } from '../environment'
import type { OrganizationDomain } from '../records'
import type { DomainFailureReason, DomainState } from '../vocabulary'

export function showDomain(domain: OrganizationDomain) {
  return {
    object: 'organization_domain',
    id: domain.id,
    organization_id: domain.organizationId,
    domain: domain.domain,
    state: domain.state,
    verification_strategy: domain.strategy,
    ...(domain.token === undefined ? {} : { verification_token: domain.token }),
    ...(domain.prefix === undefined ? {} : { verification_prefix: domain.prefix }),
    created_at: domain.createdAt,
    updated_at: domain.updatedAt,
  }
}

/** Adds a domain: asserted by a person when it comes verified, otherwise waiting for its TXT record. */
export function addDomain(
  environment: Environment,
  organizationId: string,
  name: string,
  state: DomainState,
  at = environment.now(),
): OrganizationDomain {
  const kept = environment.begin('org_domain', at)
  const dns = state !== 'verified'
  const domain = environment.domains.add({
    ...kept,
    organizationId,
    domain: name.toLowerCase(),
    state,
    strategy: dns ? 'dns' : 'manual',
    pendingSince: kept.createdAt,
    ...(dns
      ? {
          token: environment.identifiers.key(),
          prefix: `signpost-lab-domain-verification-${environment.identifiers.key(6).toLowerCase()}`,
        }
      : {}),
  })
  environment.emit('organization_domain.created', organizationId, showDomain(domain), at)
  return domain
}

/** Moves a domain to another state, with the event that tells of it. */
export function setDomainState(
  environment: Environment,
  domain: OrganizationDomain,
  state: DomainState,
  reason: DomainFailureReason = 'domain_verification_period_expired',
): void {
  domain.state = state
  environment.touch(domain)
  if (state === 'pending') domain.pendingSince = domain.updatedAt
  if (state === 'verified') {
    environment.emit('organization_domain.verified', domain.organizationId, showDomain(domain))
  } else if (state === 'failed') {
    environment.emit('organization_domain.verification_failed', domain.organizationId, {
      reason,
      organization_domain: showDomain(domain),
    })
  } else {
    environment.emit('organization_domain.updated', domain.organizationId, showDomain(domain))
  }
}

export function removeDomain(environment: Environment, domain: OrganizationDomain): void {
  environment.domains.remove(domain.id)
  environment.emit('organization_domain.deleted', domain.organizationId, showDomain(domain))
}

const createSchema = z.object({ organization_id: z.string(), domain: z.string().regex(/^[^\s/:@]+\.[^\s/:@]+$/) })

export const createDomain: Handler = ({ environment, body }) => {
  const parsed = parseBody(createSchema, body)
  if (!parsed.ok) return parsed.answer
  const { organization_id: organizationId, domain } = parsed.value
  if (!environment.organizations.get(organizationId)) return notFound('Organization', organizationId)
  const taken = environment.domainsOf(organizationId).some((other) => other.domain === domain.toLowerCase())
  if (taken) return coded(409, 'domain_already_exists', 'Domain already exists for this organization.')
  return created(showDomain(addDomain(environment, organizationId, domain, 'pending')))
}

export const getDomain: Handler = (call) => withDomain(call, (domain) => ok(showDomain(domain)))

/** Starts the verification over. WorkOS looks the TXT record up later, so that the answer never says verified. */
export const verifyDomain: Handler = (call) =>
  withDomain(call, (domain) => {
    if (domain.state === 'verified' || domain.state === 'legacy_verified') {
      return coded(400, 'domain_already_verified', 'Domain is already verified.')
    }
    domain.strategy = 'dns'
    domain.token ??= call.environment.identifiers.key()
    setDomainState(call.environment, domain, 'pending')
    return created(showDomain(domain))
  })

export const deleteDomain: Handler = (call) =>
  withDomain(call, (domain) => {
    removeDomain(call.environment, domain)
    return noContent()
  })

function withDomain(call: Call, answer: (domain: OrganizationDomain) => ReturnType<Handler>): ReturnType<Handler> {
  const id = call.params.id ?? ''
  const domain = call.environment.domains.get(id)
  return domain ? answer(domain) : notFound('Organization domain', id)
}
