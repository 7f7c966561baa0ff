import { BlockList, isIP } from 'node:net'

type Kind = 'private' | 'loopback' | 'link-local' | 'unusable' | 'made-up'

/** Address blocks that cannot be reached from the internet, with the document that sets them aside. */
const blocks: ReadonlyArray<readonly [prefix: string, length: number, kind: Kind, name: string]> = [
  ['10.0.0.0', 8, 'private', 'a private network (RFC 1918)'],
  ['172.16.0.0', 12, 'private', 'a private network (RFC 1918)'],
  ['192.168.0.0', 16, 'private', 'a private network (RFC 1918)'],
  ['100.64.0.0', 10, 'private', 'carrier-grade NAT (RFC 6598)'],
  ['127.0.0.0', 8, 'loopback', 'this machine itself (loopback)'],
  ['169.254.0.0', 16, 'link-local', 'the local link (RFC 3927)'],
  ['0.0.0.0', 8, 'unusable', 'no host (RFC 1122)'],
  ['192.0.0.0', 24, 'unusable', 'protocol assignments (RFC 6890)'],
  ['192.0.2.0', 24, 'unusable', 'documentation (RFC 5737)'],
  ['198.51.100.0', 24, 'unusable', 'documentation (RFC 5737)'],
  ['203.0.113.0', 24, 'unusable', 'documentation (RFC 5737)'],
  ['198.18.0.0', 15, 'made-up', 'benchmarks (RFC 2544)'],
  ['224.0.0.0', 4, 'unusable', 'multicast'],
  ['240.0.0.0', 4, 'unusable', 'reserved addresses'],
  ['::1', 128, 'loopback', 'this machine itself (loopback)'],
  ['::', 128, 'unusable', 'no host'],
  ['fe80::', 10, 'link-local', 'the local link (RFC 4291)'],
  ['fc00::', 7, 'private', 'a private network (RFC 4193)'],
  ['fec0::', 10, 'private', 'site-local addresses (RFC 3879)'],
  ['64:ff9b:1::', 48, 'private', 'a translation used inside one network (RFC 8215)'],
  ['100::', 64, 'unusable', 'addresses that discard everything (RFC 6666)'],
  ['2001:20::', 28, 'unusable', 'identifiers that are not routed (RFC 7343)'],
  ['2001:db8::', 32, 'unusable', 'documentation (RFC 3849)'],
  ['3fff::', 20, 'unusable', 'documentation (RFC 9637)'],
  ['ff00::', 8, 'unusable', 'multicast'],
]

export interface Scope {
  kind: Kind
  /** What the block is set aside for, to follow “belongs to”. */
  name: string
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const lists = blocks.map(([prefix, length, kind, name]) => {
  const list = new BlockList()
  list.addSubnet(prefix, length, familyOf(prefix))
  return { list, scope: { kind, name } }
})

/**
 * The block an address belongs to when it cannot be reached from the internet, or null when it can. Addresses that wrap an
 * IPv4 address (mapped, compatible, NAT64, 6to4) are judged by what they wrap. Source: the IANA special-purpose registries.
 */
export function unreachableScope(address: string): Scope | null {
  const plain = unwrap(address.replace(/%.*$/, ''))
  const family = isIP(plain)
  if (family === 0) return null
  const found = lists.find(({ list }) => list.check(plain, familyOf(plain)))
  if (found) return found.scope
  const globalUnicast = family === 4 || ((groupsOf(plain)?.[0] ?? 0) & 0xe000) === 0x2000
  return globalUnicast ? null : { kind: 'unusable', name: 'addresses that are not assigned' }
}

function unwrap(address: string): string {
  if (isIP(address) !== 6) return address
  const groups = groupsOf(address)
  if (groups === null) return address
  const tail = () => v4(groups[6] ?? 0, groups[7] ?? 0)
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0)
  if (zeros(0, 5) && groups[5] === 0xffff) return tail()
  if (zeros(0, 6) && (groups[6] ?? 0) !== 0) return tail()
  if (groups[0] === 0x64 && groups[1] === 0xff9b && zeros(2, 6)) return tail()
  if (groups[0] === 0x2002) return v4(groups[1] ?? 0, groups[2] ?? 0)
  return address
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] | null {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const text = dotted
    ? `${dotted[1]}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}`
    : address
  const [front = '', back] = text.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const head = read(front)
  const tail = back === undefined ? [] : read(back)
  const filled =
    back === undefined ? head : [...head, ...new Array(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail]
  return filled.length === 8 ? filled : null
}

const v4 = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join('.')

/** Whether two addresses lie so close together (the same /24, or /48 of IPv6) that they are likely the same site. */
export function sameSite(one: string, other: string): boolean {
  const [a, b] = [unwrap(one), unwrap(other)]
  if (isIP(a) !== isIP(b) || isIP(a) === 0) return false
  if (isIP(a) === 4) return a.split('.').slice(0, 3).join('.') === b.split('.').slice(0, 3).join('.')
  const [left, right] = [groupsOf(a), groupsOf(b)]
  return left !== null && right !== null && left.slice(0, 3).every((group, index) => group === right[index])
}

/** Endings of names that no public resolver answers for. Sources: RFC 6761, 6762, 8375, ICANN on .internal. */
const innerEndings = [
  'local',
  'localdomain',
  'lan',
  'internal',
  'intranet',
  'corp',
  'home',
  'private',
  'home.arpa',
  'test',
  'example',
  'invalid',
]

/** Why a host name cannot exist in public DNS, or null when it may. */
export function innerName(host: string): string | null {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return null
  if (/(^|\.)localhost$/.test(name)) return 'the name of whatever machine asks (localhost)'
  if (!name.includes('.')) return 'a name of one part, which only a search list inside the network completes'
  const ending = innerEndings.find((one) => name === one || name.endsWith(`.${one}`))
  return ending ? `a name under .${ending}, which public DNS does not know` : null
}
