import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Socket } from 'node:net'

/** A server of the lab. It listens on 127.0.0.1 alone, on a port the system chose. */
export interface LoopbackServer {
  readonly port: number
  readonly origin: string
  /** Resolves when the port is free again. Connections that are still open are cut. */
  close(): Promise<void>
}

export interface TlsIdentity {
  /** Leaf certificate first, PEM. */
  cert: string
  key: string
}

/** Starts an HTTP server, or an HTTPS server when given an identity. Rejects when the system refuses to listen. */
export async function listenOnLoopback(listener: RequestListener, tls?: TlsIdentity): Promise<LoopbackServer> {
  const server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener)
  const sockets = trackSockets(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return {
    port: address.port,
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Also the sockets that never got as far as a request: a server with one of those would wait for it when closing. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return sockets
}
