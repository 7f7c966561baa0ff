import type {
  DnsObservation,
  HttpHop,
  HttpObservation,
  ProxyObservation,
  ResolverView,
  TcpObservation,
  TcpState,
  TlsObservation,
} from '../../../src/main/network/observation'

export const at = '2026-11-24T12:00:00.000Z'
export const host = 'idp.acme-corp.com'
export const publicAddress = '23.192.228.80'

const none = { values: [], code: 'ENODATA' }

export const view = (resolver: string, a: string[] | string, more: Partial<ResolverView> = {}): ResolverView => ({
  resolver,
  a: typeof a === 'string' ? { values: [], code: a } : { values: a, code: null },
  aaaa: typeof a === 'string' ? { values: [], code: a } : none,
  aliases: [],
  aliasesLoop: false,
  ms: 3,
  ...more,
})

export const dns = (addresses: string[], more: Partial<DnsObservation> = {}): DnsObservation => ({
  kind: 'dns',
  host,
  system: { addresses, code: addresses.length === 0 ? 'ENOTFOUND' : null, ms: 2 },
  hostsFile: [],
  inside: [view('10.0.0.53', addresses.length === 0 ? 'ENOTFOUND' : addresses)],
  outside: [],
  addresses,
  proxied: false,
  at,
  ...more,
})

export const tcp = (
  outcomes: ReadonlyArray<readonly [address: string, state: TcpState, localAddress?: string, outside?: boolean]>,
  more: Partial<TcpObservation> = {},
): TcpObservation => ({
  kind: 'tcp',
  host,
  outcomes: outcomes.map(([address, state, localAddress = '10.0.0.7', outside = false]) => ({
    address,
    port: 443,
    state,
    code: state === 'open' ? null : 'ECODE',
    localAddress: state === 'open' ? localAddress : null,
    outside,
    ms: 12,
  })),
  proxied: false,
  at,
  ...more,
})

export const direct: ProxyObservation = {
  kind: 'proxy',
  url: `https://${host}/metadata`,
  proxy: null,
  chosenBy: 'the test',
  instead: null,
  signsIn: false,
  asked: 'nothing',
  answer: null,
  answerToCredentials: null,
  failure: null,
  ms: 0,
  at,
}

export const tls = (more: Partial<TlsObservation> = {}): TlsObservation => ({
  kind: 'tls',
  host,
  address: publicAddress,
  port: 443,
  via: null,
  outside: false,
  handshake: { ok: true, version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', alpn: 'h2', ms: 20 },
  cutAfter: null,
  versions: [],
  withoutName: { state: 'same', subject: null },
  asksClientCertificate: false,
  chain: [],
  fetched: [],
  anchor: null,
  completedBy: null,
  trustedPublicly: null,
  trustedHere: null,
  at,
  ...more,
})

export const failedTls = (code: string, more: Partial<TlsObservation> = {}): TlsObservation =>
  tls({ handshake: { ok: false, code, message: '', ms: 20 }, ...more })

export const hop = (status: number | null, more: Partial<HttpHop> = {}): HttpHop => ({
  url: `https://${host}/metadata`,
  status,
  location: null,
  setsCookie: false,
  failure: null,
  ms: 30,
  ...more,
})

export const xml = '<?xml version="1.0"?><md:EntityDescriptor/>'

export const http = (head: string, more: Partial<HttpObservation> = {}): HttpObservation => ({
  kind: 'http',
  hops: [hop(200)],
  ended: 'answer',
  inward: null,
  headers: [['content-type', 'application/xml']],
  bytes: head.length,
  head,
  at,
  ...more,
})
