import { z } from 'zod'
import { findingSchema } from '../../shared/finding'
import { problemSchema } from '../../shared/problem'

/**
 * What main and the inspector tell each other. No message to main is larger than 100 kB: findings travel in batches, at most one
 * every 16 ms; a result travels as JSON, in pieces when it is long.
 */
export const pieceLength = 60_000
export const batchIntervalMs = 16

/** To the inspector. Large bytes of an input go ahead of it, in pieces; the input refers to them by number. */
export type ToInspector =
  | { type: 'bytes'; job: number; ref: number; total: number; bytes: Uint8Array }
  | { type: 'job'; job: number; kind: string; input: unknown }
  | { type: 'abort'; job: number }

/** From the inspector. Validated on arrival: it has read a stranger's document. */
export const fromInspectorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('findings'), job: z.number(), json: z.string() }),
  z.object({ type: z.literal('part'), job: z.number(), json: z.string() }),
  z.object({ type: z.literal('piece'), job: z.number(), text: z.string() }),
  z.object({ type: z.literal('done'), job: z.number() }),
  z.object({ type: z.literal('problem'), job: z.number(), problem: problemSchema }),
  /** A bug: the message is for the log. */
  z.object({ type: z.literal('broken'), job: z.number(), message: z.string() }),
  z.object({ type: z.literal('memory'), rss: z.number() }),
])
export type FromInspector = z.infer<typeof fromInspectorSchema>

export const findingsSchema = z.array(findingSchema)

/** Stands in a job's input for bytes that went ahead of it. */
export const bytesReference = z.object({ $bytes: z.number() })
export const reference = (ref: number) => ({ $bytes: ref })

/** A copy of plain data in which `replace` may put something else in place of any value. */
export function mapDeep(value: unknown, replace: (value: unknown) => unknown): unknown {
  const replaced = replace(value)
  if (replaced !== value) return replaced
  if (Array.isArray(value)) return value.map((item) => mapDeep(item, replace))
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapDeep(item, replace)]))
}
