import type { Finding, Fix } from '../../../shared/finding'
import { innerName, unreachableScope } from '../address-scope'
import { addressesOf } from '../addresses'
import type { DnsObservation } from '../observation'

const id = 'network.address-scope'

const uploadFix: Fix = {
  action:
    'Upload the metadata XML as a file, or publish the address through a reverse proxy (for AD FS: Web Application Proxy).',
  where:
    'WorkOS Dashboard › Organizations › [organization] › the connection › Identity Provider Configuration › Edit Configuration',
  owner: 'workos-admin',
}

/** Judges for each address, from here and from outside, whether the internet can reach it at all. */
export function judgeAddressScope({ host, addresses, outside, proxied, at }: DnsObservation): Finding[] {
  const seenOutside = [...new Set(outside.flatMap(addressesOf))]
  const views = [
    ...addresses.map((address) => ({ address, from: 'this machine', siblings: addresses })),
    ...seenOutside
      .filter((address) => !addresses.includes(address))
      .map((address) => ({ address, from: 'outside', siblings: seenOutside })),
  ]
  const isPublic = (address: string) => unreachableScope(address) === null
  const outsideReachable = seenOutside.some(isPublic)
  const inner = outsideReachable ? null : innerName(host)

  return views.map(({ address, from, siblings }): Finding => {
    const scope = unreachableScope(address)
    const evidence = [
      {
        label: 'Address',
        value: address,
        from: from === 'outside' ? outside.map(({ resolver }) => resolver).join(', ') : from,
        at,
      },
    ]
    if (scope === null) {
      if (inner === null) return { id, status: 'pass', summary: `${address} is a public address.`, evidence }
      return {
        id,
        status: 'fail',
        summary: `${address} is a public address, but ${host} is ${inner}: WorkOS cannot find it.`,
        evidence,
        fix: uploadFix,
      }
    }
    const belongs = `${address} belongs to ${scope.name}`
    if (scope.kind === 'made-up') {
      return {
        id,
        status: 'warn',
        summary: `${belongs}. A proxy or VPN client on this machine answers DNS with made-up addresses, so where ${host} really is cannot be told from here.`,
        evidence,
      }
    }
    if (from === 'this machine' && outsideReachable) {
      return { id, status: 'info', summary: `${belongs}; the internet sees another address for ${host}.`, evidence }
    }
    if (siblings.some(isPublic)) {
      return {
        id,
        status: 'warn',
        summary: `${belongs}: WorkOS cannot reach it. The host has a public address besides, so reaching it is a matter of chance.`,
        evidence,
        fix: { action: `Take ${address} out of the DNS records of ${host}.`, owner: 'dns-admin' },
      }
    }
    const proxyNote = proxied ? ' The proxy may look the name up differently.' : ''
    return {
      id,
      status: 'fail',
      summary: `${belongs}: WorkOS cannot reach it. Upload the metadata as a file instead, or publish the host through a reverse proxy.${proxyNote}`,
      evidence,
      fix: uploadFix,
    }
  })
}
