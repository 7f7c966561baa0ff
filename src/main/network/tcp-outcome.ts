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
}

/** What an attempt to connect says of an address. */
export function tcpOutcome(address: string, port: number, dialled: Dialled): TcpOutcome {
  const { ms } = dialled
  return dialled.ok
    ? { address, port, state: 'open', code: null, localAddress: dialled.localAddress, ms }
    : { address, port, state: states[dialled.code] ?? 'failed', code: dialled.code, localAddress: null, ms }
}
