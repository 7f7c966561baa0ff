import type { Evidence, Finding, Fix } from '../../../shared/finding'
import { innerName, unreachableScope } from '../address-scope'
import { addressesOf } from '../addresses'
import type { DnsAnswer, DnsObservation, ResolverView } from '../observation'

/** What a resolver's refusal means. Codes: https://nodejs.org/api/dns.html#error-codes */
const refusals: Readonly<Record<string, readonly [meaning: string, remedy: string]>> = {
  ENOTFOUND: ['there is no such name (NXDOMAIN)', 'Check the spelling; if the name is right, publish it in DNS.'],
  ENODATA: ['the name exists, but has no address (no A or AAAA record)', 'Publish an A or AAAA record for the name.'],
  ESERVFAIL: [
    'the DNS server failed over the name (SERVFAIL), often because its zone is broken or its DNSSEC signatures are wrong',
    'Have the zone and its DNSSEC signatures checked.',
  ],
  EREFUSED: ['the DNS server refuses to answer for the name (REFUSED)', 'Ask a DNS server that serves this network.'],
  ENOTIMP: ['the DNS server does not understand the question (NOTIMP)', 'Have the DNS server checked.'],
  EFORMERR: ['the DNS server calls the question malformed (FORMERR)', 'Have the DNS server checked.'],
  EBADRESP: ['the DNS server sends answers that cannot be read', 'Have the DNS server checked.'],
  ETIMEOUT: ['the DNS server did not answer in time (timeout)', 'Check that this machine reaches its DNS server.'],
  ETIMEDOUT: ['the look-up did not end in time (timeout)', 'Check that this machine reaches its DNS server.'],
  EAI_AGAIN: ['the DNS server gave no answer (temporary failure)', 'Check that this machine reaches its DNS server.'],
  ECONNREFUSED: ['no DNS server listens where this machine asks', 'Check the DNS servers configured on this machine.'],
  ECANCELLED: ['the look-up was cancelled', 'Start it again.'],
  EBADNAME: ['the name is not a valid host name', 'Check the spelling.'],
}

/** Codes that tell nothing of the name: the resolver itself was not heard. */
const unheard = new Set(['ETIMEOUT', 'ETIMEDOUT', 'ECONNREFUSED', 'ECANCELLED', 'EAI_AGAIN', 'EBADRESP', 'UNKNOWN'])

const id = 'network.dns'

/** Judges whether the name leads to addresses here, and whether the internet sees the same. */
export function judgeDns(observation: DnsObservation): Finding {
  const evidence = evidenceOf(observation)
  const { status, summary, fix } = observation.addresses.length === 0 ? nowhere(observation) : compareViews(observation)
  return { id, status, summary, evidence, ...(fix ? { fix } : {}) }
}

type Judged = Pick<Finding, 'status' | 'summary' | 'fix'>

function nowhere(observation: DnsObservation): Judged {
  const { host, system, inside, outside, proxied } = observation
  const known = outside.find((view) => addressesOf(view).length > 0)
  const elsewhere = known ? ` ${known.resolver} does know it: ${addressesOf(known).join(', ')}.` : ''
  const circle = inside.find(({ aliasesLoop }) => aliasesLoop)
  const [meaning, remedy] = circle
    ? [
        `it is an alias (CNAME) that leads round in a circle: ${[host, ...circle.aliases].join(' → ')}`,
        'Mend the CNAME records of the name.',
      ]
    : whyNowhere(inside, system?.code ?? null)
  if (proxied) {
    return {
      status: 'info',
      summary: `${host} leads to no address on this machine (${meaning}). That is usual behind a proxy, which looks the name up itself.${elsewhere}`,
    }
  }
  return {
    status: 'fail',
    summary: `${host} leads to no address: ${meaning}.${elsewhere}`,
    fix: innerName(host) === null ? { action: remedy, owner: 'dns-admin' } : upload,
  }
}

const upload: Fix = {
  action: 'Give WorkOS the metadata as a file: a name like this exists inside a network only and cannot be published.',
  owner: 'workos-admin',
}

function whyNowhere(inside: readonly ResolverView[], systemCode: string | null): readonly [string, string] {
  const view = inside.find((one) => refusalOf(one) !== null && !unheard.has(refusalOf(one) ?? '')) ?? inside[0]
  const code = (view && refusalOf(view)) ?? systemCode ?? 'ENOTFOUND'
  const [meaning, remedy] = refusals[code] ?? [
    `the look-up ended with ${code}`,
    'Check the name and the DNS servers of this machine.',
  ]
  const last = view?.aliases.at(-1)
  return last === undefined ? [meaning, remedy] : [`it is an alias (CNAME) of ${last}, and of that, ${meaning}`, remedy]
}

function compareViews(observation: DnsObservation): Judged {
  const { host, addresses, outside } = observation
  const here = `${host} leads to ${addresses.join(', ')} on this machine`
  const concerns = concernsOf(observation)
  const besides = concerns.length === 0 ? '' : ` ${concerns.join(' ')}`
  const calm = concerns.length === 0 ? 'pass' : 'warn'
  const names = (views: readonly ResolverView[]) => views.map(({ resolver }) => resolver).join(' and ')

  if (outside.length === 0) {
    const askable = observation.inside.length > 0 || observation.system === null || observation.hostsFile.length > 0
    const caveat = askable
      ? ' Whether the internet sees the same cannot be told from here: no resolver outside was asked.'
      : ''
    return { status: calm, summary: `${here}.${besides}${caveat}` }
  }
  const knowing = outside.filter((view) => addressesOf(view).length > 0)
  const denying = outside.filter((view) => /^(ENOTFOUND|ENODATA)$/.test(refusalOf(view) ?? ''))
  if (knowing.length > 0) {
    const seen = [...new Set(knowing.flatMap(addressesOf))]
    const verb = knowing.length > 1 ? 'say' : 'says'
    return seen.some((address) => addresses.includes(address))
      ? { status: calm, summary: `${here}, and ${names(knowing)} ${verb} the same.${besides}` }
      : {
          status: 'warn',
          summary: `${here}, but ${names(knowing)} ${verb} ${seen.join(', ')}: inside and outside see different machines (split horizon). What is checked at the inner address is not what WorkOS reaches.${besides}`,
        }
  }
  if (denying.length > 0) {
    return {
      status: 'fail',
      summary: `${here}, but ${names(denying)} ${denying.length > 1 ? 'know' : 'knows'} no address for it (${refusalOf(denying[0])}): the name exists only inside this network, and WorkOS cannot find it.`,
      fix: publish,
    }
  }
  const broken = outside.filter((view) => refusalOf(view) === 'ESERVFAIL')
  if (broken.length > 0) {
    return {
      status: 'warn',
      summary: `${here}, but ${names(broken)} fails over it (SERVFAIL), often because its zone is broken or its DNSSEC signatures are wrong. WorkOS is likely to meet the same.${besides}`,
      fix: { action: 'Have the public zone and its DNSSEC signatures checked.', owner: 'dns-admin' },
    }
  }
  return {
    status: calm,
    summary: `${here}.${besides} What the internet sees cannot be told: ${outside.map((view) => `${view.resolver} did not answer (${refusalOf(view)})`).join(', ')}.`,
  }
}

const publish: Fix = {
  action: 'Publish the name in public DNS, or give WorkOS the metadata as a file instead of an address.',
  owner: 'dns-admin',
}

/** What makes the name unreliable although it leads somewhere. */
function concernsOf({ host, system, hostsFile, inside, addresses }: DnsObservation): string[] {
  const known = inside.filter((view) => addressesOf(view).length > 0)
  const without = inside.filter((view) => addressesOf(view).length === 0)
  const local = hostsFile.length > 0 && addresses.every((address) => hostsFile.includes(address))
  return [
    ...(local
      ? [
          `That comes from the hosts file of this machine, which nobody else reads${known.length > 0 ? `; DNS says ${addressesOf(known[0]).join(', ')}` : '; DNS does not know the name'}.`,
        ]
      : []),
    ...(!local && host.includes('.') && known.length === 0 && system !== null && without.some(isDenied)
      ? ['Its DNS servers do not know the name, so this machine has it from elsewhere.']
      : []),
    ...(known.length > 0 && without.length > 0
      ? [
          `Of the DNS servers of this machine, ${without.map((view) => `${view.resolver} gives no address (${refusalOf(view) ?? 'no answer'})`).join(' and ')}: look-ups that meet it fail.`,
        ]
      : []),
    ...(addresses.every((address) => address.includes(':'))
      ? ['There is no IPv4 address: whoever has no IPv6 cannot reach it.']
      : []),
  ]
}

const isDenied = (view: ResolverView) => !unheard.has(refusalOf(view) ?? 'UNKNOWN')

/** The code that says most about why neither A nor AAAA came; null when one did. */
function refusalOf(view: ResolverView | undefined): string | null {
  if (view === undefined || addressesOf(view).length > 0) return null
  const codes = [view.a.code, view.aaaa.code].filter((code) => code !== null)
  return codes.find((code) => code !== 'ENODATA') ?? codes[0] ?? 'ENODATA'
}

function evidenceOf({ system, hostsFile, inside, outside, at }: DnsObservation): Evidence[] {
  return [
    ...(system === null
      ? []
      : [
          {
            label: 'This machine',
            value: `${system.addresses.join(', ') || (system.code ?? 'none')} (${system.ms.toFixed(0)} ms)`,
            from: 'the system’s look-up, hosts file included',
            at,
          },
        ]),
    ...(hostsFile.length === 0
      ? []
      : [{ label: 'Hosts file', value: hostsFile.join(', '), from: 'the hosts file of this machine', at }]),
    ...inside.flatMap((view) => viewEvidence(view, '', at)),
    ...outside.flatMap((view) => viewEvidence(view, ' outside', at)),
  ]
}

function viewEvidence({ resolver, a, aaaa, aliases, ms }: ResolverView, where: string, at: string): Evidence[] {
  const from = `${resolver} (${ms.toFixed(0)} ms)`
  const say = ({ values, code }: DnsAnswer) => values.map(sayAddress).join(', ') || (code ?? 'none')
  return [
    { label: `A${where}`, value: say(a), from, at },
    { label: `AAAA${where}`, value: say(aaaa), from, at },
    ...(aliases.length === 0 ? [] : [{ label: 'CNAME', value: aliases.join(' → '), from, at }]),
  ]
}

function sayAddress(address: string): string {
  const scope = unreachableScope(address)
  return scope === null ? address : `${address} (${scope.kind})`
}
