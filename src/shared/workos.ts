import { z } from 'zod'

/**
 * The records of the WorkOS API as Signpost reads them. States and types are open strings: the API knows more of both
 * than its SDK does. Source: https://workos.com/docs/reference
 */
export const organizationDomainSchema = z.object({
  id: z.string(),
  domain: z.string(),
  state: z.string(),
  verificationStrategy: z.string().nullable(),
  verificationToken: z.string().nullable(),
  verificationPrefix: z.string().nullable(),
})
export const organizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  externalId: z.string().nullable(),
  domains: z.array(organizationDomainSchema),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Organization = z.infer<typeof organizationSchema>

export const connectionSchema = z.object({
  id: z.string(),
  organizationId: z.string().nullable(),
  type: z.string(),
  name: z.string(),
  state: z.string(),
  domains: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Connection = z.infer<typeof connectionSchema>

export const directorySchema = z.object({
  id: z.string(),
  organizationId: z.string().nullable(),
  type: z.string(),
  name: z.string(),
  /** In the vocabulary of the REST API: linked, unlinked, validating, invalid_credentials, deleting. */
  state: z.string(),
  domain: z.string().nullable(),
  externalKey: z.string().nullable(),
  users: z.object({ active: z.number(), inactive: z.number() }).nullable(),
  groups: z.number().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Directory = z.infer<typeof directorySchema>

export const directoryUserSchema = z.object({
  id: z.string(),
  idpId: z.string(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  state: z.string(),
  updatedAt: z.string(),
})
export type DirectoryUser = z.infer<typeof directoryUserSchema>

/** An object as its API list page delivers it. */
export const listKinds = ['organizations', 'connections', 'directories'] as const
export type ListKind = (typeof listKinds)[number]
