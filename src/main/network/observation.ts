/** What was seen of an address, layer by layer. Plain data: it can be saved, and judged again elsewhere. */

export interface UrlObservation {
  kind: 'url'
  /** As given, without user name and password. */
  text: string
  /** Null when it cannot be read as a URL. */
  parts: UrlParts | null
}

export interface UrlParts {
  /** Without user name, password and fragment: what is fetched. */
  href: string
  scheme: string
  host: string
  /** The host with its international characters, when they differ. */
  unicodeHost: string | null
  port: number
  hasCredentials: boolean
  hasFragment: boolean
  /** The host is an IP address. */
  isAddress: boolean
  /** The host as it was written, when reading it changed more than letter case. */
  writtenHost: string | null
}

/** What one resolver says to one question. `code` null: it was answered. Codes are Node's (`ENOTFOUND` is NXDOMAIN). */
export interface DnsAnswer {
  values: string[]
  code: string | null
}

/** One DNS server asked by itself. */
export interface ResolverView {
  /** Its address, or the address of its DNS-over-HTTPS service. */
  resolver: string
  a: DnsAnswer
  aaaa: DnsAnswer
  /** Where CNAME records lead, one after the other. */
  aliases: string[]
  aliasesLoop: boolean
  ms: number
}

export interface DnsObservation {
  kind: 'dns'
  host: string
  /** What programs on this machine get. Null when other DNS servers were named in its place. */
  system: { addresses: string[]; code: string | null; ms: number } | null
  /** What the hosts file of this machine says. */
  hostsFile: string[]
  /** The DNS servers of this machine, or those named in their place. */
  inside: ResolverView[]
  /** Resolvers outside this network; empty unless some were named. */
  outside: ResolverView[]
  /** The addresses the next layers go to. */
  addresses: string[]
  /** Through a proxy, the name is looked up there and not here. */
  proxied: boolean
  at: string
}

export type TcpState = 'open' | 'refused' | 'timeout' | 'reset' | 'unreachable' | 'forbidden' | 'failed'

export interface TcpOutcome {
  address: string
  port: number
  state: TcpState
  /** The system's code; null when the connection is open. */
  code: string | null
  /** The address this machine spoke from. */
  localAddress: string | null
  /** An address that only a resolver outside gave. */
  outside: boolean
  ms: number
}

export interface TcpObservation {
  kind: 'tcp'
  host: string
  outcomes: TcpOutcome[]
  proxied: boolean
  at: string
}

export interface ProxyAnswer {
  status: number
  reason: string
  /** Schemes of Proxy-Authenticate. */
  schemes: string[]
  /** The proxy's own name for the reason (X-Squid-Error), which also tells its answers from the server's. */
  error: string | null
  /** Where it sends whoever it does not let through. */
  location: string | null
}

export interface ProxyObservation {
  kind: 'proxy'
  url: string
  /** Without credentials. Null: the address is reached directly. */
  proxy: string | null
  /** Where the choice came from. */
  chosenBy: string
  /** What the platform takes when that proxy gives no answer: another proxy, or `DIRECT`. */
  instead: string | null
  /** What is fetched here signs in to proxies by itself, with the account of the person; a look at one does not. */
  signsIn: boolean
  /** How it was asked: for a tunnel, to forward an http request, or not at all. */
  asked: 'tunnel' | 'forward' | 'nothing'
  /** What it said to a request without credentials. */
  answer: ProxyAnswer | null
  /** What it said when the user name and password of its own address were sent along; null when they were not. */
  answerToCredentials: ProxyAnswer | null
  failure: { code: string; message: string } | null
  ms: number
  at: string
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

export type HandshakeOutcome =
  | { ok: true; version: string; cipher: string; alpn: string | null; ms: number }
  | { ok: false; code: string; message: string; ms: number }

/** An issuer that the server did not send, looked for where the certificate before it says (authority information access). */
export interface FetchedIssuer {
  url: string
  /** base64 DER. */
  certificate: string | null
  failure: string | null
}

/** What vouches for a chain: a public root, an authority that only this machine trusts, or nothing that is known. */
export type Anchor = 'public' | 'here' | null

export interface TlsObservation {
  kind: 'tls'
  host: string
  /** The address connected to; null when the proxy chose it. */
  address: string | null
  port: number
  /** The proxy whose tunnel was used, without credentials; null for a direct connection. */
  via: string | null
  /** The address is one that only a resolver outside gave. */
  outside: boolean
  /** The handshake a current client makes. */
  handshake: HandshakeOutcome
  /** What the server said right after the handshake, when it then cut the connection. */
  cutAfter: string | null
  /** Each version tried alone; empty when only the handshake was looked at. */
  versions: { version: TlsVersion; accepted: boolean; cipher: string | null; code: string | null }[]
  /** A handshake that names no host. */
  withoutName: { state: 'same' | 'other-certificate' | 'accepted' | 'refused' | 'not-tried'; subject: string | null }
  /** Whether the server asks for a client certificate; null where that cannot be seen. */
  asksClientCertificate: boolean | null
  /** The certificates the server sent, leaf first, base64 DER. */
  chain: string[]
  /** Issuers found beyond those sent. */
  fetched: FetchedIssuer[]
  /** Where the chain as it was sent leads. */
  anchor: Anchor
  /** Where the chain leads with those added; null when it leads nowhere, or nothing was added. */
  completedBy: Anchor
  /** OpenSSL's verdict with the public roots, null: trusted. */
  trustedPublicly: string | null
  /** The same with the authorities of this machine and those given added. */
  trustedHere: string | null
  at: string
}

export interface HttpHop {
  url: string
  status: number | null
  location: string | null
  /** Whether the answer wanted to set a cookie. */
  setsCookie: boolean
  failure: { kind: string; code: string; message: string } | null
  ms: number
}

/** Why following ended. */
export type HttpEnd =
  | 'answer'
  | 'failure'
  | 'loop'
  | 'too-many'
  | 'downgrade'
  | 'no-location'
  | 'bad-location'
  | 'other-scheme'
  | 'inward'
  | 'out-of-time'

export interface HttpObservation {
  kind: 'http'
  hops: HttpHop[]
  ended: HttpEnd
  /** The inner address an outer one redirected to, where that ended it. */
  inward: string | null
  headers: ReadonlyArray<readonly [string, string]>
  bytes: number
  /** The first 64 kB, one character for each byte, to tell what kind of document it is. */
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
