import type { Host, HttpFailure, HttpOutcome, HttpRequest } from '../../../src/main/host/host'
import {
  type ClientOptions,
  createMemory,
  createWorkosClient,
  type WorkosClient,
} from '../../../src/main/workos/client'
import type { Timers } from '../../../src/main/workos/timers'

/** A key that must turn up nowhere. */
export const canary = 'sk_test_CANARYa2V5XzAxSDVaRFZ0aGlzbXVzdG5ldmVybGVhaw'

/** Answers one request; throws when asked something the test does not expect. */
export type Script = (request: HttpRequest, count: number, host: ScriptedHost) => HttpOutcome | Promise<HttpOutcome>

export interface ScriptedHost extends Host {
  readonly requests: HttpRequest[]
  readonly waits: number[]
  readonly timers: Timers
  /** When each request was made, milliseconds of the monotonic clock. */
  readonly times: number[]
  abort(): void
}

export const start = Date.parse('2026-11-23T10:00:00Z')

/** A host whose network is a function and whose time passes only by waiting. */
export function scriptedHost(script: Script): ScriptedHost {
  const controller = new AbortController()
  let elapsed = 0
  const requests: HttpRequest[] = []
  const times: number[] = []
  const waits: number[] = []
  const host: ScriptedHost = {
    requests,
    times,
    waits,
    abort: () => controller.abort(),
    now: () => start + elapsed,
    monotonic: () => elapsed,
    signal: controller.signal,
    timers: {
      wait: async (ms, signal) => {
        if (signal.aborted) return
        waits.push(ms)
        elapsed += ms
      },
    },
    http: async (request) => {
      if (controller.signal.aborted) return failure('aborted', 'ABORT_ERR')
      requests.push(request)
      times.push(elapsed)
      return script(request, requests.length, host)
    },
  }
  return host
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): HttpOutcome {
  return text(JSON.stringify(body), status, { 'content-type': 'application/json; charset=utf-8', ...headers })
}

export function text(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): HttpOutcome {
  return {
    ok: true,
    reply: { status, headers: Object.entries(headers), body: new TextEncoder().encode(body) },
  }
}

export function failure(kind: HttpFailure['kind'], code: string, message = ''): HttpOutcome {
  return { ok: false, failure: { kind, code, message } }
}

/** A client over a scripted host, with its own memory and without chance. */
export function clientOver(host: ScriptedHost, options: ClientOptions = {}): WorkosClient {
  const made = createWorkosClient(
    { apiKey: canary, clientId: 'client_01TEST', baseUrl: 'https://api.workos.com' },
    host,
    { memory: createMemory(), timers: host.timers, random: () => 0.5, ...options },
  )
  if (!made.ok) throw new Error(made.problem.title)
  return made.value
}

export const connection = (id: string, more: object = {}) => ({
  object: 'connection',
  id,
  organization_id: 'org_1',
  connection_type: 'OktaSAML',
  name: 'Acme',
  state: 'active',
  status: 'linked',
  domains: [{ object: 'connection_domain', id: 'cd_1', domain: 'acme.example' }],
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-02T00:00:00.000Z',
  ...more,
})

export const listOf = (data: readonly unknown[], after: string | null = null) => ({
  object: 'list',
  data,
  list_metadata: { before: null, after },
})
