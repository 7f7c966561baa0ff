import { compareValues } from '../../../shared/compare'
import { entryOf } from '../../../shared/entry-of'
import type { Evidence, Finding, Fix } from '../../../shared/finding'
import { domainStates, txtRecordOf } from '../../../shared/guidance/workos/domains'
import type { TxtView } from '../../../shared/runs/workos'
import type { OrganizationDomain } from '../../../shared/workos'
import { isHeard } from './gather-txt'
import type { ObservationOf } from './observations'

const source = 'https://workos.com/docs/domain-verification/api'

/**
 * Whether the TXT record WorkOS waits for is published on the domain, and if not, where it went instead. The token counts,
 * wherever it stands in a text: how the record is to be written besides it is not promised.
 */
export function judgeTxt({ domain, views, at }: ObservationOf<'txt'>): Finding[] {
  const evidence = [stateEvidence(domain, at), ...views.filter(isTelling).map((view) => viewEvidence(view, at))]
  const { status, summary, fix, compared } = judge(domain, views)
  return [
    { id: 'workos.domain', status, summary, evidence, ...(compared ? { compared } : {}), ...(fix ? { fix } : {}) },
  ]
}

type Judged = Pick<Finding, 'status' | 'summary' | 'fix' | 'compared'>

function judge(domain: OrganizationDomain, views: readonly TxtView[]): Judged {
  const { domain: name, verificationToken: token } = domain
  const verified = entryOf(domainStates, domain.state)?.status === 'pass'
  const record = txtRecordOf(domain)
  if (token === null || record === null) {
    return verified
      ? { status: 'pass', summary: `The domain ${name} is verified; WorkOS waits for no TXT record.` }
      : {
          status: 'skipped',
          summary: `WorkOS gives no token for the domain ${name}, so there is no record to look for.`,
          fix: {
            action: 'Start the verification of the domain; WorkOS then makes a token.',
            owner: 'workos-admin',
            source,
          },
        }
  }
  const holding = (view: TxtView) => view.values.some((value) => value.includes(token))
  const there = views.filter(({ place }) => place === 'domain')
  const zone = there.filter(({ asked }) => asked === 'zone')
  const machine = there.filter(({ asked }) => asked === 'machine')
  const inZone = zone.some(holding)
  const onMachine = machine.some(holding)

  if (inZone || (onMachine && !zone.some(({ code }) => isHeard(code)))) {
    return published(domain, verified, onMachine || !machine.some(({ code }) => isHeard(code)))
  }
  if (onMachine) {
    return {
      status: 'fail',
      summary: `The TXT record is seen on this machine, but ${named(zone)} of the zone ${zone.length === 1 ? 'does' : 'do'} not have it: it exists only inside this network, and WorkOS cannot see it.`,
      fix: publish(domain, record, 'Publish the record in the public zone as well.'),
    }
  }
  const astray = views.find((view) => view.place !== 'domain' && holding(view))
  if (astray) {
    return {
      status: 'fail',
      summary: `${mistakes[astray.place]} The record stands on ${astray.name}; WorkOS looks on ${name}.`,
      compared: compareValues(
        'Name of the TXT record',
        { value: name, from: 'WorkOS' },
        { value: astray.name, from: `DNS, asked of ${astray.server}` },
      ),
      fix: publish(
        domain,
        record,
        'Move the record to the domain itself: in most DNS panels the name is left empty or is @.',
      ),
    }
  }
  const heard = there.filter(({ code }) => isHeard(code))
  if (heard.length === 0) {
    const codes = [...new Set(there.map(({ code }) => code))].join(', ') || 'no name server is set up on this machine'
    return {
      status: 'skipped',
      summary: `Whether the TXT record of ${name} is published cannot be told: no name server was heard (${codes}).`,
      fix: {
        action: 'Check that this machine reaches its DNS servers, or look the record up elsewhere.',
        command: `nslookup -type=TXT ${name}`,
        owner: 'network-team',
      },
    }
  }
  const values = heard.flatMap((view) => view.values)
  const other = values.find((value) => /(domain-verification|verification_token)[^=]*=/i.test(value))
  if (other !== undefined) {
    return {
      status: 'fail',
      summary: `${name} has a TXT record of a WorkOS verification, but with another token: from an earlier try, or of another environment.`,
      compared: compareValues(
        'TXT record',
        { value: record, from: 'WorkOS' },
        { value: other, from: `DNS, asked of ${heard[0]?.server}` },
      ),
      fix: publish(domain, record, 'Replace the record by the present one.'),
    }
  }
  if (heard.every(({ code }) => code === 'ENOTFOUND')) {
    return {
      status: 'fail',
      summary: `There is no name ${name} in DNS (NXDOMAIN), so no record can be found on it.`,
      fix: publish(domain, record, 'Check the spelling of the domain. If it is right, publish it in public DNS.'),
    }
  }
  return {
    status: verified ? 'warn' : 'fail',
    summary: `No TXT record of WorkOS is published on ${name}${values.length === 0 ? '' : `; ${values.length === 1 ? 'the one' : `the ${values.length}`} there ${values.length === 1 ? 'is' : 'are'} for other purposes`}.${verified ? ' The domain is verified all the same.' : ''}`,
    ...(verified ? {} : { fix: publish(domain, record, 'Publish the TXT record.') }),
  }
}

const mistakes: Readonly<Record<TxtView['place'], string>> = {
  domain: '',
  'zone-twice': 'The DNS panel has appended the zone twice.',
  prefix: 'The beginning of the record’s text was entered as its name.',
  challenge: 'The record was published on the name of an ACME challenge, as older instructions said.',
}

function published({ domain, state }: OrganizationDomain, verified: boolean, everywhere: boolean): Judged {
  const cached = everywhere
    ? ''
    : ' The name servers of this machine still have an older answer; that passes when its time to live is over.'
  if (verified)
    return { status: 'pass', summary: `The TXT record is published on ${domain}, and the domain is verified.${cached}` }
  if (state === 'failed') {
    return {
      status: 'warn',
      summary: `The TXT record is published on ${domain}, but WorkOS has stopped looking for it.${cached}`,
      fix: { action: 'Start the verification again.', owner: 'workos-admin', source },
    }
  }
  return {
    status: 'pass',
    summary: `The TXT record is published on ${domain}. WorkOS has not looked since; that can take some hours.${cached}`,
  }
}

function publish({ domain }: OrganizationDomain, record: string, action: string): Fix {
  return {
    action,
    where: `DNS zone of ${domain}: TXT record on ${domain} itself`,
    command: record,
    owner: 'dns-admin',
    source,
  }
}

const named = (views: readonly TxtView[]) =>
  views.length === 1 ? `the name server ${views[0]?.server}` : 'the name servers'

/** Places the record is not at say nothing, but for the domain itself. */
const isTelling = (view: TxtView) => view.place === 'domain' || view.values.length > 0

function viewEvidence({ name, server, asked, values, code }: TxtView, at: string): Evidence {
  const who = asked === 'zone' ? `${server}, which serves the zone` : `${server}, a name server of this machine`
  return {
    label: `TXT of ${name}`,
    value: values.slice(0, 10).join(' | ').slice(0, 600) || (code ?? 'none'),
    from: who,
    at,
  }
}

const stateEvidence = ({ domain, state }: OrganizationDomain, at: string): Evidence => ({
  label: `State of ${domain}`,
  value: state,
  from: 'GET /organization_domains',
  at,
})
