import { net, type Session } from 'electron'
import { isNamedHost } from '../../shared/settings'
import { type Host, type HttpFailure, type HttpOutcome, type HttpRequest, httpDefaults } from '../host/host'

/**
 * The machine as the desktop sees it: Chromium's network stack with the system's proxy, PAC file and certificates. It signs in by
 * itself to proxies, and to the hosts named, with the account of the person (Negotiate, NTLM); to nobody else, and never with a
 * password.
 */
export function electronHost(session: Session, signal: AbortSignal, integratedHosts: readonly string[]): Host {
  session.allowNTLMCredentialsForDomains(integratedHosts.join(','))
  // A name that was mended a moment ago is asked anew.
  void session.clearHostResolverCache()
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    signal,
    http: (wanted) => exchange(session, wanted, signal, integratedHosts),
  }
}

function exchange(
  session: Session,
  wanted: HttpRequest,
  hostSignal: AbortSignal,
  integratedHosts: readonly string[],
): Promise<HttpOutcome> {
  if (!URL.canParse(wanted.url) || !/^https?:$/.test(new URL(wanted.url).protocol)) {
    return Promise.resolve(refuse('url', 'ERR_INVALID_URL', 'The address is not an http or https URL.'))
  }
  const timeout = AbortSignal.timeout(wanted.timeoutMs ?? httpDefaults.timeoutMs)
  const signal = AbortSignal.any([hostSignal, timeout, ...(wanted.signal ? [wanted.signal] : [])])
  const maxBytes = wanted.maxBytes ?? httpDefaults.maxBytes

  return new Promise((resolve) => {
    const request = net.request({
      url: wanted.url,
      method: wanted.method ?? 'GET',
      session,
      // Left unsaid, what the system knows of the person is used to sign in, but no cookie.
      ...(isNamedHost(new URL(wanted.url).hostname, integratedHosts) ? {} : { credentials: 'omit' }),
      useSessionCookies: false,
      cache: 'no-store',
      redirect: 'manual',
    })
    const settle = (outcome: HttpOutcome) => {
      signal.removeEventListener('abort', onAbort)
      resolve(outcome)
    }
    const onAbort = () => {
      settle(
        timeout.aborted
          ? refuse('timeout', 'ETIMEDOUT', 'No complete answer came in time.')
          : refuse('aborted', 'ABORT_ERR', 'The request was cancelled.'),
      )
      request.abort()
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })

    for (const [name, value] of Object.entries(wanted.headers ?? {})) request.setHeader(name, value)
    request.on('login', (_, cancel) => cancel())
    request.on('redirect', (status, _method, _url, responseHeaders) => {
      const headers = Object.entries(responseHeaders).flatMap(([name, values]) =>
        values.map((value) => [name.toLowerCase(), value] as const),
      )
      settle({ ok: true, reply: { status, headers, body: new Uint8Array() } })
      request.abort()
    })
    request.on('response', (response) => {
      const chunks: Uint8Array[] = []
      let size = 0
      response.on('data', (chunk) => {
        size += chunk.length
        if (size <= maxBytes) {
          chunks.push(chunk)
          return
        }
        settle(refuse('too-large', 'ERR_TOO_LARGE', `The answer is larger than ${maxBytes} bytes.`))
        request.abort()
      })
      response.on('end', () => {
        settle({
          ok: true,
          reply: { status: response.statusCode, headers: pairs(response.rawHeaders), body: Buffer.concat(chunks) },
        })
      })
      response.on('error', (error: Error) => settle({ ok: false, failure: failureOf(error) }))
      response.on('aborted', () => settle(refuse('reset', 'ERR_ABORTED', 'The answer broke off.')))
    })
    request.on('error', (error) => settle({ ok: false, failure: failureOf(error) }))
    request.end(typeof wanted.body === 'string' || wanted.body === undefined ? wanted.body : Buffer.from(wanted.body))
  })
}

function pairs(raw: readonly string[]): ReadonlyArray<readonly [string, string]> {
  const list: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2)
    list.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? ''])
  return list
}

/** Chromium's error names by kind. Source: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const kinds: ReadonlyArray<readonly [RegExp, HttpFailure['kind']]> = [
  [/^ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_)/, 'dns'],
  [/^ERR_CONNECTION_REFUSED/, 'refused'],
  [
    /^ERR_(CONNECTION_RESET|CONNECTION_CLOSED|CONNECTION_ABORTED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|CONTENT_LENGTH|INVALID_HTTP|INVALID_CHUNKED)/,
    'reset',
  ],
  [/^ERR_(TIMED_OUT|CONNECTION_TIMED_OUT)/, 'timeout'],
  [/^ERR_(ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_|CONNECTION_FAILED)/, 'unreachable'],
  [/^ERR_(PROXY|TUNNEL|SOCKS|MANDATORY_PROXY|PAC)/, 'proxy'],
  [/^ERR_(CERT|SSL|BAD_SSL)/, 'tls'],
]

function failureOf(error: Error): HttpFailure {
  const code = /ERR_[A-Z0-9_]+/.exec(error.message)?.[0] ?? 'UNKNOWN'
  return { kind: kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'other', code, message: error.message }
}

function refuse(kind: HttpFailure['kind'], code: string, message: string): HttpOutcome {
  return { ok: false, failure: { kind, code, message } }
}
