import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { TlsIdentity } from '../loopback'

export type Route = (request: IncomingMessage, response: ServerResponse) => void

export interface HttpServer {
  port: number
  /** Every request so far. */
  requests: IncomingMessage[]
  close(): Promise<void>
}

/** An HTTP server on 127.0.0.1 (HTTPS with an identity) whose routes are functions; a path without one is answered 404. */
export async function startHttpServer(
  routes: Readonly<Record<string, Route>>,
  identity?: TlsIdentity,
): Promise<HttpServer> {
  const requests: IncomingMessage[] = []
  const listener: Route = (request, response) => {
    requests.push(request)
    const route = routes[(request.url ?? '/').replace(/\?.*/, '')] ?? status(404)
    route(request, response)
  }
  const server = identity
    ? createSecureServer(identity, listener)
    : createServer({ maxHeaderSize: 1_000_000 }, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  return {
    port: address.port,
    requests,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Answers with a status and little else. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = `status ${code}`): Route =>
  (_, response) => {
    response.writeHead(code, headers).end(body)
  }

export const redirect = (location: string, code = 302, headers: Record<string, string> = {}): Route =>
  status(code, { location, ...headers }, '')

/** A document as a server gives it out. */
export const document = (
  body: string | Buffer,
  type = 'application/xml',
  headers: Record<string, string> = {},
): Route => status(200, { 'content-type': type, ...headers }, body.toString('latin1'))

export const metadata =
  '<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.lab.example/idp"/>'
