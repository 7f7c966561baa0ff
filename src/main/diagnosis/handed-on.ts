import { z } from 'zod'
import type { KeptObservation } from './observed'
import { observationSchemas } from './observed-schema'

/** The most that is taken of what somebody else saw: enough for eight addresses, a directory and a provider. */
const limits = { observations: 500, depth: 20, nodes: 60_000, text: 80_000, all: 6_000_000 } as const

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/** Plain data within the limits: no deeper, no larger, and no name in it that means something to JavaScript itself. */
function isPlainAndBounded(value: unknown): boolean {
  let [nodes, text] = [0, 0]
  const visit = (one: unknown, depth: number): boolean => {
    nodes += 1
    if (nodes > limits.nodes || depth > limits.depth) return false
    if (typeof one === 'string') {
      text += one.length
      return one.length <= limits.text && text <= limits.all
    }
    if (typeof one === 'number') return Number.isFinite(one)
    if (Array.isArray(one)) return one.every((item) => visit(item, depth + 1))
    if (typeof one === 'object' && one !== null) {
      return Object.entries(one).every(([name, item]) => !forbiddenNames.has(name) && visit(item, depth + 1))
    }
    return true
  }
  return visit(value, 0)
}

const probes = ['clock', 'network', 'workos', 'authorize', 'metadata', 'response', 'scim', 'oauth'] as const

const seenSchema = z.object({
  skewSeconds: z.number().min(0).max(86_400),
  observations: z
    .array(
      z.object({
        probe: z.enum(probes),
        at: z.string().max(40),
        unjudged: z.literal(true).optional(),
        observation: z.record(z.string(), z.unknown()),
      }),
    )
    .max(limits.observations),
})

/** What was seen by whoever made a diagnosis, and how far clocks were allowed to be apart. */
export interface Seen {
  skewSeconds: number
  observations: KeptObservation[]
  /** People were given pseudonyms before it was handed on. */
  withoutPeople?: boolean
}

/**
 * What was seen, as an evidence bundle carries it, each observation in the form its judge takes. One of another form, such as
 * another version of Signpost may write, is left out: its findings stand as they are. Null where the whole is of another form, too
 * large or too deep.
 */
export function seenIn({ seen }: Readonly<Record<string, unknown>>): Seen | null {
  if (!isPlainAndBounded(seen)) return null
  const read = seenSchema.safeParse(seen)
  if (!read.success) return null
  const { skewSeconds, observations } = read.data
  return { skewSeconds, observations: observations.flatMap(keptObservation) }
}

function keptObservation({ probe, at, unjudged, observation }: z.infer<typeof seenSchema>['observations'][number]) {
  const read = observationSchemas[probe].safeParse(observation)
  // Each schema belongs to its probe; TypeScript does not see that the two stay together.
  return read.success ? [{ probe, at, observation: read.data, ...(unjudged && { unjudged }) } as KeptObservation] : []
}
