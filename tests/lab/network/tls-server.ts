import { once } from 'node:events'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { TlsIdentity } from '../loopback'

export interface RunningServer {
  host: string
  port: number
  close(): Promise<void>
}

export interface Listening {
  /** The address listened on; 127.0.0.1 unless it is said. */
  address?: string
}

/** One request in, this document out, whatever the path. */
export const metadataReply = reply(
  '<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.lab.example/idp"/>',
)

/** An HTTP/1.1 answer that closes the connection. */
export function reply(
  body: string,
  headers: readonly string[] = ['Content-Type: application/samlmetadata+xml'],
): string {
  const all = ['HTTP/1.1 200 OK', ...headers, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close']
  return `${all.join('\r\n')}\r\n\r\n${body}`
}

/** A TLS server that answers every request with the same bytes. */
export async function startTlsServer(
  identity: TlsIdentity,
  options: TlsOptions & Listening & { answer?: string } = {},
): Promise<RunningServer> {
  const { address = '127.0.0.1', answer = metadataReply, ...tls } = options
  const server = createTlsServer({ ...identity, ...tls }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.end(answer))
  })
  server.on('tlsClientError', (_, socket) => socket.destroy())
  return listening(server, address)
}

/** A TCP server that does with each connection what it is told. */
export async function startTcpServer(
  serve: (socket: Socket) => void,
  { address = '127.0.0.1' }: Listening = {},
): Promise<RunningServer> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    serve(socket)
  })
  return listening(server, address)
}

async function listening(server: Server, address: string): Promise<RunningServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, address)
  await once(server, 'listening')
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port')
  return {
    host: address,
    port: bound.port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
