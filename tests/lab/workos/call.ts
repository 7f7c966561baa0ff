import type { z } from 'zod'
import { type Answer, invalidFields } from './answers'
import type { Environment } from './environment'

/** Where the stand-in says it lives. In production these are three hosts; in the lab, unless told otherwise, one. */
export interface Origins {
  /** REST and SCIM: api.workos.com */
  api: string
  /** What browsers and identity providers see: auth.workos.com */
  auth: string
  /** Pages for people whose link is wrong: error.workos.com */
  error: string
  /** The Admin Portal: setup.workos.com */
  portal: string
}

/** A request that got as far as a handler. */
export interface Call {
  /** The environment of the API key. Addresses that take no key look among all of them instead. */
  environment: Environment
  environments: readonly Environment[]
  origins: Origins
  method: string
  /** Named segments of the route's pattern, decoded. */
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  /** Parsed JSON or form; `undefined` without a body. */
  body: unknown
  headers: Readonly<Record<string, string | undefined>>
}

export type Handler = (call: Call) => Answer | Promise<Answer>

export type Parsed<T> = { ok: true; value: T } | { ok: false; answer: Answer }

/** Reads the body by its schema, or answers 422 with the fields that are wrong. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): Parsed<T> {
  const result = schema.safeParse(body ?? {}, { reportInput: true })
  if (result.success) return { ok: true, value: result.data }
  return {
    ok: false,
    answer: invalidFields(
      result.error.issues.map((issue) => ({
        field: issue.path.map(String).join('.') || 'body',
        code: issue.code === 'invalid_type' && issue.input === undefined ? 'required' : issue.code,
      })),
    ),
  }
}
