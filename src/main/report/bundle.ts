import { z } from 'zod'
import { findingSchema } from '../../shared/finding'
import { failed, type Outcome, succeeded } from '../../shared/problem'
import { verdictSchema } from '../../shared/verdict'

/**
 * What a report is made of, and what travels to somebody else: the same object that every command prints with `--json`. A diagnosis
 * carries in its result what was seen as well, so that it can be judged anew elsewhere.
 */
export const bundleSchema = z.object({
  tool: z.literal('signpost'),
  version: z.string(),
  command: z.string(),
  subject: z.string().nullable(),
  startedAt: z.string(),
  durationMs: z.number(),
  findings: z.array(findingSchema).max(20_000),
  verdicts: z.array(verdictSchema).max(23).default([]),
  result: z.record(z.string(), z.unknown()).default({}),
  /** What was taken out before it travelled; absent where nothing was. */
  redaction: z.object({ at: z.string(), people: z.boolean(), pseudonyms: z.number(), removed: z.number() }).optional(),
})
export type Bundle = z.infer<typeof bundleSchema>

/** In bytes. */
export const largestBundle = 64 * 1024 * 1024
export const tooLarge = 'It is larger than any evidence bundle.'

/** Reads a bundle that somebody saved. */
export function openBundle(text: string): Outcome<Bundle> {
  if (text.length > largestBundle) return notABundle(tooLarge)
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return notABundle('It is no JSON, or it was cut off.')
  }
  if (typeof json !== 'object' || json === null || Reflect.get(json, 'tool') !== 'signpost')
    return notABundle('It is JSON, but nothing that Signpost has written.')
  const bundle = bundleSchema.safeParse(json)
  if (bundle.success) return succeeded(bundle.data)
  const issue = bundle.error.issues[0]
  const path = issue?.path.join('.').slice(0, 100) ?? ''
  return notABundle(`${path === '' ? 'Its top' : `Its part “${path}”`} is not as Signpost writes it.`)
}

export function notABundle(detail: string) {
  return failed({
    code: 'report.unreadable',
    title: 'This is no evidence bundle.',
    detail,
    remedy: 'Give what a command of Signpost prints with --json, or what “Save evidence” wrote.',
  })
}
