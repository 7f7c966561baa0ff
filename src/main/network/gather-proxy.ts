import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Host } from '../host'
import type { ProxyObservation } from './observation'

export interface ProxyChoice {
  /** Address of the proxy, or null for a direct connection. */
  proxy: string | null
  chosenBy: string
}

/** Asks the proxy for a tunnel to the host, without credentials, and closes it again. */
export async function gatherProxy(
  target: { host: string; port: number; href: string },
  choice: ProxyChoice,
  limitMs: number,
  host: Host,
): Promise<ProxyObservation> {
  const base: ProxyObservation = {
    kind: 'proxy',
    url: target.href,
    proxy: choice.proxy === null ? null : withoutCredentials(choice.proxy),
    chosenBy: choice.chosenBy,
    answer: null,
    failure: null,
    ms: 0,
    at: new Date(host.now()).toISOString(),
  }
  if (choice.proxy === null) return base
  if (!URL.canParse(choice.proxy)) return { ...base, failure: 'the address of the proxy cannot be read' }
  const proxy = new URL(choice.proxy)
  if (!/^https?:$/.test(proxy.protocol))
    return { ...base, failure: `a ${proxy.protocol.slice(0, -1)} proxy is not asked for a tunnel` }
  const started = host.monotonic()
  const found = await tunnel(proxy, target, AbortSignal.any([host.signal, AbortSignal.timeout(limitMs)]))
  return { ...base, ...found, ms: host.monotonic() - started }
}

function tunnel(
  proxy: URL,
  target: { host: string; port: number },
  signal: AbortSignal,
): Promise<Pick<ProxyObservation, 'answer' | 'failure'>> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`
  return new Promise((resolve) => {
    const send = proxy.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : Number(proxy.port),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority },
      signal,
    })
    const answered = (response: { statusCode?: number; statusMessage?: string; rawHeaders: string[] }) => {
      request.destroy()
      resolve({
        answer: {
          status: response.statusCode ?? 0,
          reason: response.statusMessage ?? '',
          schemes: schemesOf(response.rawHeaders),
        },
        failure: null,
      })
    }
    request.on('connect', (response, socket) => {
      socket.destroy()
      answered(response)
    })
    request.on('response', answered)
    request.on('error', (error: Error & { code?: string }) =>
      resolve({ answer: null, failure: error.code ?? error.message }),
    )
    request.end()
  })
}

/** The schemes of every Proxy-Authenticate header (RFC 9110 section 11.7.1). */
function schemesOf(rawHeaders: readonly string[]): string[] {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'proxy-authenticate',
  )
  const names = values.flatMap((value) =>
    [...value.matchAll(/(?:^|,\s*)([A-Za-z][A-Za-z0-9-]*)(?=\s+\S|\s*$|\s*,)(?!\s*=)/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(names)]
}

function withoutCredentials(text: string): string {
  if (!URL.canParse(text)) return 'unreadable'
  const url = new URL(text)
  return `${url.protocol}//${url.host}`
}
