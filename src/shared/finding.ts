import { z } from 'zod'
import { checkIdSchema } from './checks'

/** What a check came to. `skipped` says in its summary what was missing. */
export const statusSchema = z.enum(['pass', 'warn', 'fail', 'info', 'skipped'])
export type Status = z.infer<typeof statusSchema>

/** Who can carry out a fix. */
export const ownerSchema = z.enum(['idp-admin', 'network-team', 'dns-admin', 'workos-admin'])
export type Owner = z.infer<typeof ownerSchema>

/** One observed value. Secrets never enter evidence. */
export const evidenceSchema = z.object({
  label: z.string(),
  value: z.string(),
  /** Where the value was read: a document, a host, an API call. */
  from: z.string(),
  /** When it was observed, ISO 8601. */
  at: z.string().optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const differenceKindSchema = z.enum([
  'missing',
  'invisible-character',
  'whitespace',
  'scheme',
  'default-port',
  'port',
  'host',
  'trailing-slash',
  'double-slash',
  'letter-case',
  'percent-encoding',
  'query',
  'look-alike',
  'other',
])
export type DifferenceKind = z.infer<typeof differenceKindSchema>

/** The first place where two values part. `index` counts UTF-16 code units from the start of the expected value. */
export const differenceSchema = z.object({ index: z.number().int(), kind: differenceKindSchema, sentence: z.string() })
export type Difference = z.infer<typeof differenceSchema>

/** A value with the place it was read from. `null`: there was none. */
export const sourcedValueSchema = z.object({ value: z.string().nullable(), from: z.string() })
export type SourcedValue = z.infer<typeof sourcedValueSchema>

/** Two values side by side. `firstDifference` is null when they are the same, character by character. */
export const comparisonSchema = z.object({
  what: z.string(),
  expected: sourcedValueSchema,
  received: sourcedValueSchema,
  firstDifference: differenceSchema.nullable(),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** What to do about a failed check: the action, the exact field or command, and who can do it. */
export const fixSchema = z.object({
  action: z.string(),
  /** Menu path and field label exactly as the console writes them, or a file name. */
  where: z.string().optional(),
  /** A command to copy. */
  command: z.string().optional(),
  owner: ownerSchema,
  source: z.string().optional(),
})
export type Fix = z.infer<typeof fixSchema>

/** A place in a document, line and column counted from 1. */
export const placeSchema = z.object({ line: z.number().int(), column: z.number().int() })
export type Place = z.infer<typeof placeSchema>

/** One judged observation. It knows nothing of causes: which finding bears on which cause is a table in `guidance/`. */
export const findingSchema = z.object({
  id: checkIdSchema,
  status: statusSchema,
  summary: z.string(),
  compared: comparisonSchema.optional(),
  evidence: z.array(evidenceSchema),
  fix: fixSchema.optional(),
  /** Where in the judged document the cause stands. */
  place: placeSchema.optional(),
})
export type Finding = z.infer<typeof findingSchema>
