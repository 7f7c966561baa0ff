import { isIP } from 'node:net'
import type { Conclusion } from '../../shared/runs/network'
import { innerName, sameSite, unreachableScope } from './address-scope'
import { addressesOf } from './addresses'
import { readChain } from './certificate-chain'
import { whoIntercepts, whyUntrusted } from './certificate-trust'
import { isDocument, pageOf } from './judge/content'
import { isSignIn } from './judge/redirects'
import { judgeTls } from './judge/tls'
import { isUsable } from './judge/url'
import type { HttpObservation, NetworkObservation } from './observation'
import { type Seen, seenIn } from './seen'

const elsewhere = 'Repeat it from a network outside, for example over a phone.'
const askOutside = 'Name a resolver outside (--public-resolver) to see what the internet is told.'

/**
 * Why WorkOS can or cannot see an address: the furthest rung that what was seen from this machine reaches. A program on one
 * machine can prove that an address is out of reach; that it is within reach it can make likely and no more.
 */
export function conclude(observations: readonly NetworkObservation[]): Conclusion {
  const seen = seenIn(observations)
  return rungs.map((rung) => rung(seen)).find((found) => found !== null) ?? likely(seen)
}

type Rung = (seen: Seen) => Conclusion | null

const unusable: Rung = ({ url }) => {
  if (url?.parts && isUsable(url.parts)) return null
  return {
    rung: 'unusable',
    sentence: 'This is no address that can be fetched, neither here nor by WorkOS.',
    next: 'Copy the whole address again, beginning with https://.',
  }
}

/** No name outside, or no address that is routed there. */
const nowhereOutside: Rung = ({ dns }) => {
  if (!dns) return null
  const { host, addresses, outside } = dns
  const answered = outside.filter((view) => addressesOf(view).length > 0 || isDenied(view.a.code))
  const seen = answered.flatMap(addressesOf)
  const upload = 'Publish the host, or give WorkOS the metadata as a file.'
  if (answered.length > 0 && seen.length === 0) {
    return proved(
      `Public DNS does not know ${host}, so WorkOS cannot find it. It exists inside this network only.`,
      upload,
    )
  }
  if (seen.length > 0 && seen.every((address) => unreachableScope(address) !== null)) {
    return proved(`Public DNS leads ${host} to ${seen.join(', ')}, where nobody outside can go.`, upload)
  }
  if (seen.length > 0) return null
  if (isIP(host) !== 0 && unreachableScope(host) !== null) {
    return proved(`${host} belongs to ${unreachableScope(host)?.name}: WorkOS cannot reach it.`, upload)
  }
  const inner = innerName(host)
  if (inner !== null) return proved(`${host} is ${inner}, so WorkOS cannot find it.`, upload)
  if (
    addresses.length === 0 &&
    dns.inside.length > 0 &&
    dns.inside.every((view) => view.a.code === 'ENOTFOUND') &&
    !dns.proxied
  ) {
    return {
      rung: 'not-seen',
      sentence: `DNS knows no ${host} here. If the internet is told the same, WorkOS cannot find it either.`,
      next: askOutside,
    }
  }
  return null
}

/** The network answers in place of every host until somebody signs in to it. */
const captured: Rung = ({ http }) => {
  if (!http) return null
  const last = http.hops.at(-1)?.status ?? null
  if (last !== 511 && pageOf(http)?.kind !== 'captive-portal') return null
  return {
    rung: 'not-checkable',
    sentence:
      'This network wants a sign-in first and answers in place of the host (captive portal). What WorkOS sees cannot be told from here.',
    next: 'Sign in to the network in a browser, then look again.',
  }
}

const proved = (sentence: string, next: string | null): Conclusion => ({ rung: 'proved-unreachable', sentence, next })
const isDenied = (code: string | null) => code === 'ENOTFOUND' || code === 'ENODATA'

/** Something in between shows itself in place of the host. */
const intercepted: Rung = ({ tls }) => {
  const direct = tls.find(({ via, outside }) => via === null && !outside) ?? null
  const who = tls.map((one) => whoIntercepts(one, readChain(one.chain), direct)).find((found) => found !== null)
  return who
    ? { rung: 'not-checkable', sentence: `${who} What WorkOS sees cannot be told from here.`, next: elsewhere }
    : null
}

/** A certificate nobody outside can trust is the same for everybody who reaches this server. */
const untrusted: Rung = (seen) => {
  const told = seen.tls.filter(({ outside, handshake }) => outside && handshake.ok)
  const direct = seen.tls.filter(({ outside, via }) => !outside && via === null)
  const looked = [told, direct, seen.tls].find((some) => some.length > 0) ?? []
  const why = looked.map(whyUntrusted).find((found) => found !== null) ?? null
  if (why === null) return null
  const file = 'Mend the certificate, or give WorkOS the metadata as a file, which needs none.'
  if (told.length > 0 || !isFromInside(seen)) return proved(`WorkOS cannot fetch this: ${why}.`, file)
  return {
    rung: 'not-checkable',
    sentence: `The server seen from here cannot be fetched by WorkOS: ${why}. Whether the internet is led to this server cannot be told from inside.`,
    next: seen.dns?.outside.length === 0 ? askOutside : elsewhere,
  }
}

/** Reached from inside: an inner address, the same site, or by way of a proxy. */
const inside: Rung = (seen) => {
  const { dns, http } = seen
  if (!dns || !isFromInside(seen)) return null
  const came = http && isDocument(http) ? 'The document came' : 'What was seen is'
  const unsure = (sentence: string, next = elsewhere): Conclusion => ({ rung: 'not-checkable', sentence, next })
  const near = neighbours(seen)
  if (near !== null) {
    return unsure(
      `${came} from the same site: this machine (${near}) and ${dns.host} have addresses of one network. What WorkOS sees cannot be told from here.`,
    )
  }
  if (dns.addresses.length === 0) {
    return unsure(
      `${came} by way of a proxy, which WorkOS does not use, and ${dns.host} leads to no address on this machine. What WorkOS sees cannot be told from here.`,
    )
  }
  if (dns.addresses.some((address) => unreachableScope(address)?.kind === 'made-up')) {
    return unsure(
      `A proxy or VPN client on this machine makes up the addresses of ${dns.host} (${dns.addresses.join(', ')}). What WorkOS sees cannot be told from here.`,
    )
  }
  const here = `${came} from inside: here ${dns.host} leads to ${dns.addresses.join(', ')}, where WorkOS cannot go.`
  const told = dns.outside.flatMap(addressesOf).filter((address) => unreachableScope(address) === null)
  if (told.length === 0)
    return unsure(`${here} Unless the internet is told another address, WorkOS cannot reach it.`, askOutside)
  const there = `The internet is told another address than this network: ${told.join(', ')}.`
  const same = 'Whether it hands out the same document cannot be told from inside.'
  if (seen.tls.some(({ outside, handshake }) => outside && handshake.ok)) {
    return {
      rung: 'likely-reachable',
      sentence: `${there} There a server with a certificate for ${dns.host} answers this machine too, so WorkOS can most likely reach it. ${same}`,
      next: elsewhere,
    }
  }
  if (
    seen.tcp?.outcomes.some(({ outside, state }) => outside && state === 'open') &&
    seen.url?.parts?.scheme === 'http'
  )
    return unsure(`${there} There something accepts connections of this machine too. ${same}`)
  return unsure(
    `${here} The internet is told ${told.join(', ')}; what stands there does not answer this machine, as many firewalls will have it. What WorkOS sees cannot be told from here.`,
  )
}

/** Whether what was fetched came from a place where WorkOS is not. */
function isFromInside(seen: Seen): boolean {
  const { dns } = seen
  if (!dns) return false
  if (dns.addresses.length === 0) return dns.proxied
  return dns.addresses.every((address) => unreachableScope(address) !== null) || neighbours(seen) !== null
}

/** The address this machine spoke from when it lies in the same site as the host. */
function neighbours({ tcp }: Seen): string | null {
  const found = tcp?.outcomes.find(
    ({ address, localAddress, outside }) =>
      !outside && localAddress !== null && unreachableScope(localAddress) === null && sameSite(address, localAddress),
  )
  return found?.localAddress ?? null
}

/** A server that is there and turns away whoever comes as WorkOS does. */
const turnedAway: Rung = ({ tls }) => {
  const refusing = tls.find(
    (one) =>
      !one.outside &&
      judgeTls(one).status === 'fail' &&
      (one.handshake.ok || one.asksClientCertificate || one.versions.some(({ accepted }) => accepted)),
  )
  if (!refusing) return null
  return {
    rung: 'faulty',
    sentence: `${judgeTls(refusing).summary} WorkOS most likely meets the same.`,
    next: 'Mend that first, then look again.',
  }
}

/** A public address, and no answer. */
const silent: Rung = ({ dns, http, url }) => {
  const answered = http?.hops.some(({ status }) => status !== null) ?? false
  if (answered) return null
  const host = dns?.host ?? url?.parts?.host ?? 'the host'
  if (dns && dns.addresses.length === 0 && !dns.proxied) {
    return {
      rung: 'not-seen',
      sentence: `The DNS servers of this machine give no address for ${host}. What the internet is told cannot be told from here.`,
      next: dns.outside.length === 0 ? askOutside : elsewhere,
    }
  }
  return {
    rung: 'not-seen',
    sentence: `This machine gets no answer from ${host}. That proves nothing of WorkOS: what stands in the way can stand on this side (a firewall, a proxy) or on the other.`,
    next: elsewhere,
  }
}

/** An answer came that is of no use; WorkOS most likely gets the same. */
const faulty: Rung = ({ http }) => {
  if (!http || isDocument(http)) return null
  return {
    rung: 'faulty',
    sentence: `The server answers, but not with a document that WorkOS could use: ${whatCame(http)}. WorkOS most likely gets the same answer, unless the server tells its callers apart.`,
    next: 'Mend that first, then look again.',
  }
}

function whatCame(http: HttpObservation): string {
  const last = http.hops.at(-1)
  const page = pageOf(http)
  if (page) return page.name
  if (http.hops.some(({ location }) => location !== null && isSignIn(location))) return 'it leads to a sign-in'
  if (http.ended !== 'answer' && http.ended !== 'failure') return 'its redirects lead nowhere that is followed'
  if (last?.failure) return `a redirect leads to ${new URL(last.url).host}, which gives no answer`
  if (last?.status !== null && last?.status !== undefined && last.status >= 300) return `its answer is ${last.status}`
  return http.bytes === 0 ? 'the answer is empty' : 'what came is no XML'
}

const likely = ({ dns, proxy }: Seen): Conclusion => {
  const address = dns?.addresses.find((one) => unreachableScope(one) === null)
  const way = proxy?.proxy ? `through ${proxy.proxy}` : `from ${address ?? 'a public address'}`
  return {
    rung: 'likely-reachable',
    sentence: `The document came ${way}, and the host has a public address: WorkOS can most likely fetch it too. This machine cannot prove it: a list of allowed callers, or a way that is open from this network only, would look the same from here.`,
    next: elsewhere,
  }
}

const rungs: readonly Rung[] = [
  unusable,
  nowhereOutside,
  captured,
  intercepted,
  untrusted,
  inside,
  turnedAway,
  silent,
  faulty,
]
