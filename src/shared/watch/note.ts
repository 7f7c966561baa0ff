import { z } from 'zod'
import { dayNumberOf } from './expiry'

/** What is watched. Which of them a person can note a date of is `notedKinds`. */
export const watchedKinds = [
  'signing-certificate',
  'metadata-document',
  'client-certificate',
  'workos-certificate',
  'server-certificate',
  'client-secret',
  'scim-token',
  'api-key',
  'password',
  'other',
] as const
export type WatchedKind = (typeof watchedKinds)[number]

export const notedKinds = [
  'client-secret',
  'scim-token',
  'api-key',
  'password',
  'signing-certificate',
  'server-certificate',
  'other',
] as const satisfies readonly WatchedKind[]

/** A date as it is noted. */
const notedEndSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('day'),
    day: z.string().refine((day) => dayNumberOf(day) !== null, 'not a day of the calendar'),
  }),
  z.object({ kind: z.literal('instant'), at: z.iso.datetime({ offset: true }) }),
  z.object({ kind: z.literal('never') }),
])

/** The end of something that does not say so itself, as a person noted it or as Signpost read it. Never holds a secret. */
export const noteSchema = z.object({
  id: z.string().min(1).max(64),
  kind: z.enum(notedKinds),
  /** What the person calls it; for a value of a set-up its label. */
  label: z.string().trim().min(1).max(200),
  setupId: z.string().max(64).nullable(),
  /** The value of the set-up whose end it is; null for something else. */
  value: z.string().max(100).nullable(),
  end: notedEndSchema,
  /** person: typed in. secret: it stands in the secret itself. */
  by: z.enum(['person', 'secret']),
  at: z.string(),
})
export type Note = z.infer<typeof noteSchema>

/** A note as the page sends it. An id that is known is replaced; a value of a set-up has at most one. */
export const noteDraftSchema = noteSchema
  .omit({ id: true, by: true, at: true })
  .extend({ id: z.string().max(64).nullable() })
export type NoteDraft = z.infer<typeof noteDraftSchema>
