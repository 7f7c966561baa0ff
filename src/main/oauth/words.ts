import type { HttpFailure } from '../host/host'
import type { Refusal } from './address'

const failures: Readonly<Record<HttpFailure['kind'], string>> = {
  aborted: 'the request was cancelled',
  timeout: 'no complete answer came in time',
  dns: 'the name of the host leads to no address',
  refused: 'the connection is refused',
  reset: 'the connection is cut, or what comes is not HTTP',
  unreachable: 'there is no route to the host',
  tls: 'the TLS certificate is not trusted, or no TLS connection comes about',
  proxy: 'the proxy does not let the request through',
  'too-large': 'the answer is far larger than such a document can be',
  url: 'the address cannot be used',
  other: 'the request failed',
}

export function sayFailure({ kind, code }: { kind: HttpFailure['kind']; code: string }): string {
  return `${failures[kind]} (${code})`
}

const refusals: Readonly<Record<Refusal | 'too-many' | 'loop', string>> = {
  'not-an-address': 'which is not an address',
  'other-scheme': 'which is not an http address',
  downgrade: 'which is not protected by TLS',
  inner: 'which lies inside a private network, while the provider is on the Internet',
  credentials: 'which carries a user name or password',
  'too-many': 'after more redirects than any document needs',
  loop: 'in a circle',
}

export const sayRefusal = (why: Refusal | 'too-many' | 'loop') => refusals[why]

export const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host : address)
