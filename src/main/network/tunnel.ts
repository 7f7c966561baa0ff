import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type Socket } from 'node:net'
import type { Host } from '../host/host'
import { withPort } from './addresses'
import type { Dialled } from './dial'
import type { ProxyAnswer } from './observation'
import { discreet, hideCredentials } from './read-url'

export interface TunnelRequest {
  proxy: URL
  host: string
  port: number
  /** Sends the user name and password that stand in the address of the proxy. */
  withCredentials: boolean
  /** Authorities trusted besides the public ones, PEM, for a proxy that is reached over https. */
  extraAuthorities: readonly string[]
  limitMs: number
}

export type TunnelOutcome =
  | { ok: true; answer: ProxyAnswer; socket: Socket }
  | { ok: false; answer: ProxyAnswer | null; failure: { code: string; message: string } | null }

/** Asks a proxy for a tunnel (CONNECT, RFC 9110 section 9.3.6). Never throws. Whoever gets the socket closes it. */
export function openTunnel(wish: TunnelRequest, host: Host): Promise<TunnelOutcome> {
  const authority = withPort(wish.host, wish.port)
  return ask(wish, host, 'CONNECT', authority, authority)
}

/** Opens a connection through a proxy's tunnel, as `dial` opens a direct one. */
export async function dialThrough(wish: TunnelRequest, host: Host): Promise<Dialled> {
  const started = host.monotonic()
  const outcome = await openTunnel(wish, host)
  const ms = host.monotonic() - started
  if (outcome.ok) return { ok: true, socket: outcome.socket, localAddress: null, ms }
  const { code, message } = outcome.failure ?? { code: `HTTP ${outcome.answer?.status ?? 0}`, message: 'no tunnel' }
  return { ok: false, code, message, ms }
}

/** Asks a proxy to forward a HEAD request for an http address. A refusal of the proxy itself cannot always be told from the server's. */
export function askToForward(wish: TunnelRequest, url: string, host: Host): Promise<TunnelOutcome> {
  return ask(wish, host, 'HEAD', url, new URL(url).host)
}

function ask(
  { proxy, withCredentials, extraAuthorities, limitMs }: TunnelRequest,
  host: Host,
  method: 'CONNECT' | 'HEAD',
  path: string,
  hostHeader: string,
): Promise<TunnelOutcome> {
  const secure = proxy.protocol === 'https:'
  const limit = new AbortController()
  return new Promise((resolve) => {
    const send = secure ? httpsRequest : httpRequest
    const name = proxy.hostname.replace(/^\[|\]$/g, '')
    const request = send({
      host: name,
      // Said outright: Node would take the name in the Host header, which is that of the host behind the proxy.
      ...(secure ? { servername: isIP(name) === 0 ? name : '' } : {}),
      port: proxy.port === '' ? (secure ? 443 : 80) : Number(proxy.port),
      method,
      path,
      agent: false,
      headers: { host: hostHeader, ...(withCredentials ? { 'proxy-authorization': basic(proxy) } : {}) },
      signal: AbortSignal.any([host.signal, limit.signal]),
      ...(secure && extraAuthorities.length > 0 ? { ca: [...extraAuthorities] } : {}),
    })
    const timer = setTimeout(() => limit.abort(), limitMs)
    const finish = (outcome: TunnelOutcome) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    request.on('connect', (response, socket: Socket) => {
      socket.on('error', () => undefined)
      const answer = answerOf(response)
      if (answer.status >= 200 && answer.status < 300) return finish({ ok: true, answer, socket })
      socket.destroy()
      finish({ ok: false, answer, failure: null })
    })
    request.on('response', (response) => {
      response.on('error', () => undefined)
      request.destroy()
      finish({ ok: false, answer: answerOf(response), failure: null })
    })
    request.on('error', (error: Error & { code?: string }) => {
      const timedOut = limit.signal.aborted && !host.signal.aborted
      const code = timedOut ? 'ETIMEDOUT' : host.signal.aborted ? 'ECANCELLED' : (error.code ?? 'UNKNOWN')
      finish({ ok: false, answer: null, failure: { code, message: error.message } })
    })
    request.end()
  })
}

const basic = ({ username, password }: URL) =>
  `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`

function answerOf({ statusCode = 0, statusMessage = '', headers, rawHeaders }: IncomingMessage): ProxyAnswer {
  const error = headers['x-squid-error']
  return {
    status: statusCode,
    reason: statusMessage,
    schemes: schemesOf(rawHeaders),
    error: typeof error === 'string' ? error.slice(0, 100) : null,
    location: headers.location === undefined ? null : discreet(hideCredentials(headers.location)).slice(0, 300),
  }
}

/** The schemes of every Proxy-Authenticate header (RFC 9110 section 11.7.1), in the order offered. */
export function schemesOf(rawHeaders: readonly string[]): string[] {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'proxy-authenticate',
  )
  const names = values.flatMap((value) =>
    // Quoted strings may hold commas; a scheme begins the value or follows a comma, and is no parameter (name=…).
    value
      .replace(/"(?:[^"\\]|\\.)*"/g, '""')
      .split(',')
      .map((part) => /^\s*([A-Za-z][A-Za-z0-9._-]*)(?:\s|$)(?!\s*=)/.exec(part)?.[1] ?? '')
      .filter((name) => name !== ''),
  )
  return [...new Set(names)]
}
