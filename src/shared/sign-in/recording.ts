import { z } from 'zod'
import { hopSchema, messageTextSchema, signInSchema } from './trace'

/** A sign-in that was saved to a file: without anything that could be used to sign in again. */
export const savedSignInSchema = z.object({
  signpost: z.literal('test sign-in'),
  schema: z.literal(1),
  savedAt: z.string(),
  signIn: signInSchema,
  messages: z.array(z.object({ hop: z.number().int(), text: messageTextSchema })).max(100),
})
export type SavedSignIn = z.infer<typeof savedSignInSchema>

/** One sign-in of a recording made elsewhere. */
export const recordedTimelineSchema = z.object({
  hops: z.array(hopSchema),
  messages: z.array(
    z.object({
      hop: z.number().int(),
      text: messageTextSchema.nullable(),
      carried: z.object({
        parameter: z.enum(['SAMLRequest', 'SAMLResponse']),
        value: z.string(),
        url: z.string(),
        method: z.string(),
        at: z.number(),
      }),
    }),
  ),
  /** What came back to the application: whether a code, or which error. */
  brought: z.object({ code: z.boolean(), error: z.string().nullable(), description: z.string().nullable() }).nullable(),
})
export type RecordedTimeline = z.infer<typeof recordedTimelineSchema>

/** What a file that was opened holds: sign-ins recorded elsewhere, or one that was saved. */
export const recordingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recording'),
    from: z.enum(['har', 'saml-tracer']),
    /** In the order of the recording; at least one. */
    signIns: z.array(recordedTimelineSchema).min(1),
  }),
  z.object({ kind: z.literal('saved'), saved: savedSignInSchema }),
])
export type Recording = z.infer<typeof recordingSchema>
