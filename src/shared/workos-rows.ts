import { z } from 'zod'
import { connectionSchema, directoryGroupSchema, directorySchema, directoryUserSchema } from './workos'

/**
 * A record of WorkOS as a list shows it. Thousands of them cross to the page, so only what lists show, filter and sort
 * by is in them; texts are cut by main.
 */
export const connectionRowSchema = connectionSchema.omit({ externalKey: true })
export type ConnectionRow = z.infer<typeof connectionRowSchema>

export const directoryRowSchema = directorySchema.omit({ externalKey: true })
export type DirectoryRow = z.infer<typeof directoryRowSchema>

export const organizationRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  externalId: z.string().nullable(),
  /** The first of them, with how many more there are. */
  domains: z.array(z.object({ domain: z.string(), state: z.string() })),
  moreDomains: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type OrganizationRow = z.infer<typeof organizationRowSchema>

/** Attributes as JSON text, by name. */
const attributesAsText = z.record(z.string(), z.string())

export const userRowSchema = directoryUserSchema.extend({
  customAttributes: attributesAsText,
  rawAttributes: attributesAsText,
})
export type UserRow = z.infer<typeof userRowSchema>

export const groupRowSchema = directoryGroupSchema.extend({ rawAttributes: attributesAsText })
export type GroupRow = z.infer<typeof groupRowSchema>

/** Rows of one kind, as many as one message carries. */
export const rowsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connections'), rows: z.array(connectionRowSchema) }),
  z.object({ kind: z.literal('directories'), rows: z.array(directoryRowSchema) }),
  z.object({ kind: z.literal('organizations'), rows: z.array(organizationRowSchema) }),
  z.object({ kind: z.literal('users'), rows: z.array(userRowSchema) }),
  z.object({ kind: z.literal('groups'), rows: z.array(groupRowSchema) }),
])
export type Rows = z.infer<typeof rowsSchema>

/** What can be read from the first page to the last. */
export const listedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connections') }),
  z.object({ kind: z.literal('directories') }),
  z.object({ kind: z.literal('organizations') }),
  z.object({ kind: z.literal('users'), directoryId: z.string().max(200) }),
  z.object({
    kind: z.literal('groups'),
    of: z.union([z.object({ directoryId: z.string().max(200) }), z.object({ userId: z.string().max(200) })]),
  }),
])
export type Listed = z.infer<typeof listedSchema>
