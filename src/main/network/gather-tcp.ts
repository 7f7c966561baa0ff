import { connect } from 'node:net'
import type { Host } from '../host'
import type { TcpObservation, TcpOutcome } from './observation'

const states: Readonly<Record<string, 'refused' | 'timeout' | 'reset' | 'unreachable'>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
}

/** Opens and closes a connection to every address, side by side. */
export async function gatherTcp(
  name: string,
  addresses: readonly string[],
  port: number,
  limitMs: number,
  host: Host,
): Promise<TcpObservation> {
  const at = new Date(host.now()).toISOString()
  const outcomes = await Promise.all(addresses.map((address) => open(address, port, limitMs, host)))
  return { kind: 'tcp', host: name, outcomes, at }
}

function open(address: string, port: number, limitMs: number, host: Host): Promise<TcpOutcome> {
  return new Promise((resolve) => {
    const started = host.monotonic()
    const socket = connect({ host: address, port })
    const finish = (found: { state: 'open' } | { state: Exclude<TcpOutcome['state'], 'open'>; code: string }) => {
      clearTimeout(timer)
      host.signal.removeEventListener('abort', cancel)
      socket.destroy()
      resolve({ address, port, ms: host.monotonic() - started, ...found })
    }
    const cancel = () => finish({ state: 'failed', code: 'ECANCELLED' })
    const timer = setTimeout(() => finish({ state: 'timeout', code: 'ETIMEDOUT' }), limitMs)
    host.signal.addEventListener('abort', cancel, { once: true })
    socket.on('connect', () => finish({ state: 'open' }))
    socket.on('error', (error: Error & { code?: string }) => {
      const code = error.code ?? 'UNKNOWN'
      finish({ state: states[code] ?? 'failed', code })
    })
    if (host.signal.aborted) cancel()
  })
}
