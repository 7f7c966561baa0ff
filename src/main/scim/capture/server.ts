import { randomBytes, timingSafeEqual } from 'node:crypto'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { readToken } from '../token'
import type { CapturedExchange } from './exchange'
import { showable, showablePath } from './redact'
import { readBody } from './request-body'
import { ScimRefusal } from './service/error'
import { refusal, ScimService, type ServiceAnswer, type ServiceRequest } from './service/service'

export interface CaptureServerOptions {
  /** 0: the system chooses one. */
  port: number
  /** Default: this machine alone. Another address wants `tls`. */
  address?: string
  tls?: { cert: string; key: string }
  /** Default: a new one. */
  token?: string
  /** How long a client may take for its headers, and for a whole request, ms. Default: `usualPatience`. */
  patience?: { headersMs: number; requestMs: number }
  now(): number
  monotonic(): number
  onExchange(exchange: CapturedExchange): void
  onBug(error: unknown): void
}

export interface CaptureServer {
  /** The base URL for the identity provider. */
  readonly address: string
  readonly token: string
  /** Whether others than this machine can reach it. */
  readonly exposed: boolean
  /** Resolves when the port is free again. Connections that are still open are cut. */
  close(): Promise<void>
}

/** Longer than any identity provider takes, and short enough that nobody can hold connections by sending byte after byte. */
const usualPatience = { headersMs: 20_000, requestMs: 60_000 }

export const basePath = '/scim/v2'
const loopback = '127.0.0.1'

/** Why a capture cannot start. */
export class CaptureRefusal extends Error {
  override name = 'CaptureRefusal'
  constructor(
    readonly reason: 'plain-http-outside' | 'in-use' | 'not-allowed' | 'no-such-address' | 'bad-certificate' | 'other',
    message: string,
  ) {
    super(message)
  }
}

/** A bearer token nobody can guess. */
export const makeToken = () => `signpost_${randomBytes(24).toString('base64url')}`

/** Starts the endpoint. Rejects with a CaptureRefusal when it cannot listen. */
export async function startCaptureServer(options: CaptureServerOptions): Promise<CaptureServer> {
  const address = options.address ?? loopback
  const exposed = !/^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(address)
  if (exposed && options.tls === undefined)
    throw new CaptureRefusal(
      'plain-http-outside',
      `Without TLS everybody on the way to ${address} could read the token.`,
    )
  const token = options.token ?? makeToken()
  const door = new Door({ ...options, token })
  const { headersMs, requestMs } = options.patience ?? usualPatience
  const limits = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(headersMs, 5000),
  }
  const server = makeServer(options.tls, limits, (request, response) => door.answer(request, response))
  server.keepAliveTimeout = 75_000
  server.maxConnections = 500
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refusalOf(error, address, options.port)))
    server.listen(options.port, address, resolve)
  })
  const { port, family } = server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address
  const origin = `${options.tls ? 'https' : 'http'}://${host}:${port}`
  door.origin = origin
  return {
    address: `${origin}${basePath}`,
    token,
    exposed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          door.tellAll()
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function makeServer(
  tls: CaptureServerOptions['tls'],
  limits: ServerOptions,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
) {
  if (tls === undefined) return createHttpServer(limits, listener)
  try {
    return createHttpsServer({ ...tls, ...limits, minVersion: 'TLSv1.2' }, listener)
  } catch (error) {
    throw new CaptureRefusal('bad-certificate', error instanceof Error ? error.message : String(error))
  }
}

function refusalOf(error: NodeJS.ErrnoException, address: string, port: number): CaptureRefusal {
  switch (error.code) {
    case 'EADDRINUSE':
      return new CaptureRefusal('in-use', `Something else listens on port ${port} of ${address}.`)
    case 'EACCES':
      return new CaptureRefusal('not-allowed', `The system does not allow listening on port ${port}.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EINVAL':
      return new CaptureRefusal('no-such-address', `${address} is no address of this machine.`)
    default:
      return new CaptureRefusal('other', `The system answers ${error.code ?? error.message}.`)
  }
}

/** Judges who asks, reads what is sent, has the service answer, and hands over what happened. */
class Door {
  origin = ''
  private readonly service: ScimService
  private readonly wanted: Buffer
  private n = 0
  private untold: (() => void)[] = []

  constructor(private readonly options: CaptureServerOptions & { token: string }) {
    this.service = new ScimService(options.now)
    this.wanted = Buffer.from(options.token)
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const started = this.options.monotonic()
    const at = this.options.now()
    const url = request.url ?? '/'
    const inside = isInside(url)
    const { token, marks } = this.checkToken(request.headers.authorization)
    const n = ++this.n
    readBody(request, token === 'accepted' && inside, (read) => {
      const answer = this.respond(request, { inside, token, url }, read.body, read.refusal)
      send(request, response, answer)
      const ms = this.options.monotonic() - started
      this.later(() => {
        const shown = read.text === null ? null : showable(read.text, read.body, this.options.token)
        const said = answer.status >= 400 && typeof answer.body === 'object' ? answer.body : null
        this.options.onExchange({
          n,
          at,
          method: (request.method ?? 'GET').slice(0, 20),
          path: showablePath(inside ? url.slice(basePath.length) || '/' : url, this.options.token).slice(0, 2000),
          inside,
          userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
          contentType: request.headers['content-type']?.slice(0, 200) ?? null,
          token,
          tokenMarks: marks,
          bytes: read.bytes,
          bodyKind: read.kind,
          body: shown?.body,
          text: shown?.text ?? null,
          status: answer.status,
          scimType: textOf(said, 'scimType'),
          detail: textOf(said, 'detail'),
          id: answer.id,
          ms,
        })
      })
    })
  }

  /** Tells what happened when the requests that have come are answered: nobody waits for the record. */
  private later(tell: () => void): void {
    this.untold.push(tell)
    if (this.untold.length === 1) setImmediate(() => this.tellAll())
  }

  /** Tells what has not been told yet, in its order. */
  tellAll(): void {
    const untold = this.untold
    this.untold = []
    for (const tell of untold) tell()
  }

  private respond(
    request: IncomingMessage,
    { inside, token, url }: { inside: boolean; token: CapturedExchange['token']; url: string },
    body: unknown,
    turnedDown: ScimRefusal | null,
  ): ServiceAnswer {
    if (token !== 'accepted') {
      const detail =
        token === 'absent' ? 'A bearer token is required.' : 'The bearer token is not the one of this capture.'
      const challenge = `Bearer realm="Signpost capture"${token === 'wrong' ? ', error="invalid_token"' : ''}`
      return refusal(new ScimRefusal(401, detail, null, { 'www-authenticate': challenge }))
    }
    if (!inside) return refusal(new ScimRefusal(404, `The service is at ${basePath}, not here.`))
    if (turnedDown !== null) return refusal(turnedDown)
    const [path = '/', query = ''] = url.slice(basePath.length).split('?')
    return this.fromService({
      method: request.method ?? 'GET',
      path: path === '' ? '/' : path,
      query: query === '' ? noQuery : new URLSearchParams(query),
      headers: { 'if-match': request.headers['if-match'], 'if-none-match': request.headers['if-none-match'] },
      body,
      base: `${this.seenOrigin(request)}${basePath}`,
    })
  }

  /** A bug of the service is an answer like any other: the client hears of it, and the capture goes on. */
  private fromService(request: ServiceRequest): ServiceAnswer {
    try {
      return this.service.answer(request)
    } catch (error) {
      this.options.onBug(error)
      return refusal(new ScimRefusal(500, 'The capture itself failed at this request.'))
    }
  }

  /** The address by which the client knows the service: a tunnel gives it another name. */
  private seenOrigin({ headers }: IncomingMessage): string {
    const host = headers.host
    if (host === undefined || !/^[A-Za-z0-9.[\]:-]{1,255}$/.test(host)) return this.origin
    const isHttps = this.options.tls !== undefined || headers['x-forwarded-proto'] === 'https'
    return `${isHttps ? 'https' : 'http'}://${host}`
  }

  private checkToken(header: string | undefined): {
    token: CapturedExchange['token']
    marks: CapturedExchange['tokenMarks']
  } {
    const given = /^bearer[ \t]+(.*)$/is.exec(header ?? '')?.[1]
    if (given === undefined) return { token: 'absent', marks: [] }
    const bytes = Buffer.from(given)
    if (bytes.length === this.wanted.length && timingSafeEqual(bytes, this.wanted))
      return { token: 'accepted', marks: [] }
    const { value, marks } = readToken(given)
    return { token: 'wrong', marks: value === this.options.token ? marks : [] }
  }
}

const noQuery = new URLSearchParams()

const isInside = (url: string) =>
  url.startsWith(basePath) &&
  (url.length === basePath.length || url[basePath.length] === '/' || url[basePath.length] === '?')

const textOf = (body: object | null, name: string): string | null => {
  const value: unknown = body === null ? undefined : Object.entries(body).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value.slice(0, 300) : null
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: ServiceAnswer): void {
  const text = body === null || request.method === 'HEAD' ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const all: Record<string, string | number> = { 'cache-control': 'no-store', ...headers }
  if (body !== null) all['content-type'] = 'application/scim+json; charset=utf-8'
  if (status !== 204 && status !== 304) all['content-length'] = Buffer.byteLength(text)
  response.writeHead(status, all)
  response.end(text)
}
