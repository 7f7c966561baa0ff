import { entryOf } from '../../../shared/entry-of'
import type { Finding, Status } from '../../../shared/finding'
import { domainStates, txtRecordOf } from '../../../shared/guidance/workos/domains'
import type { Organization, OrganizationDomain } from '../../../shared/workos'
import type { ObservationOf } from './observations'
import { fixOf, unreadable } from './unreadable'

/** Whether the organization exists, and whether its domains are verified. */
export function judgeOrganization(observation: ObservationOf<'organization'>): Finding[] {
  const { id, at } = observation
  const from = `GET /organizations/${id}`
  if (observation.record === null) {
    const { problem } = observation
    if (problem.code !== 'workos.not-found') return [unreadable('workos.organization', 'The organization', problem)]
    return [
      {
        id: 'workos.organization',
        status: 'fail',
        summary: `There is no organization ${id} in this environment.`,
        evidence: [{ label: 'Organization ID', value: id, from, at }],
        fix: fixOf(problem),
      },
    ]
  }
  const organization = observation.record
  return [
    {
      id: 'workos.organization',
      status: 'pass',
      summary: `The organization “${organization.name}” exists.`,
      evidence: [
        { label: 'Organization ID', value: organization.id, from, at },
        { label: 'Domains', value: organization.domains.map((one) => one.domain).join(', ') || 'none', from, at },
      ],
    },
    ...judgeDomains(organization, from, at),
  ]
}

function judgeDomains(organization: Organization, from: string, at: string): Finding[] {
  if (organization.domains.length === 0) {
    return [
      {
        id: 'workos.domain',
        status: 'info',
        summary: organization.allowsOtherDomains
          ? 'The organization has no domains; people of any domain may sign in.'
          : 'The organization has no domains. People whose e-mail domain is not on the list are refused unless its settings allow them.',
        evidence: [{ label: 'Domains', value: 'none', from, at }],
      },
    ]
  }
  return organization.domains.map((domain) => judgeDomain(domain, organization.allowsOtherDomains === true, from, at))
}

/** Where any domain may sign in, an unverified one blocks nobody. */
function judgeDomain(domain: OrganizationDomain, anyDomainAllowed: boolean, from: string, at: string): Finding {
  const state = entryOf(domainStates, domain.state)
  const status: Status = state?.status === 'fail' && anyDomainAllowed ? 'warn' : (state?.status ?? 'info')
  const evidence = [{ label: `State of ${domain.domain}`, value: domain.state, from, at }]
  if (domain.verificationStrategy !== null)
    evidence.push({ label: 'Verified by', value: domain.verificationStrategy, from, at })
  if (state === undefined) {
    return {
      id: 'workos.domain',
      status,
      summary: `WorkOS calls the domain ${domain.domain} “${domain.state}”, a state this version does not know.`,
      evidence,
    }
  }
  if (state.next === null) {
    return { id: 'workos.domain', status, summary: `The domain ${domain.domain} is verified.`, evidence }
  }
  const record = txtRecordOf(domain)
  if (record !== null) evidence.push({ label: 'TXT record to publish', value: record, from, at })
  return {
    id: 'workos.domain',
    status,
    summary: `The domain ${domain.domain} is not verified. ${state.meaning}`,
    evidence,
    fix: {
      action: state.next,
      ...(record === null
        ? {}
        : { where: `DNS zone of ${domain.domain}: TXT record on ${domain.domain} with ${record}` }),
      owner: 'dns-admin',
      source: 'https://workos.com/docs/domain-verification/api',
    },
  }
}
