import { z } from 'zod'
import { findingSchema, statusSchema } from '../finding'

/** What a request to the capture endpoint is for. */
export const captureKinds = [
  'configuration',
  'list',
  'look-up',
  'read',
  'create-user',
  'replace-user',
  'change-user',
  'deactivate-user',
  'reactivate-user',
  'remove-user',
  'create-group',
  'replace-group',
  'change-group',
  'change-members',
  'remove-group',
  'other',
] as const
export const captureKindSchema = z.enum(captureKinds)
export type CaptureKind = z.infer<typeof captureKindSchema>

/** Something about a request that is worth knowing. */
export const captureRemarkSchema = z.object({ status: statusSchema, sentence: z.string() })
export type CaptureRemark = z.infer<typeof captureRemarkSchema>

/** One request in the list. */
export const capturedRowSchema = z.object({
  /** Counted from 1. */
  n: z.number().int(),
  at: z.string(),
  method: z.string(),
  path: z.string(),
  kind: captureKindSchema,
  /** The user name or group name it is about, where it names one. */
  subject: z.string().nullable(),
  status: z.number().int().nullable(),
  /** The worst of its remarks. */
  worst: statusSchema,
})
export type CapturedRow = z.infer<typeof capturedRowSchema>

/** One request in full. */
export const capturedRequestSchema = capturedRowSchema.extend({
  userAgent: z.string().nullable(),
  contentType: z.string().nullable(),
  bytes: z.number().int(),
  /** As it was sent, without passwords; cut when it is long. Null: there was none, or it is no longer kept. */
  body: z.object({ text: z.string(), complete: z.boolean() }).nullable(),
  bodyKept: z.boolean(),
  /** What a refusal said. */
  detail: z.string().nullable(),
  ms: z.number().nullable(),
  remarks: z.array(captureRemarkSchema),
})
export type CapturedRequest = z.infer<typeof capturedRequestSchema>

/** How an attribute comes across, counted by users. */
export const capturedAttributeSchema = z.object({
  path: z.string(),
  kind: z.enum(['core', 'enterprise', 'custom']),
  /** Whether WorkOS needs it of every user, can use it, or leaves it alone. */
  use: z.enum(['needed', 'used', 'extra']),
  /** Users that have it. */
  filled: z.number().int(),
  /** Users for whom it was sent without a value. */
  empty: z.number().int(),
})
export type CapturedAttribute = z.infer<typeof capturedAttributeSchema>

export const capturedShapeSchema = z.object({ shape: z.string(), says: z.string(), count: z.number().int() })
export type CapturedShape = z.infer<typeof capturedShapeSchema>

/** What the requests of a capture come to. */
export const captureFactsSchema = z.object({
  requests: z.number().int(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  /** The identity provider, as far as its requests tell: an id of guidance/scim-providers.ts. */
  provider: z.string().nullable(),
  userAgents: z.array(z.object({ name: z.string(), count: z.number().int() })),
  token: z.object({
    accepted: z.number().int(),
    absent: z.number().int(),
    wrong: z.number().int(),
    /** What copying left on the wrong ones. */
    marks: z.array(z.string()),
  }),
  /** Paths below which nothing is, with how often they were asked for. */
  unknownPaths: z.array(z.object({ path: z.string(), count: z.number().int() })),
  refusals: z.array(z.object({ status: z.number().int(), detail: z.string(), count: z.number().int() })),
  kinds: z.partialRecord(captureKindSchema, z.number().int()),
  users: z.object({
    /** Users that came whole. */
    whole: z.number().int(),
    /** Users of whom only changes came. */
    partial: z.number().int(),
    /** Users for whom no e-mail stands in, neither as such nor as the user name. */
    withoutAddress: z.number().int(),
    createdInactive: z.number().int(),
    /** Created with `active` as text in place of a boolean. */
    createdWithText: z.number().int(),
    /** Created and removed within a minute, with nothing done to them in between: as a connection test does. */
    removedAtOnce: z.number().int(),
  }),
  attributes: z.array(capturedAttributeSchema),
  lookUps: z.array(z.object({ attribute: z.string(), count: z.number().int() })),
  updateShapes: z.array(capturedShapeSchema),
  deactivateShapes: z.array(capturedShapeSchema),
  reactivateShapes: z.array(capturedShapeSchema),
  memberShapes: z.array(capturedShapeSchema),
})
export type CaptureFacts = z.infer<typeof captureFactsSchema>

/** What the person says has happened at the identity provider meanwhile: then that nothing came is a finding. */
export const captureClaimsSchema = z.object({ changed: z.boolean(), deactivated: z.boolean() })
export type CaptureClaims = z.infer<typeof captureClaimsSchema>

export const captureResultSchema = z.object({
  facts: captureFactsSchema,
  /** Where it listened; null for a log that was read. */
  address: z.string().nullable(),
})
export type CaptureResult = z.infer<typeof captureResultSchema>

/** The capture as the page sees it. */
export const captureViewSchema = z.object({
  phase: z.enum(['stopped', 'running', 'read']),
  /** Where it listens, or listened. */
  address: z.string().nullable(),
  /** The file that was read in place of listening. */
  file: z.string().nullable(),
  /** The last characters of the token; the token itself stays in main. */
  tokenEnd: z.string().nullable(),
  /** Whether somebody on the network could read the token. */
  exposed: z.boolean(),
  provider: z.string().nullable(),
  claims: captureClaimsSchema,
  facts: captureFactsSchema,
  findings: z.array(findingSchema),
})
export type CaptureView = z.infer<typeof captureViewSchema>

/** The requests of one page of the list, the newest last. */
export const capturePageSchema = z.object({ rows: z.array(capturedRowSchema), total: z.number().int() })
