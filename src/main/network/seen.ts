import type {
  DnsObservation,
  HttpObservation,
  NetworkObservation,
  ProxyObservation,
  TcpObservation,
  TlsObservation,
  UrlObservation,
} from './observation'

/** What has been seen so far, by layer. */
export interface Seen {
  url: UrlObservation | null
  dns: DnsObservation | null
  tcp: TcpObservation | null
  proxy: ProxyObservation | null
  tls: TlsObservation[]
  http: HttpObservation | null
}

/** Sorts observations by layer. */
export function seenIn(observations: readonly NetworkObservation[]): Seen {
  const seen: Seen = { url: null, dns: null, tcp: null, proxy: null, tls: [], http: null }
  for (const observation of observations) {
    switch (observation.kind) {
      case 'url':
        seen.url = observation
        break
      case 'dns':
        seen.dns = observation
        break
      case 'tcp':
        seen.tcp = observation
        break
      case 'proxy':
        seen.proxy = observation
        break
      case 'tls':
        seen.tls.push(observation)
        break
      case 'http':
        seen.http = observation
        break
    }
  }
  return seen
}
