import type { Dialled } from './dial'
import type { TcpOutcome, TcpState } from './observation'

const states: Readonly<Record<string, TcpState>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  // Linux, for a route that swallows everything.
  EINVAL: 'unreachable',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
}

/** What an attempt to connect says of an address. */
export function tcpOutcome(address: string, port: number, outside: boolean, dialled: Dialled): TcpOutcome {
  const { ms } = dialled
  const base = { address, port, outside, ms }
  return dialled.ok
    ? { ...base, state: 'open', code: null, localAddress: dialled.localAddress }
    : { ...base, state: states[dialled.code] ?? 'failed', code: dialled.code, localAddress: null }
}
