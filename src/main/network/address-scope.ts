import { BlockList, isIP } from 'node:net'

/** Address blocks that cannot be reached from the internet, with the document that sets them aside. */
const blocks: ReadonlyArray<readonly [prefix: string, length: number, name: string]> = [
  ['10.0.0.0', 8, 'a private network (RFC 1918)'],
  ['172.16.0.0', 12, 'a private network (RFC 1918)'],
  ['192.168.0.0', 16, 'a private network (RFC 1918)'],
  ['100.64.0.0', 10, 'carrier-grade NAT (RFC 6598)'],
  ['127.0.0.0', 8, 'this machine itself (loopback)'],
  ['169.254.0.0', 16, 'the local link (RFC 3927)'],
  ['0.0.0.0', 8, 'no host (RFC 1122)'],
  ['192.0.0.0', 24, 'protocol assignments (RFC 6890)'],
  ['192.0.2.0', 24, 'documentation (RFC 5737)'],
  ['198.51.100.0', 24, 'documentation (RFC 5737)'],
  ['203.0.113.0', 24, 'documentation (RFC 5737)'],
  [
    '198.18.0.0',
    15,
    'benchmarks (RFC 2544); a proxy client on this machine may be answering DNS with made-up addresses',
  ],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved addresses'],
  ['::1', 128, 'this machine itself (loopback)'],
  ['::', 128, 'no host'],
  ['fe80::', 10, 'the local link'],
  ['fc00::', 7, 'a private network (RFC 4193)'],
  ['fec0::', 10, 'site-local addresses (RFC 3879)'],
  ['2001:db8::', 32, 'documentation (RFC 3849)'],
  ['3fff::', 20, 'documentation (RFC 9637)'],
  ['ff00::', 8, 'multicast'],
]

const lists = blocks.map(([prefix, length, name]) => {
  const list = new BlockList()
  list.addSubnet(prefix, length, isIP(prefix) === 6 ? 'ipv6' : 'ipv4')
  return { list, name }
})

/**
 * The name of the block an address belongs to when it cannot be reached from the internet, or null when it can.
 * Addresses that wrap an IPv4 address (mapped, NAT64, 6to4) are judged by what they wrap.
 */
export function unreachableScope(address: string): string | null {
  const plain = unwrap(address.replace(/%.*$/, ''))
  const family = isIP(plain)
  if (family === 0) return null
  return lists.find(({ list }) => list.check(plain, family === 6 ? 'ipv6' : 'ipv4'))?.name ?? null
}

function unwrap(address: string): string {
  if (isIP(address) !== 6) return address
  const groups = expand(address)
  if (groups === null) return address
  const tail = () => v4(groups[6] ?? 0, groups[7] ?? 0)
  const zeros = (from: number, to: number) => groups.slice(from, to).every((group) => group === 0)
  if (zeros(0, 5) && groups[5] === 0xffff) return tail()
  if (groups[0] === 0x64 && groups[1] === 0xff9b && zeros(2, 6)) return tail()
  if (groups[0] === 0x2002) return v4(groups[1] ?? 0, groups[2] ?? 0)
  return address
}

function expand(address: string): number[] | null {
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

/** Endings of names that no public resolver answers for. */
const innerEndings = [
  'local',
  'localhost',
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
  if (!name.includes('.')) return 'a name of one part, which only a search list inside the network completes'
  const ending = innerEndings.find((one) => name === one || name.endsWith(`.${one}`))
  return ending ? `a name under .${ending}, which public DNS does not know` : null
}
