import type { Evidence, Finding } from '../../shared/finding'
import { innerName, unreachableScope } from './address-scope'
import type { DnsObservation, ResolverView } from './observation'

/** What a resolver's refusal means. Codes: https://nodejs.org/api/dns.html#error-codes */
const refusals: Readonly<Record<string, readonly [meaning: string, remedy: string]>> = {
  ENOTFOUND: ['there is no such name (NXDOMAIN)', 'Check the spelling; if the name is right, publish it in DNS.'],
  ENODATA: ['the name exists, but has no address (no A or AAAA record)', 'Publish an A or AAAA record for the name.'],
  ESERVFAIL: [
    'the DNS server failed over the name (SERVFAIL), often because its zone is broken or its DNSSEC signatures are wrong',
    'Have the zone and its DNSSEC signatures checked.',
  ],
  EREFUSED: ['the DNS server refuses to answer for the name (REFUSED)', 'Ask a DNS server that serves this network.'],
  ETIMEOUT: ['the DNS server did not answer in time', 'Check that this machine reaches its DNS server.'],
  EAI_AGAIN: ['the DNS server did not answer (temporary failure)', 'Check that this machine reaches its DNS server.'],
  ECONNREFUSED: ['no DNS server listens where this machine asks', 'Check the DNS servers configured on this machine.'],
  ECANCELLED: ['the look-up was cancelled', 'Start it again.'],
  EBADNAME: ['the name is not a valid host name', 'Check the spelling.'],
}

/** Judges whether the name leads to addresses here, and whether it does the same outside. */
export function judgeDns(observation: DnsObservation): Finding {
  const { host, system, direct, outside } = observation
  const evidence = evidenceOf(observation)
  const id = 'network.dns'
  if (system.addresses.length === 0) {
    const code = directCode(direct) ?? system.code ?? 'ENOTFOUND'
    const [meaning, remedy] = refusals[code] ?? [
      `the look-up ended with ${code}`,
      'Check the name and the DNS servers of this machine.',
    ]
    return {
      id,
      status: 'fail',
      summary: `${host} leads to no address: ${meaning}.`,
      evidence,
      fix: { action: remedy, owner: 'dns-admin' },
    }
  }
  const here = `${host} leads to ${system.addresses.join(', ')} on this machine`
  if (outside === null) {
    const unasked =
      direct === null
        ? ''
        : ' Whether the internet sees the same cannot be told from here: no resolver outside was asked.'
    return { id, status: 'pass', summary: `${here}.${unasked}`, evidence }
  }
  const seen = addressesOf(outside)
  const same = seen.some((address) => system.addresses.includes(address))
  if (seen.length === 0) {
    const code = directCode(outside)
    if (code === 'ETIMEOUT' || code === 'ECONNREFUSED') {
      return {
        id,
        status: 'pass',
        summary: `${here}. What the internet sees cannot be told: ${outside.resolver} did not answer.`,
        evidence,
      }
    }
    return {
      id,
      status: 'fail',
      summary: `${here}, but ${outside.resolver} knows no address for it: the name exists only inside this network, and WorkOS cannot find it.`,
      evidence,
      fix: {
        action: 'Publish the name in public DNS, or give WorkOS the metadata as a file instead of an address.',
        owner: 'dns-admin',
      },
    }
  }
  if (same) return { id, status: 'pass', summary: `${here}, and ${outside.resolver} says the same.`, evidence }
  return {
    id,
    status: 'warn',
    summary: `${here}, but ${outside.resolver} says ${seen.join(', ')}: inside and outside see different machines (split horizon). What is checked here is not what WorkOS reaches.`,
    evidence,
  }
}

/** Judges for each address whether the internet can reach it at all. */
export function judgeAddressScope({ host, system, outside, at }: DnsObservation): Finding[] {
  const views = [
    ...system.addresses.map((address) => ({ address, from: 'this machine' })),
    ...(outside ? addressesOf(outside).map((address) => ({ address, from: outside.resolver })) : []),
  ].filter(({ address }, index, all) => all.findIndex((one) => one.address === address) === index)
  const outsideSees = outside !== null && addressesOf(outside).some((address) => unreachableScope(address) === null)
  const inner = innerName(host)

  return views.map(({ address, from }): Finding => {
    const scope = unreachableScope(address)
    const evidence = [{ label: 'Address', value: address, from, at }]
    if (scope === null) {
      const doubt = inner === null ? '' : ` The host is ${inner}.`
      return {
        id: 'network.address-scope',
        status: inner === null ? 'pass' : 'fail',
        summary: `${address} is a public address.${doubt}`,
        evidence,
      }
    }
    if (outsideSees && from === 'this machine') {
      return {
        id: 'network.address-scope',
        status: 'info',
        summary: `${address} belongs to ${scope}; the internet sees another address for ${host}.`,
        evidence,
      }
    }
    return {
      id: 'network.address-scope',
      status: 'fail',
      summary: `${address} belongs to ${scope}: WorkOS cannot reach it. Upload the metadata as a file instead, or publish the host through a reverse proxy.`,
      evidence,
      fix: {
        action:
          'Upload the metadata XML as a file, or publish the address through a reverse proxy (for AD FS: Web Application Proxy).',
        where:
          'WorkOS Dashboard › Organizations › [organization] › the connection › Identity Provider Configuration › Edit Configuration',
        owner: 'workos-admin',
      },
    }
  })
}

const addressesOf = (view: ResolverView) =>
  view.answers.filter(({ type }) => type !== 'CNAME').flatMap(({ values }) => values)

/** The code that says most about why neither A nor AAAA came. */
function directCode(view: ResolverView | null): string | null {
  if (view === null) return null
  const codes = view.answers.filter(({ type }) => type !== 'CNAME').map(({ code }) => code)
  if (codes.includes(null)) return null
  return codes.find((code) => code !== 'ENODATA') ?? codes[0] ?? null
}

function evidenceOf({ system, direct, outside, at }: DnsObservation): Evidence[] {
  const local: Evidence = {
    label: 'This machine',
    value:
      system.addresses.length > 0
        ? `${system.addresses.join(', ')} (${system.ms.toFixed(0)} ms)`
        : (system.code ?? 'none'),
    from: 'the system’s look-up, hosts file included',
    at,
  }
  return [local, ...[direct, outside].flatMap((view) => (view === null ? [] : viewEvidence(view, at)))]
}

function viewEvidence({ resolver, answers, ms }: ResolverView, at: string): Evidence[] {
  return answers
    .filter(({ type, values }) => type !== 'CNAME' || values.length > 0)
    .map(({ type, values, code }) => ({
      label: type,
      value: values.join(', ') || (code ?? 'none'),
      from: `${resolver} (${ms.toFixed(0)} ms)`,
      at,
    }))
}
