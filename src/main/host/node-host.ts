import { readFileSync } from 'node:fs'
import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Agent, type Dispatcher, errors, ProxyAgent, request } from 'undici'
import { type Connector, connectorOf, verifying } from './connector'
import { environmentProxy } from './environment-proxy'
import { type Host, type HttpFailure, type HttpOutcome, type HttpRequest, httpDefaults } from './host'

export interface NodeHostOptions {
  signal?: AbortSignal
  /** Proxy address for every request; default: HTTPS_PROXY / HTTP_PROXY less NO_PROXY. */
  proxy?: string
  /** PEM file of certificate authorities trusted in addition to the public ones and those of the system. */
  ca?: string
  /** Where a name leads, in place of what the system says. */
  lookUp?: (name: string) => Promise<readonly string[]>
  now?: () => number
}

/** The machine as the command line sees it: Node's own network stack. */
export function nodeHost(options: NodeHostOptions = {}): Host {
  const authorities = options.ca === undefined ? [] : [readFileSync(options.ca, 'utf8')]
  const direct = connectorOf(authorities, null)
  const dispatcherFor = cachedDispatchers(authorities, direct)
  let running = 0
  /** What nobody waits for any more must not keep the program alive. */
  const whileRunning = async (work: Promise<HttpOutcome>): Promise<HttpOutcome> => {
    running++
    try {
      return await work
    } finally {
      running--
      if (running === 0) direct.abandon()
    }
  }
  const signal = options.signal ?? new AbortController().signal
  return {
    now: options.now ?? Date.now,
    monotonic: () => performance.now(),
    signal,
    http: async (wanted) => {
      const proxy = options.proxy ?? environmentProxy(wanted.url).proxy
      if (proxy !== null && !isProxy(proxy)) {
        return refuse('proxy', 'ERR_INVALID_URL', 'The address of the proxy cannot be used.')
      }
      const addresses = wanted.addresses ?? (await options.lookUp?.(nameOf(wanted.url)))
      if (proxy !== null || addresses === undefined) return whileRunning(exchange(wanted, signal, dispatcherFor(proxy)))
      const { connect, abandon } = connectorOf(authorities, addresses)
      const pinned = new Agent({ connect })
      try {
        return await exchange(wanted, signal, pinned)
      } finally {
        abandon()
        void pinned.destroy()
      }
    },
  }
}

const nameOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '')

const isProxy = (text: string) => URL.canParse(text) && /^(https?|socks5?):$/.test(new URL(text).protocol)

function cachedDispatchers(authorities: readonly string[], direct: Connector): (proxy: string | null) => Dispatcher {
  const known = new Map<string | null, Dispatcher>()
  return (proxy) => {
    const existing = known.get(proxy)
    if (existing) return existing
    const tls = verifying(authorities)
    const made =
      proxy === null
        ? new Agent({ connect: direct.connect })
        : new ProxyAgent({ uri: proxy, requestTls: tls, proxyTls: tls, proxyTunnel: false })
    known.set(proxy, made)
    return made
  }
}

async function exchange(wanted: HttpRequest, hostSignal: AbortSignal, dispatcher: Dispatcher): Promise<HttpOutcome> {
  if (!URL.canParse(wanted.url) || !/^https?:$/.test(new URL(wanted.url).protocol)) {
    return refuse('url', 'ERR_INVALID_URL', 'The address is not an http or https URL.')
  }
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), wanted.timeoutMs ?? httpDefaults.timeoutMs)
  const signal = AbortSignal.any([hostSignal, limit.signal, ...(wanted.signal ? [wanted.signal] : [])])
  // Until a connection is there, undici does not listen to the signal.
  const stopped = new Promise<HttpOutcome>((resolve) => {
    const stop = () =>
      resolve(
        limit.signal.aborted
          ? refuse('timeout', 'ETIMEDOUT', 'No complete answer came in time.')
          : refuse('aborted', 'ABORT_ERR', 'The request was cancelled.'),
      )
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([stopped, fetchReply(wanted, signal, dispatcher)])
  } finally {
    clearTimeout(timer)
  }
}

async function fetchReply(wanted: HttpRequest, signal: AbortSignal, dispatcher: Dispatcher): Promise<HttpOutcome> {
  const maxBytes = wanted.maxBytes ?? httpDefaults.maxBytes
  try {
    const reply = await request(wanted.url, {
      method: wanted.method ?? 'GET',
      headers: { 'accept-encoding': 'gzip, deflate, br', ...wanted.headers },
      body: wanted.body ?? null,
      signal,
      dispatcher,
      headersTimeout: 0,
      bodyTimeout: 0,
      responseHeaders: 'raw',
    })
    const headers = pairs(reply.headers)
    const body = await readBody(reply.body, headers, maxBytes)
    if (body === null) return refuse('too-large', 'ERR_TOO_LARGE', `The answer is larger than ${maxBytes} bytes.`)
    return { ok: true, reply: { status: reply.statusCode, headers, body } }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

/** With `responseHeaders: 'raw'` undici hands over a flat list of names and values. */
function pairs(raw: unknown): ReadonlyArray<readonly [string, string]> {
  if (!Array.isArray(raw)) {
    return Object.entries(raw ?? {}).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [name.toLowerCase(), String(one)] as const),
    )
  }
  const list: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    list.push([String(raw[index]).toLowerCase(), String(raw[index + 1])])
  }
  return list
}

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** Decodes and collects a body; null when it is larger than `maxBytes`, before or after decoding. */
async function readBody(
  body: Readable,
  headers: ReadonlyArray<readonly [string, string]>,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const encodings = headers
    .filter(([name]) => name === 'content-encoding')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((one) => one.trim()),
    )
    .filter((one) => one in decoders)
    .slice(0, 3)
  let received = 0
  body.on('data', (chunk: Uint8Array) => {
    received += chunk.length
  })
  let stream: Readable = body
  for (const encoding of encodings.reverse()) {
    const decoder = decoders[encoding]?.()
    if (!decoder) continue
    stream.on('error', (error) => decoder.destroy(error))
    stream = stream.pipe(decoder)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += chunk.length
      if (size > maxBytes) return null
      chunks.push(chunk)
    }
  } catch (error) {
    // Some label even an answer without a body as packed.
    if (received > 0 || !body.readableEnded) throw error
  } finally {
    if (!body.destroyed) body.destroy()
  }
  return Buffer.concat(chunks)
}

const kinds: ReadonlyArray<readonly [RegExp, HttpFailure['kind']]> = [
  [/^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EREFUSED)/, 'dns'],
  [/^ECONNREFUSED/, 'refused'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|HPE_)/, 'reset'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)/, 'timeout'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN)/, 'unreachable'],
  [/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/, 'tls'],
  [/^UND_ERR_(ABORTED|PRX)/, 'proxy'],
]

/** Sorts an error of the network stack into a kind, by its code; looks through wrapped and aggregated errors. */
function failureOf(error: unknown): HttpFailure {
  const code = codeOf(error) ?? 'UNKNOWN'
  const message = error instanceof Error ? error.message : String(error)
  if (/proxy/i.test(message)) return { kind: 'proxy', code, message }
  const kind = kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'other'
  return { kind, code, message }
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  if (error instanceof errors.HTTPParserError) return error.code ?? 'HPE_INVALID'
  if ('code' in error && typeof error.code === 'string' && error.code !== 'UND_ERR_SOCKET') return error.code
  if ('cause' in error) {
    const inner = codeOf(error.cause)
    if (inner !== null) return inner
  }
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}

function refuse(kind: HttpFailure['kind'], code: string, message: string): HttpOutcome {
  return { ok: false, failure: { kind, code, message } }
}
