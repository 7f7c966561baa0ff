import { z } from 'zod'
import { findingSchema, fixSchema, statusSchema } from '../finding'
import { problemSchema } from '../problem'
import { clockSourceSchema } from '../runs/clock'
import { metadataCompareResult } from '../runs/metadata'
import { setupSchema } from '../setup'
import { bandSchema, endSchema } from './expiry'
import { watchedKinds } from './note'

const setupRefSchema = setupSchema.pick({ id: true, slug: true, name: true, organization: true })
export type SetupRef = z.infer<typeof setupRefSchema>

/** One thing that ends, judged. */
export const watchRowSchema = z.object({
  /** Stable as long as it is the same thing: a renewed certificate is another one, a renewed secret is not. */
  id: z.string(),
  kind: z.enum(watchedKinds),
  what: z.string(),
  /** Whose it is; null for something the person noted by itself. */
  setup: setupRefSchema.nullable(),
  /** How many further set-ups it belongs to. */
  others: z.number().int(),
  end: endSchema,
  notBefore: z.string().nullable(),
  band: bandSchema,
  status: statusSchema,
  daysLeft: z.number().int().nullable(),
  word: z.string(),
  sentence: z.string(),
  /** Among the signing certificates of an identity provider: the one in use, one for later, one that has ended beside a valid one, one that is no longer published. */
  role: z.enum(['primary', 'next', 'left-over', 'former']).nullable(),
  /** Whether WorkOS holds this certificate; null where it does not say. */
  heldByWorkos: z.boolean().nullable(),
  /** Where its end was read, and when. */
  from: z.string(),
  readAt: z.string().nullable(),
  /** The address to look closer at. */
  address: z.string().nullable(),
  sha256: z.string().nullable(),
  /** The value of the set-up, for secrets. */
  value: z.string().nullable(),
  noteId: z.string().nullable(),
  /** What the provider says of how long such a secret lasts. */
  lifetime: z.string().nullable(),
  /** Under which name `fixes` has what to do about it. */
  fix: z.string(),
})
export type WatchRow = z.infer<typeof watchRowSchema>

/** How the metadata of a set-up stands to the last good state. */
export const metadataStandingSchema = z.object({
  setup: setupRefSchema,
  url: z.string(),
  state: z.enum(['unread', 'same', 'changed', 'failing']),
  /** When the last good state was read; null when there is none yet. */
  goodAt: z.string().nullable(),
  checkedAt: z.string().nullable(),
  /** What changed; without what stayed the same. */
  findings: z.array(findingSchema),
  workos: metadataCompareResult.shape.workos.nullable(),
  /** Why it could not be read the last time. */
  trouble: z.string().nullable(),
})
export type MetadataStanding = z.infer<typeof metadataStandingSchema>

/** A clock as it was read last. */
export const readClockSchema = clockSourceSchema.extend({ at: z.string() })
export type ReadClock = z.infer<typeof readClockSchema>

/** What a sweep can check of a set-up. */
export const sweepParts = ['metadata', 'workos', 'server', 'clock'] as const
export type SweepPart = (typeof sweepParts)[number]

/** What a sweep found of one part of a set-up. */
export const sweptItemSchema = z.object({
  setupId: z.string(),
  name: z.string().max(200),
  organization: z.string().max(200),
  part: z.enum(sweepParts),
  status: statusSchema,
  summary: z.string().max(2000),
  at: z.string(),
})
export type SweptItem = z.infer<typeof sweptItemSchema>

/** The last sweep. `finished`: it came to its end. */
export const sweptSchema = z.object({ at: z.string(), finished: z.boolean(), items: z.array(sweptItemSchema) })
export type Swept = z.infer<typeof sweptSchema>

export const watchOverviewSchema = z.object({
  at: z.string(),
  /** The zone in which days are counted. */
  zone: z.string(),
  rows: z.array(watchRowSchema),
  fixes: z.record(z.string(), fixSchema),
  metadata: z.array(metadataStandingSchema),
  clocks: z.array(readClockSchema),
  /** Why the days left may be wrong: this machine's clock. */
  clockDoubt: z.string().nullable(),
  swept: sweptSchema.nullable(),
  schedule: z.object({ phase: z.enum(['off', 'reading', 'waiting', 'resting']), nextAt: z.string().nullable() }),
  /** Whether the system shows notifications. */
  notifications: z.boolean(),
  /** Why what Watch keeps could not be read or saved. */
  problem: problemSchema.nullable(),
})
export type WatchOverview = z.infer<typeof watchOverviewSchema>
