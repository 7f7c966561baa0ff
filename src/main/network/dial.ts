import { connect, type Socket } from 'node:net'
import type { Host } from '../host/host'

/** A connection, or why there is none, with the time it took. Whoever gets the socket closes it. */
export type Dialled =
  | { ok: true; socket: Socket; localAddress: string | null; ms: number }
  | { ok: false; code: string; message: string; ms: number }

/** Opens a TCP connection. Never throws; ends within the limit, or at once when the signal is aborted. */
export function dial(address: string, port: number, limitMs: number, host: Host): Promise<Dialled> {
  return new Promise((resolve) => {
    const started = host.monotonic()
    const socket = connect({ host: address, port })
    const settle = () => {
      clearTimeout(timer)
      host.signal.removeEventListener('abort', cancel)
      socket.removeListener('error', onError)
      return host.monotonic() - started
    }
    const fail = (code: string, message: string) => {
      const ms = settle()
      socket.on('error', () => undefined)
      socket.destroy()
      resolve({ ok: false, code, message, ms })
    }
    const onError = (error: Error & { code?: string }) => fail(error.code ?? 'UNKNOWN', error.message)
    const cancel = () => fail('ECANCELLED', 'cancelled')
    const timer = setTimeout(() => fail('ETIMEDOUT', 'no connection in time'), limitMs)
    host.signal.addEventListener('abort', cancel, { once: true })
    socket.on('error', onError)
    socket.once('connect', () => {
      const ms = settle()
      socket.on('error', () => undefined)
      socket.setNoDelay(true)
      resolve({ ok: true, socket, localAddress: socket.localAddress ?? null, ms })
    })
    if (host.signal.aborted) cancel()
  })
}
