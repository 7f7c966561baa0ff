/**
 * What the subjects need from the machine they run on. The desktop shell hands in Electron's network stack, the command
 * line Node's, a test its own. Raw DNS, TCP, TLS and UDP sockets come from Node everywhere and are opened by `network/`
 * and `clock/` themselves, under `signal`.
 */
export interface Host {
  /** Wall clock, milliseconds since 1970. */
  now(): number
  /** Monotonic clock, milliseconds; for durations only. */
  monotonic(): number
  /** Ends every operation started through this host. */
  readonly signal: AbortSignal
  /** One HTTP exchange: never follows a redirect, never throws for an expected failure, never sends ambient credentials. */
  http(request: HttpRequest): Promise<HttpOutcome>
}

export interface HttpRequest {
  url: string
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** From the first byte sent to the last byte read. Default 20 000. */
  timeoutMs?: number
  /** Largest body accepted after content decoding. Default 20 MB. */
  maxBytes?: number
  /**
   * Connect to one of these addresses instead of looking the name up, so that what was checked is what is fetched. Through a
   * proxy, and where the platform cannot do it (Electron), the name is looked up all the same.
   */
  addresses?: readonly string[]
  signal?: AbortSignal
}

export interface HttpReply {
  status: number
  /** Names in lower case, in the order received; a name may occur more than once. */
  headers: ReadonlyArray<readonly [name: string, value: string]>
  body: Uint8Array
}

export const httpFailureKinds = [
  'aborted',
  'timeout',
  'dns',
  'refused',
  'reset',
  'unreachable',
  'tls',
  'proxy',
  'too-large',
  'url',
  'other',
] as const

/** Why no reply came. `code` is the platform's own (`ENOTFOUND`, `CERT_HAS_EXPIRED`, `net::ERR_…`). */
export interface HttpFailure {
  kind: (typeof httpFailureKinds)[number]
  code: string
  message: string
}

export type HttpOutcome = { ok: true; reply: HttpReply } | { ok: false; failure: HttpFailure }

export const httpDefaults = { timeoutMs: 20_000, maxBytes: 20 * 1024 * 1024 } as const

/** The first value of a header (name in lower case), or null. */
export function header(reply: HttpReply, name: string): string | null {
  return reply.headers.find(([key]) => key === name)?.[1] ?? null
}
