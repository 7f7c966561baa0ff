import { createHash } from 'node:crypto'
import { WorkOS } from '@workos-inc/node'
import type { z } from 'zod'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import type { Host, HttpRequest } from '../host/host'
import { documentedLimits, RateBudget, type RateLimits } from './budget'
import { cleaner } from './cleaning'
import { judgeApiKey, judgeClientId, keyHint, parseBaseUrl, type WorkosCredentials } from './credentials'
import { type ApiProblem, type Circumstances, problemOf, problemOfFailure } from './problems'
import { readReply } from './reply'
import { delayBeforeRetry } from './retries'
import { realTimers, type Timers } from './timers'

/** An answer of the API, or why there is none. The problem keeps status and request id for those who look. */
export type ApiOutcome<T> = { ok: true; value: T } | { ok: false; problem: ApiProblem }

/** What is remembered of an environment between requests: its rate budgets, and what it does not offer. */
export interface EnvironmentMemory {
  readonly budget: RateBudget
  readonly notEnabled: Set<string>
  /** The narrower budget of one directory's users. */
  directoryUsers(directoryId: string): RateBudget
}

export interface ClientOptions {
  /** Default: one memory for each pair of key and address, shared by all clients of this process. */
  memory?: EnvironmentMemory
  timers?: Timers
  /** From 0 up to 1; spreads retries. */
  random?: () => number
  /** Time for one attempt, milliseconds. */
  timeoutMs?: number
  /** False: a read is tried once, because the caller asks again by itself. */
  repeats?: boolean
}

export type Query = Readonly<Record<string, string | number | undefined>>

interface ReadRequest<T> {
  path: string
  query?: Query
  /** What is asked for, as a noun with its article; problems name it. */
  what: string
  schema: z.ZodType<T>
  /** A narrower limit that counts besides the environment's. */
  budget?: RateBudget
}

interface WriteRequest<T> {
  method: 'POST' | 'PUT'
  path: string
  body: Readonly<Record<string, unknown>>
  what: string
  schema: z.ZodType<T>
}

/** The one door to the WorkOS API. Every operation of this folder goes through it; none ever sees the key. */
export interface WorkosClient {
  readonly host: Host
  /** Origin of the API. */
  readonly origin: string
  readonly clientId: string
  /** Which environment the key says it is of. A hint only. */
  readonly keyHint: ReturnType<typeof keyHint>
  readonly memory: EnvironmentMemory
  /** Takes keys and control characters out of text that came from the network. */
  readonly clean: (text: string) => string
  /** Reads; repeats politely after 429, 5xx and a cut connection. */
  read<T>(request: ReadRequest<T>): Promise<ApiOutcome<T>>
  /** Changes something; never repeated. While WorkOS asks to wait for long, refused at once with how long. */
  write<T>(request: WriteRequest<T>): Promise<ApiOutcome<T>>
  /** Deletes; as `write`. */
  erase(request: { path: string; what: string }): Promise<ApiOutcome<null>>
}

const answerLimitBytes = 10 * 1024 * 1024
const defaultTimeoutMs = 20_000
/** Longer than this, a button that was pressed must not stay silent. */
const longestSilenceMs = 5000

/**
 * A client over `@workos-inc/node` for one environment, bound to a host: the host's signal ends all that it does. Refuses
 * credentials that cannot be right before anything is sent.
 */
export function createWorkosClient(
  credentials: WorkosCredentials,
  host: Host,
  options: ClientOptions = {},
): Outcome<WorkosClient> {
  const malformed = judgeApiKey(credentials.apiKey) ?? judgeClientId(credentials.clientId)
  if (malformed) return failed(malformed)
  const base = parseBaseUrl(credentials.baseUrl)
  if (!base.ok) return base

  const memory = options.memory ?? sharedMemory(credentials)
  const timers = options.timers ?? realTimers
  const random = options.random ?? Math.random
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
  const clean = cleaner([credentials.apiKey])
  const origin = base.value.origin

  const workos = new WorkOS({
    apiKey: credentials.apiKey,
    // An empty client ID would make the SDK look into the environment variables of this process.
    clientId: credentials.clientId || 'client_unknown',
    apiHostname: base.value.hostname,
    https: base.value.protocol === 'https:',
    ...(base.value.port === '' ? {} : { port: Number(base.value.port) }),
    maxRetries: 0,
    // The host keeps the time; the SDK's own limit must never come first.
    timeout: timeoutMs + 60_000,
    fetchFn: (url, init) => exchange(host, String(url), init, timeoutMs, clean),
  })

  const once = async <T>(
    what: string,
    budget: RateBudget | undefined,
    send: () => Promise<unknown>,
    accept: (json: unknown) => T | null,
  ): Promise<ApiOutcome<T>> => {
    const circumstances: Circumstances = { host: base.value.host, what }
    const now = host.monotonic()
    const wait = Math.max(memory.budget.book(now), budget?.book(now) ?? 0)
    if (wait > 0) await timers.wait(wait, host.signal)
    if (host.signal.aborted) return { ok: false, problem: problemOf('cancelled', circumstances) }
    try {
      const value = accept(await send())
      if (value === null) return { ok: false, problem: problemOf('unexpected-shape', circumstances) }
      credentials.heard?.(true)
      return { ok: true, value }
    } catch (error) {
      const refusal = refusalIn(error)
      if (refusal === null) throw error
      const problem = refusal.explain(circumstances)
      if (problem.code === 'workos.unauthorized') credentials.heard?.(false)
      if (problem.code === 'workos.rate-limited') {
        const until = host.monotonic() + Math.min(problem.retryAfterMs ?? 1000, 60_000)
        memory.budget.hold(until)
        budget?.hold(until)
      }
      return { ok: false, problem }
    }
  }

  /** Somebody has pressed a button: that WorkOS wants to be left alone for long is said now, not when it is over. */
  const change = async <T>(what: string, send: () => Promise<unknown>, accept: (json: unknown) => T | null) => {
    const held = memory.budget.heldFor(host.monotonic())
    if (held <= longestSilenceMs) return once(what, undefined, send, accept)
    const circumstances = { host: base.value.host, what, retryAfterMs: held }
    return { ok: false, problem: problemOf('rate-limited', circumstances) } as const
  }

  return succeeded({
    host,
    origin,
    clientId: credentials.clientId,
    keyHint: keyHint(credentials.apiKey),
    memory,
    clean,
    read: async ({ path, query, what, schema, budget }) => {
      for (let attempt = 1; ; attempt++) {
        const outcome = await once(
          what,
          budget,
          async () => (await workos.get<unknown>(path, { query: query ?? {} })).data,
          (json) => parsed(schema, json),
        )
        if (outcome.ok) return outcome
        const delay = options.repeats === false ? null : delayBeforeRetry(outcome.problem, attempt, random())
        if (delay === null) return outcome
        await timers.wait(delay, host.signal)
        if (host.signal.aborted) {
          return { ok: false, problem: problemOf('cancelled', { host: base.value.host, what }) }
        }
      }
    },
    write: ({ method, path, body, what, schema }) =>
      change(
        what,
        async () => {
          const { data } = await (method === 'POST'
            ? workos.post<unknown>(path, body)
            : workos.put<unknown>(path, body))
          return data
        },
        (json) => parsed(schema, json),
      ),
    erase: async ({ path, what }) => {
      const outcome = await change(
        what,
        () => workos.delete(path),
        () => true,
      )
      return outcome.ok ? { ok: true, value: null } : outcome
    },
  })
}

function parsed<T>(schema: z.ZodType<T>, json: unknown): T | null {
  const result = schema.safeParse(json)
  return result.success ? result.data : null
}

/** Thrown out of `fetchFn` through the SDK, whose own exceptions lose what the server said. */
class Refusal extends Error {
  override name = 'Refusal'
  constructor(readonly explain: (circumstances: Circumstances) => ApiProblem) {
    super('The request was refused.')
  }
}

/** The refusal in what the SDK throws; null for anything else, which is a bug. */
function refusalIn(error: unknown): Refusal | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof Refusal) return current
  }
  return null
}

/** One exchange as the SDK wants it: resolves with JSON or with nothing, rejects with a `Refusal`. */
async function exchange(
  host: Host,
  url: string,
  init: RequestInit | undefined,
  timeoutMs: number,
  clean: (text: string) => string,
): Promise<Response> {
  const body = bodyOf(init?.body)
  const outcome = await host.http({
    url,
    method: methodOf(init?.method),
    headers: Object.fromEntries(new Headers(init?.headers ?? {})),
    ...(body === undefined ? {} : { body }),
    timeoutMs,
    maxBytes: answerLimitBytes,
  })
  if (!outcome.ok) throw new Refusal((circumstances) => problemOfFailure(outcome.failure, circumstances))
  const read = readReply(outcome.reply, host.now(), clean)
  if (!read.ok) throw new Refusal((circumstances) => problemOf(read.kind, { ...circumstances, ...read.facts }))
  if (read.json === undefined) return new Response('', { headers: { 'content-type': 'text/plain' } })
  return new Response(JSON.stringify(read.json), { headers: { 'content-type': 'application/json' } })
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const

function methodOf(method: string | undefined): NonNullable<HttpRequest['method']> {
  return methods.find((one) => one === method) ?? 'GET'
}

function bodyOf(body: RequestInit['body']): string | undefined {
  if (typeof body === 'string') return body === '' ? undefined : body
  return body instanceof URLSearchParams ? body.toString() : undefined
}

/** A fresh memory. Tests and custom agreements with WorkOS hand in other limits. */
export function createMemory(limits: RateLimits = documentedLimits): EnvironmentMemory {
  const directories = new Map<string, RateBudget>()
  return {
    budget: new RateBudget(limits.key),
    notEnabled: new Set(),
    directoryUsers: (directoryId) => {
      const known = directories.get(directoryId)
      if (known) return known
      const made = new RateBudget(limits.directoryUsers)
      directories.set(directoryId, made)
      return made
    },
  }
}

const memories = new Map<string, EnvironmentMemory>()

/** The limit counts for the key, whoever in this process uses it. Keys are remembered by their digest only. */
function sharedMemory({ apiKey, baseUrl }: WorkosCredentials): EnvironmentMemory {
  const name = createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex')
  const known = memories.get(name)
  if (known) return known
  const made = createMemory()
  memories.set(name, made)
  return made
}
