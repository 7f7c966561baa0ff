import { BlockList, isIP } from 'node:net'

const privateRanges = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv6')
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addAddress('::', 'ipv6')

const privateNames = /(^|\.)(local|localdomain|lan|internal|intranet|corp|home|private|home\.arpa)\.?$/i

/**
 * Where a host of a URL stands, as far as its spelling tells: nothing is resolved. `URL` has already turned decimal,
 * octal and hexadecimal forms into plain addresses.
 */
export function placeOnTheNet(hostname: string): 'this-machine' | 'private' | 'elsewhere' {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(host)
  if (mapped) {
    const [high = 0, low = 0] = [mapped[1], mapped[2]].map((part) => Number.parseInt(part ?? '0', 16))
    return placeOnTheNet([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  const version = isIP(host)
  if (version !== 0) {
    const family = version === 4 ? 'ipv4' : 'ipv6'
    if (loopback.check(host, family)) return 'this-machine'
    return privateRanges.check(host, family) ? 'private' : 'elsewhere'
  }
  if (/(^|\.)localhost\.?$/.test(host)) return 'this-machine'
  return privateNames.test(host) || !host.replace(/\.$/, '').includes('.') ? 'private' : 'elsewhere'
}
