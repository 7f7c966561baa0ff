import type { Organization, OrganizationDomain } from '../../shared/workos'
import type { ApiOutcome, WorkosClient } from './client'
import { withId } from './ids'
import type { List } from './paging'
import { organizationDomainRecord, organizationRecord } from './records'

/** All organizations, or those with one of the domains, or whose name matches. */
export function organizationList({
  search,
  domains,
}: {
  search?: string
  domains?: readonly string[]
} = {}): List<Organization> {
  return {
    path: '/organizations',
    query: { search, domains: domains?.join(',') },
    what: 'the list of organizations',
    item: organizationRecord,
  }
}

export function getOrganization(client: WorkosClient, organizationId: string): Promise<ApiOutcome<Organization>> {
  return withId(client, 'an organization', organizationId, ({ id, what }) =>
    client.read({ path: `/organizations/${id}`, what, schema: organizationRecord }),
  )
}

/** Creates an organization. Domains are added as pending: their owner still has to prove them by DNS. */
export function createOrganization(
  client: WorkosClient,
  { name, domains = [] }: { name: string; domains?: readonly string[] },
): Promise<ApiOutcome<Organization>> {
  return client.write({
    method: 'POST',
    path: '/organizations',
    body: {
      name,
      ...(domains.length === 0 ? {} : { domain_data: domains.map((domain) => ({ domain, state: 'pending' })) }),
    },
    what: `an organization named ${client.clean(name)}`,
    schema: organizationRecord,
  })
}

export function addDomain(
  client: WorkosClient,
  { organizationId, domain }: { organizationId: string; domain: string },
): Promise<ApiOutcome<OrganizationDomain>> {
  return client.write({
    method: 'POST',
    path: '/organization_domains',
    body: { organization_id: organizationId, domain },
    what: `the domain ${client.clean(domain)}`,
    schema: organizationDomainRecord,
  })
}

export function getDomain(client: WorkosClient, domainId: string): Promise<ApiOutcome<OrganizationDomain>> {
  return withId(client, 'a domain', domainId, ({ id, what }) =>
    client.read({ path: `/organization_domains/${id}`, what, schema: organizationDomainRecord }),
  )
}

/** Deletes an organization for good, with its connections, directories and domains. */
export function deleteOrganization(client: WorkosClient, organizationId: string): Promise<ApiOutcome<null>> {
  return withId(client, 'an organization', organizationId, ({ id, what }) =>
    client.erase({ path: `/organizations/${id}`, what }),
  )
}

/** Takes a domain away from its organization. */
export function deleteDomain(client: WorkosClient, domainId: string): Promise<ApiOutcome<null>> {
  return withId(client, 'a domain', domainId, ({ id, what }) =>
    client.erase({ path: `/organization_domains/${id}`, what }),
  )
}

/** Starts the DNS check of a domain, or starts it again. */
export function verifyDomain(client: WorkosClient, domainId: string): Promise<ApiOutcome<OrganizationDomain>> {
  return withId(client, 'a domain', domainId, ({ id, what }) =>
    client.write({
      method: 'POST',
      path: `/organization_domains/${id}/verify`,
      body: {},
      what,
      schema: organizationDomainRecord,
    }),
  )
}
