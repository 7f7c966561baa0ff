import { z } from 'zod'
import { type Answer, accepted, coded, created, message, notFound, ok } from '../answers'
import { type Call, type Handler, parseBody } from '../call'
import type { Environment } from '../environment'
import { answerPage, listParameter, matchesSearch } from '../paging'
import type { Organization } from '../records'
import { removeConnection } from './connections'
import { beginDeletion } from './directories'
import { addDomain, removeDomain, showDomain } from './organization-domains'

function showOrganization(environment: Environment, organization: Organization) {
  return {
    object: 'organization',
    id: organization.id,
    name: organization.name,
    domains: environment.domainsOf(organization.id).map(showDomain),
    metadata: organization.metadata,
    external_id: organization.externalId,
    ...(organization.stripeCustomerId === undefined ? {} : { stripe_customer_id: organization.stripeCustomerId }),
    allow_profiles_outside_organization: organization.allowProfilesOutside,
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
  }
}

/** As events show it: without the deprecated policy. */
function showInEvent(environment: Environment, organization: Organization) {
  const { allow_profiles_outside_organization: _policy, ...shown } = showOrganization(environment, organization)
  return shown
}

export function addOrganization(
  environment: Environment,
  name: string,
  more: Partial<Organization> = {},
  at = environment.now(),
): Organization {
  return environment.organizations.add({
    ...environment.begin('org', at),
    name,
    externalId: null,
    metadata: {},
    allowProfilesOutside: false,
    ...more,
  })
}

export const listOrganizations: Handler = ({ environment, query }) => {
  const domains = listParameter(query, 'domains')?.map((domain) => domain.toLowerCase())
  const withDomain =
    domains &&
    new Set(
      environment.domains
        .all()
        .filter((one) => domains.includes(one.domain))
        .map((one) => one.organizationId),
    )
  return answerPage(
    query,
    environment.organizations
      .all()
      .filter(({ id, name }) => (withDomain?.has(id) ?? true) && matchesSearch(query.get('search'), name)),
    (organization) => showOrganization(environment, organization),
  )
}

export const getOrganization: Handler = (call) =>
  withOrganization(call, (organization) => ok(showOrganization(call.environment, organization)))

export const getOrganizationByExternalId: Handler = ({ environment, params }) => {
  const externalId = params.externalId ?? ''
  const organization = environment.organizations.all().find((one) => one.externalId === externalId)
  return organization ? ok(showOrganization(environment, organization)) : notFound('Organization', externalId)
}

const domainData = z.array(z.object({ domain: z.string(), state: z.enum(['pending', 'verified']) }))
const writable = z.object({
  name: z.string().min(1),
  domains: z.array(z.string()).optional(),
  domain_data: domainData.optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
  external_id: z.string().max(128).nullish(),
  stripe_customer_id: z.string().optional(),
  allow_profiles_outside_organization: z.boolean().optional(),
})
type Written = Partial<z.infer<typeof writable>>

export const createOrganization: Handler = ({ environment, body }) => {
  const parsed = parseBody(writable, body)
  if (!parsed.ok) return parsed.answer
  const refusal = refuse(environment, parsed.value, null)
  if (refusal) return refusal
  const organization = addOrganization(environment, parsed.value.name)
  write(environment, organization, parsed.value)
  environment.emit('organization.created', organization.id, showInEvent(environment, organization))
  return created(showOrganization(environment, organization))
}

export const updateOrganization: Handler = (call) =>
  withOrganization(call, (organization) => {
    const { environment } = call
    const parsed = parseBody(writable.partial(), call.body)
    if (!parsed.ok) return parsed.answer
    const refusal = refuse(environment, parsed.value, organization)
    if (refusal) return refusal
    write(environment, organization, parsed.value)
    environment.touch(organization)
    environment.emit('organization.updated', organization.id, showInEvent(environment, organization))
    return ok(showOrganization(environment, organization))
  })

export const deleteOrganization: Handler = (call) =>
  withOrganization(call, (organization) => {
    const { environment } = call
    const shown = showInEvent(environment, organization)
    for (const connection of environment.connectionsOf(organization.id)) removeConnection(environment, connection)
    for (const directory of environment.directories.all()) {
      if (directory.organizationId === organization.id) beginDeletion(environment, directory)
    }
    for (const domain of environment.domainsOf(organization.id)) removeDomain(environment, domain)
    environment.organizations.remove(organization.id)
    environment.emit('organization.deleted', organization.id, shown)
    return accepted()
  })

function refuse(environment: Environment, wanted: Written, current: Organization | null): Answer | null {
  const others = environment.organizations.all().filter((other) => other !== current)
  const metadata = Object.entries(wanted.metadata ?? {})
  if (metadata.length > 50 || metadata.some(([key, value]) => key.length > 40 || value.length > 600)) {
    return coded(400, 'invalid_metadata', 'Request could not be processed.')
  }
  const externalId = wanted.external_id ?? null
  if (externalId !== null && others.some((other) => other.externalId === externalId)) {
    return coded(400, 'external_id_already_used', 'Request could not be processed.')
  }
  const stripe = wanted.stripe_customer_id
  if (stripe !== undefined && others.some((other) => other.stripeCustomerId === stripe)) {
    return coded(400, 'stripe_customer_id_already_used', 'Request could not be processed.')
  }
  const names = (wanted.domain_data ?? []).map(({ domain }) => domain.toLowerCase())
  const verifiedElsewhere = environment.domains
    .all()
    .find((one) => one.organizationId !== current?.id && one.state === 'verified' && names.includes(one.domain))
  return verifiedElsewhere
    ? message(409, `The domain ${verifiedElsewhere.domain} is already verified by another organization.`)
    : null
}

function write(environment: Environment, organization: Organization, wanted: Written): void {
  if (wanted.name !== undefined) organization.name = wanted.name
  if (wanted.metadata !== undefined) organization.metadata = wanted.metadata ?? {}
  if (wanted.external_id !== undefined) organization.externalId = wanted.external_id
  if (wanted.stripe_customer_id !== undefined) organization.stripeCustomerId = wanted.stripe_customer_id
  if (wanted.allow_profiles_outside_organization !== undefined) {
    organization.allowProfilesOutside = wanted.allow_profiles_outside_organization
  }
  const domains = wanted.domain_data ?? wanted.domains?.map((domain) => ({ domain, state: 'pending' as const }))
  if (domains) replaceDomains(environment, organization.id, domains)
}

/** The list given is the whole list: what is not in it goes, what stays keeps its token. */
function replaceDomains(environment: Environment, organizationId: string, wanted: z.infer<typeof domainData>): void {
  const current = environment.domainsOf(organizationId)
  const names = new Set(wanted.map(({ domain }) => domain.toLowerCase()))
  for (const domain of current) if (!names.has(domain.domain)) removeDomain(environment, domain)
  for (const { domain, state } of wanted) {
    if (!current.some((one) => one.domain === domain.toLowerCase())) {
      addDomain(environment, organizationId, domain, state)
    }
  }
}

function withOrganization(call: Call, answer: (organization: Organization) => Answer): Answer {
  const id = call.params.id ?? ''
  const organization = call.environment.organizations.get(id)
  return organization ? answer(organization) : notFound('Organization', id)
}
