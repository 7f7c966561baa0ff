import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Where a sign-in comes back to. */
export interface ReturnListener {
  /** The redirect URI with the port that was opened. */
  readonly redirectUri: string
  /** The address the browser came back at; null when it did not in time, or the signal ended. */
  readonly returned: Promise<string | null>
  close(): void
}

const mostCharacters = 16_384

/** Why a redirect URI cannot be listened at; null when it can. */
export function unfitForReturn(redirectUri: string): string | null {
  if (!URL.canParse(redirectUri)) return 'it is not an address'
  const { protocol, hostname, username, password, search, hash } = new URL(redirectUri)
  if (protocol !== 'http:') return 'it is not an http address: this machine has no certificate for one of its own'
  if (!/^(127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname)) return 'it does not lead to this machine'
  if (username !== '' || password !== '' || search !== '' || hash !== '')
    return 'it has more than a host, a port and a path'
  return null
}

/**
 * Listens on this machine alone for the browser to come back. Source: RFC 8252 section 7.3
 *
 * @param redirectUri fit for it; port 0 lets the system choose one
 */
export async function listenForReturn(
  redirectUri: string,
  { patienceMs, signal }: { patienceMs: number; signal: AbortSignal },
): Promise<ReturnListener> {
  const wanted = new URL(redirectUri)
  const isNamed = wanted.hostname === 'localhost'
  const first = wanted.hostname === '[::1]' ? '::1' : '127.0.0.1'
  let settle: (address: string | null) => void = () => {}
  const returned = new Promise<string | null>((resolve) => {
    settle = resolve
  })
  const hosts = new Set<string>()
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const target = request.url ?? ''
    // A page that is open elsewhere may reach this port under a name of its own.
    if (!hosts.has(request.headers.host ?? '')) return end(response, 403, 'Not here.')
    if (target.length > mostCharacters) return end(response, 414, 'The address is too long.')
    const url = new URL(target, 'http://127.0.0.1')
    if (url.pathname !== wanted.pathname) return end(response, 404, 'Nothing is here.')
    if (request.method !== 'GET') return end(response, 405, 'The browser has to come back with GET.')
    end(response, 200, 'The sign-in has come back to Signpost. This window can be closed.')
    settle(`${wanted.protocol}//${wanted.hostname}:${port}${target}`)
  }
  const servers: Server[] = []
  const close = () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', close)
    settle(null)
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
  const main = await listen(answer, first, wanted.port === '' ? 80 : Number(wanted.port))
  servers.push(main)
  const { port } = main.address() as AddressInfo
  // Browsers take localhost for either.
  if (isNamed) {
    const other = await listen(answer, '::1', port).catch(() => null)
    if (other !== null) servers.push(other)
  }
  for (const host of [`${wanted.hostname}:${port}`, ...(port === 80 ? [wanted.hostname] : [])]) hosts.add(host)
  const timer = setTimeout(() => settle(null), patienceMs)
  signal.addEventListener('abort', close, { once: true })
  if (signal.aborted) close()
  const chosen = wanted.port === '0' ? `${wanted.protocol}//${wanted.hostname}:${port}${wanted.pathname}` : redirectUri
  return { redirectUri: chosen, returned, close }
}

function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  host: string,
  port: number,
): Promise<Server> {
  const server = createServer({ maxHeaderSize: 32_768, headersTimeout: 10_000, requestTimeout: 10_000 }, answer)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      server.on('error', () => {})
      resolve(server)
    })
  })
}

function end(response: ServerResponse, status: number, says: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  response.end(
    `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Signpost</title><p>${says}</p></html>`,
  )
}
