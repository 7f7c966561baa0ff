import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { publicContext, trustingContext } from '../host/authorities'
import type { Host } from '../host/host'
import type { Dialled } from './dial'
import { fetchIssuers } from './fetch-issuers'
import { type Handshake, type HandshakeWish, handshake } from './handshake'
import type { Anchor, HandshakeOutcome, TlsObservation, TlsVersion } from './observation'
import { anchorOf, curiousContext } from './trust'

const versions: readonly TlsVersion[] = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1']
const currentAlpn = ['h2', 'http/1.1']

export interface TlsTarget {
  host: string
  /** Null when a proxy chooses it. */
  address: string | null
  port: number
  via: string | null
  /** Only a resolver outside gave the address. */
  outside: boolean
  /** Opens a further connection to the same server. */
  dial: () => Promise<Dialled>
  /** Authorities trusted here besides the public roots, PEM. */
  extraAuthorities: readonly string[]
  /** Looks at one handshake only, for long lists of hosts. */
  brief: boolean
  /** DNS servers for the addresses of issuers; null: the system's. */
  resolvers: readonly string[] | null
  limitMs: number
}

type Wish = Partial<HandshakeWish> & Pick<HandshakeWish, 'context'> & { lingers?: boolean }
type Seen = Handshake | { ok: false; code: string; message: string; ms: number; asksClientCertificate: null }

/**
 * Looks at a server's TLS from several sides, sending no data: the handshake of a current client, every version alone, a
 * handshake without a name, and the chain against the public roots and against what this machine trusts. Null when no
 * connection comes about.
 */
export async function gatherTls(
  target: TlsTarget,
  first: Promise<Dialled>,
  host: Host,
): Promise<TlsObservation | null> {
  const at = new Date(host.now()).toISOString()
  const name = isIP(target.host) === 0 ? target.host : null
  const shake = async (wish: Wish, over = target.dial()): Promise<Seen> => {
    const dialled = await over
    if (!dialled.ok) return { ...dialled, asksClientCertificate: null }
    const plain = { name, alpn: [], limitMs: target.limitMs, lingerMs: 0, watch: false }
    // Long enough for the server to have heard of the end of the handshake and to have answered.
    const lingerMs = wish.lingers ? Math.min(500, 1.5 * dialled.ms + 40) : 0
    return handshake(dialled.socket, { ...plain, lingerMs, ...wish }, host)
  }
  const { extraAuthorities, brief } = target
  const trusting = { alpn: currentAlpn, lingers: true }
  const curious = (version: TlsVersion) => shake({ context: curiousContext(version), watch: version === 'TLSv1.2' })

  const [seen, given, nameless, ...each] = await Promise.all([
    shake({ ...trusting, context: publicContext() }, first),
    brief || extraAuthorities.length === 0 ? null : shake({ context: trustingContext(extraAuthorities) }),
    brief || name === null ? null : shake({ context: curiousContext(), name: null }),
    ...(brief ? [] : versions.map(curious)),
  ])
  if (!(await first).ok) return null
  const sent = [...each, seen].find((one) => one.ok)
  const chain = sent?.ok ? sent.chain : []
  const anchor = anchorOfChain(chain, extraAuthorities)
  const trustedPublicly = seen.ok ? seen.verdict : anchor === 'public' ? null : unverified
  const again = brief
    ? null
    : (given ?? (seen.ok && seen.verdict !== null ? await shake({ context: trustingContext([]) }) : seen))
  const fetched = trustedPublicly === null ? [] : await fetchIssuers(chain, target, host)
  return {
    kind: 'tls',
    host: target.host,
    address: target.address,
    port: target.port,
    via: target.via,
    outside: target.outside,
    handshake: outcomeOf(seen),
    cutAfter: seen.ok ? seen.cutAfter : null,
    versions: brief ? [] : versions.flatMap((version, index) => versionSeen(version, each[index])).reverse(),
    withoutName: compareNameless(nameless, chain),
    asksClientCertificate: each.map((one) => one.asksClientCertificate).find((asks) => asks !== null) ?? null,
    chain,
    fetched,
    anchor,
    completedBy: completedBy(fetched, extraAuthorities),
    trustedPublicly,
    trustedHere: again?.ok ? again.verdict : verdictHere(trustedPublicly, anchor),
    at,
  }
}

/** What stands for OpenSSL's verdict where only an old or odd handshake showed the chain. */
const unverified = 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'

/** The verdict here without a further handshake: an authority known here mends what lacked one, and nothing else. */
function verdictHere(publicly: string | null, anchor: Anchor): string | null {
  return publicly !== null && lacksAuthority.test(publicly) && anchor !== null ? null : publicly
}

const lacksAuthority = /UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY_LEAF|SELF_SIGNED_CERT/

function anchorOfChain(chain: readonly string[], extraAuthorities: readonly string[]): Anchor {
  const last = chain.at(-1)
  return last === undefined ? null : anchorOf(new X509Certificate(Buffer.from(last, 'base64')), extraAuthorities)
}

function outcomeOf(seen: Seen): HandshakeOutcome {
  const { ms } = seen
  return seen.ok
    ? { ok: true, version: seen.version, cipher: seen.cipher, alpn: seen.alpn, ms }
    : { ok: false, code: seen.code, message: seen.message, ms }
}

function versionSeen(version: TlsVersion, seen: Seen | undefined): TlsObservation['versions'] {
  if (seen === undefined) return []
  return [
    seen.ok
      ? { version, accepted: true, cipher: seen.cipher, code: null }
      : { version, accepted: false, cipher: null, code: seen.code },
  ]
}

function compareNameless(nameless: Seen | null, chain: readonly string[]): TlsObservation['withoutName'] {
  if (nameless === null) return { state: 'not-tried', subject: null }
  if (!nameless.ok) return { state: 'refused', subject: null }
  const leaf = nameless.chain[0]
  if (leaf !== undefined && leaf === chain[0]) return { state: 'same', subject: null }
  const subject = leaf === undefined ? null : oneLine(new X509Certificate(Buffer.from(leaf, 'base64')).subject)
  return { state: chain.length === 0 ? 'accepted' : 'other-certificate', subject }
}

function completedBy(
  fetched: TlsObservation['fetched'],
  extraAuthorities: readonly string[],
): TlsObservation['completedBy'] {
  return anchorOfChain(
    fetched.flatMap(({ certificate }) => certificate ?? []),
    extraAuthorities,
  )
}

const oneLine = (name: string) => name.replaceAll('\n', ', ')
