import { z } from 'zod'
import { blockPage } from '../documents/pages'
import { forbidden, message, unauthorized } from './answers'
import type { Delivery, WireAnswer } from './delivery'

/** Where and how often a fault strikes. */
const place = {
  /** `/connections`, `/connections/*` (anything below), or `*`. */
  path: z.string().default('*'),
  method: z.string().toUpperCase().optional(),
  environment: z.enum(['staging', 'production']).optional(),
  /** Requests that get through before it begins. */
  skip: z.number().int().min(0).default(0),
  times: z.union([z.number().int().min(1), z.literal('always')]).default(1),
}

const retryAfter = z.union([z.number(), z.string()]).optional()

export const faultSchema = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('unauthorized') }),
  z.object({ ...place, kind: z.literal('forbidden') }),
  z.object({ ...place, kind: z.literal('not-found') }),
  z.object({ ...place, kind: z.literal('conflict') }),
  /** 422 in each shape the API has. */
  z.object({
    ...place,
    kind: z.literal('unprocessable'),
    shape: z.enum(['message', 'coded', 'fields', 'constraints']).default('coded'),
  }),
  /** 429. `retryAfter` in seconds, or the text of the header, for example an HTTP date. */
  z.object({
    ...place,
    kind: z.literal('rate-limited'),
    shape: z.enum(['message', 'text']).default('message'),
    retryAfter,
  }),
  z.object({ ...place, kind: z.literal('server-error'), status: z.number().int().min(500).max(599).default(500) }),
  z.object({ ...place, kind: z.literal('unavailable'), retryAfter }),
  /** A page of something between us and the API. */
  z.object({
    ...place,
    kind: z.literal('html'),
    status: z.number().int().min(200).max(599).default(502),
    title: z.string().default('502 Bad Gateway'),
  }),
  z.object({ ...place, kind: z.literal('redirect'), location: z.string(), status: z.number().int().default(302) }),
  z.object({ ...place, kind: z.literal('empty'), status: z.number().int().default(200) }),
  /** The true answer with its JSON cut in the middle. */
  z.object({ ...place, kind: z.literal('malformed-json') }),
  /** The true answer, later. */
  z.object({ ...place, kind: z.literal('slow'), delayMs: z.number().min(0) }),
  /** The head at once, the body in pieces over this time. */
  z.object({ ...place, kind: z.literal('drip'), overMs: z.number().min(0) }),
  z.object({ ...place, kind: z.literal('hang') }),
  z.object({ ...place, kind: z.literal('cut'), when: z.enum(['before-head', 'in-body']).default('before-head') }),
  /** Anything else. */
  z.object({
    ...place,
    kind: z.literal('answer'),
    status: z.number().int(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(''),
  }),
])
export type FaultWish = z.input<typeof faultSchema>
export type Fault = z.output<typeof faultSchema>
/** Every kind of fault the stand-in knows. */
export const faultKinds: ReadonlyArray<Fault['kind']> = faultSchema.options.map(({ shape }) => shape.kind.value)

const unprocessable = {
  message: { message: 'Validation failed.' },
  coded: {
    code: 'invalid_request_parameters',
    message: 'Validation failed.',
    errors: [{ field: 'limit', code: 'out_of_range' }],
  },
  fields: { message: 'Validation failed.', errors: [{ field: 'events', code: 'required' }] },
  constraints: { errors: [{ property: 'limit', constraints: { max: 'limit must not be greater than 100' } }] },
} as const

/** What the client gets in place of, or out of, the true answer. */
export async function strike(fault: Fault, trueAnswer: () => Promise<WireAnswer>): Promise<Delivery> {
  switch (fault.kind) {
    case 'unauthorized':
      return send(wire(unauthorized()))
    case 'forbidden':
      return send(wire(forbidden()))
    case 'not-found':
      return send(wire(message(404, 'Not Found')))
    case 'conflict':
      return send(json(409, { code: 'conflict', message: 'The record was changed by another request.' }))
    case 'unprocessable':
      return send(json(422, unprocessable[fault.shape]))
    case 'rate-limited':
      return send(
        json(429, fault.shape === 'text' ? 'Ratelimited' : { message: 'Too Many Requests' }, waiting(fault.retryAfter)),
      )
    case 'server-error':
      return send(json(fault.status, { message: 'Internal Server Error' }))
    case 'unavailable':
      return send(json(503, { message: 'Service Unavailable' }, waiting(fault.retryAfter)))
    case 'html':
      return send({ status: fault.status, headers: { 'Content-Type': 'text/html' }, body: blockPage(fault.title) })
    case 'redirect':
      return send({ status: fault.status, headers: { Location: fault.location }, body: '' })
    case 'empty':
      return send({ status: fault.status, headers: { 'Content-Type': 'application/json' }, body: '' })
    case 'malformed-json': {
      const answer = await trueAnswer()
      return send({ ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) })
    }
    case 'slow':
      return { kind: 'send', answer: await trueAnswer(), delayMs: fault.delayMs }
    case 'drip':
      return { kind: 'drip', answer: await trueAnswer(), overMs: fault.overMs }
    case 'hang':
      return { kind: 'hang' }
    case 'cut':
      return fault.when === 'before-head' ? { kind: 'cut', answer: null } : { kind: 'cut', answer: await trueAnswer() }
    case 'answer':
      return send({ status: fault.status, headers: fault.headers, body: fault.body })
  }
}

const send = (answer: WireAnswer): Delivery => ({ kind: 'send', answer, delayMs: 0 })

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

const wire = (answer: { status: number; json?: unknown }): WireAnswer => json(answer.status, answer.json)

const waiting = (value: number | string | undefined): Record<string, string> =>
  value === undefined ? {} : { 'Retry-After': String(value) }

interface Planned {
  id: number
  fault: Fault
  skipped: number
  struck: number
}

/** The faults that are waiting for their request, first come first served. */
export class FaultPlan {
  #planned: Planned[] = []
  #nextId = 1

  add(wish: FaultWish): number {
    const id = this.#nextId++
    this.#planned.push({ id, fault: faultSchema.parse(wish), skipped: 0, struck: 0 })
    return id
  }

  clear(): void {
    this.#planned = []
  }

  list(): ReadonlyArray<{ id: number; fault: Fault; struck: number }> {
    return this.#planned.map(({ id, fault, struck }) => ({ id, fault, struck }))
  }

  /** The fault this request meets, which is thereby used up once. */
  take(request: { method: string; path: string; environment: string | null }): Fault | null {
    for (const planned of this.#planned) {
      if (!concerns(planned.fault, request)) continue
      if (planned.skipped < planned.fault.skip) {
        planned.skipped++
        continue
      }
      planned.struck++
      if (planned.struck === planned.fault.times) this.#planned = this.#planned.filter((other) => other !== planned)
      return planned.fault
    }
    return null
  }
}

function concerns(fault: Fault, request: { method: string; path: string; environment: string | null }): boolean {
  if (fault.method !== undefined && fault.method !== request.method) return false
  if (fault.environment !== undefined && fault.environment !== request.environment) return false
  if (fault.path === '*') return true
  return fault.path.endsWith('/*') ? request.path.startsWith(fault.path.slice(0, -1)) : request.path === fault.path
}
