/** What was seen of an address, layer by layer. Plain data: it can be saved and judged again elsewhere. */

export interface UrlObservation {
  kind: 'url'
  text: string
  /** Null when it cannot be read as a URL. */
  parts: UrlParts | null
}

export interface UrlParts {
  href: string
  scheme: string
  host: string
  /** The host with its international characters, when they differ. */
  unicodeHost: string | null
  port: number
  hasCredentials: boolean
  hasFragment: boolean
  isAddress: boolean
}

/** One question to one resolver. `code` null: it was answered. */
export interface DnsAnswer {
  type: 'A' | 'AAAA' | 'CNAME'
  values: string[]
  code: string | null
}

export interface ResolverView {
  /** `system` for the operating system's own look-up (hosts file included), else the servers asked. */
  resolver: string
  answers: DnsAnswer[]
  ms: number
}

export interface DnsObservation {
  kind: 'dns'
  host: string
  /** What programs on this machine get: hosts file, DNS, whatever the system uses. */
  system: { addresses: string[]; code: string | null; ms: number }
  /** What the configured DNS servers say. Null when they were not asked (the host is an address). */
  direct: ResolverView | null
  /** What a resolver outside says, when one was named. */
  outside: ResolverView | null
  at: string
}

export type TcpOutcome = { address: string; port: number; ms: number } & (
  | { state: 'open' }
  | { state: 'refused' | 'timeout' | 'reset' | 'unreachable' | 'failed'; code: string }
)

export interface TcpObservation {
  kind: 'tcp'
  host: string
  outcomes: TcpOutcome[]
  at: string
}

export interface ProxyObservation {
  kind: 'proxy'
  url: string
  /** Without credentials. Null: the address is reached directly. */
  proxy: string | null
  /** Where the choice came from. */
  chosenBy: string
  /** What the proxy answered to CONNECT. Null when there is no proxy, or it did not answer. */
  answer: { status: number; reason: string; schemes: string[] } | null
  failure: string | null
  ms: number
  at: string
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

export interface TlsObservation {
  kind: 'tls'
  host: string
  address: string
  port: number
  /** The handshake a current client makes. */
  handshake:
    | { ok: true; version: string; cipher: string; alpn: string | null; ms: number }
    | { ok: false; code: string; message: string; ms: number }
  /** Each version tried alone. */
  versions: { version: TlsVersion; accepted: boolean; code: string | null }[]
  /** A handshake that names no host. */
  withoutName: { state: 'same' | 'other-certificate' | 'refused' | 'not-tried'; subject: string | null }
  /** The certificates the server sent, leaf first, base64 DER. */
  chain: string[]
  /** What the issuers' addresses in the last certificate led to (authority information access). */
  fetchedIssuer: { url: string; certificate: string | null; failure: string | null } | null
  /** Verdict of the trust store of this machine (with the extra authorities given), null: trusted. */
  trustedHere: string | null
  /** Verdict of the public roots, null: trusted. */
  trustedPublicly: string | null
  at: string
}

export interface HttpHop {
  url: string
  status: number | null
  location: string | null
  failure: { kind: string; code: string; message: string } | null
  ms: number
}

export interface HttpObservation {
  kind: 'http'
  hops: HttpHop[]
  /** Why following ended: an answer that is no redirect, a loop, too many, a step that is not taken. */
  ended: 'answer' | 'failure' | 'loop' | 'too-many' | 'downgrade' | 'bad-location' | 'other-scheme'
  headers: ReadonlyArray<readonly [string, string]>
  bytes: number
  /** The first 64 kB, to tell what kind of document it is. */
  head: string
  at: string
}

export type NetworkObservation =
  | UrlObservation
  | DnsObservation
  | TcpObservation
  | ProxyObservation
  | TlsObservation
  | HttpObservation
