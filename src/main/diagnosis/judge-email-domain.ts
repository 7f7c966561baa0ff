import { entryOf } from '../../shared/entry-of'
import type { Finding } from '../../shared/finding'
import { domainStates } from '../../shared/guidance/workos/domains'
import type { Assertion } from '../../shared/runs/response'
import { recogniseAttribute } from '../../shared/saml/attribute-names'
import type { Organization } from '../../shared/workos'

/**
 * Whether WorkOS lets in the person of this response, by the domain of the e-mail address. Only the domain is kept of it.
 * Source: https://workos.com/docs/sso/domains
 */
export function judgeEmailDomain(organization: Organization, assertion: Assertion, at: string): Finding[] {
  const domain = domainOf(assertion)
  if (domain === null || organization.domains.length === 0 || organization.allowsOtherDomains === true) return []
  const evidence = [
    { label: 'E-mail domain', value: domain, from: 'the response' },
    {
      label: 'Domains of the organization',
      value: organization.domains.map((one) => `${one.domain} (${one.state})`).join(', '),
      from: `GET /organizations/${organization.id}`,
      at,
    },
  ]
  const own = organization.domains.find((one) => one.domain.toLowerCase() === domain)
  const base = { id: 'workos.domain' as const, evidence }
  if (own === undefined) {
    return [
      {
        ...base,
        status: 'warn',
        summary: `The person’s e-mail domain ${domain} is none of the organization’s: WorkOS refuses the person unless the settings of the organization admit other domains.`,
        fix: {
          action: `Add ${domain} to the organization and verify it, or admit other domains.`,
          where: 'WorkOS Dashboard > Organizations > the organization > Domains',
          owner: 'workos-admin',
        },
      },
    ]
  }
  const verified = entryOf(domainStates, own.state)?.status === 'pass'
  if (verified)
    return [
      { ...base, status: 'pass', summary: `The person’s e-mail domain ${domain} is verified for the organization.` },
    ]
  return [
    {
      ...base,
      status: 'fail',
      summary: `The person’s e-mail domain ${domain} belongs to the organization, but is not verified (${own.state}): WorkOS refuses the person.`,
      fix: {
        action: 'Publish the TXT record that WorkOS shows for the domain, then start the verification again.',
        where: `DNS zone of ${domain}`,
        owner: 'dns-admin',
        source: 'https://workos.com/docs/domain-verification/api',
      },
    },
  ]
}

function domainOf({ attributes, nameId }: Assertion): string | null {
  const emails = Object.entries(attributes)
    .filter(([name]) => recogniseAttribute(name)?.field === 'email')
    .flatMap(([, values]) => values)
  const address = [...emails, nameId ?? ''].find((value) => /^[^@\s]+@[^@\s]+$/.test(value.trim()))
  return address?.trim().split('@').at(-1)?.toLowerCase() ?? null
}
