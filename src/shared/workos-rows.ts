import { z } from 'zod'

/**
 * A record of WorkOS as a list shows it. Thousands of them cross to the page, so only what lists show, filter and sort
 * by is in them; texts are cut by main.
 */
export const connectionRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  state: z.string(),
  organizationId: z.string().nullable(),
  domains: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ConnectionRow = z.infer<typeof connectionRowSchema>

export const directoryRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  state: z.string(),
  organizationId: z.string().nullable(),
  domain: z.string().nullable(),
  users: z.object({ active: z.number(), inactive: z.number() }).nullable(),
  groups: z.number().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
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

export const userRowSchema = z.object({
  id: z.string(),
  idpId: z.string(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  username: z.string().nullable(),
  state: z.string(),
  role: z.string().nullable(),
  /** Custom attributes as JSON text, by name. */
  attributes: z.record(z.string(), z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type UserRow = z.infer<typeof userRowSchema>

export const groupRowSchema = z.object({
  id: z.string(),
  idpId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
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
