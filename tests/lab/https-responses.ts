import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

export type Responder = (request: IncomingMessage, response: ServerResponse) => void

/** Answers the same to every request. Without a type no Content-Type is sent. */
export function respond(
  type: string | null,
  body: string | Buffer,
  { status = 200, headers = {} }: { status?: number; headers?: OutgoingHttpHeaders } = {},
): Responder {
  const bytes = Buffer.from(body)
  return (request, response) => {
    response.writeHead(status, {
      ...(type === null ? {} : { 'Content-Type': type }),
      'Content-Length': bytes.length,
      ...headers,
    })
    response.end(request.method === 'HEAD' ? undefined : bytes)
  }
}
