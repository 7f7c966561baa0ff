import { z } from 'zod'
import { secretSourceSchema } from './secret'

/** Checks a SCIM service as an identity provider would use it. Nothing is written there unless `rehearsal` asks for it. */
export const scimCheckInput = z.object({
  url: z.string().max(4096),
  token: secretSourceSchema,
  /** What the address should be, where something says so. */
  expected: z.object({ value: z.string().max(4096), from: z.string().max(500) }).optional(),
  /**
   * full: creates one marked user and group, changes, deactivates and removes them. clean-up: only removes what an
   * interrupted rehearsal left. The person must have agreed.
   */
  rehearsal: z.enum(['full', 'clean-up']).optional(),
})
export type ScimCheckInput = z.infer<typeof scimCheckInput>

/** What the answer to a list of users says of address and token. */
export const scimStandingSchema = z.enum([
  'not-asked',
  'accepted',
  'refused',
  'forbidden',
  'not-found',
  'in-front',
  'moved',
  'rate-limited',
  'server-error',
  'turned-down',
  'not-scim',
  'old-version',
  'unreachable',
])

export const scimCheckResult = z.object({
  /** The address requests were built on, or null when none could be sent. */
  base: z.string().nullable(),
  standing: scimStandingSchema,
  /** Users in the directory, as far as the service says. */
  users: z.number().int().nullable(),
  /** Null: not published. */
  service: z
    .object({
      patch: z.boolean().nullable(),
      filter: z.boolean().nullable(),
      authenticationSchemes: z.array(z.string()),
    })
    .nullable(),
  /** Null: there was no rehearsal. */
  rehearsal: z
    .object({
      made: z.number().int(),
      /** What an earlier one had left, and was found. */
      leftBefore: z.number().int(),
      /** What is still there. */
      remnants: z.array(z.object({ kind: z.enum(['user', 'group']), id: z.string(), name: z.string() })),
    })
    .nullable(),
})
export type ScimCheckResult = z.infer<typeof scimCheckResult>
