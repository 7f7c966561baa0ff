import { z } from 'zod'
import { documentSourceSchema } from '../runs/document'
import { signInSelectorSchema } from '../runs/workos'
import { redirectUriSchema } from '../workos'
import { signInSchema } from './trace'

/** A test sign-in as the person asks for it. */
export const signInRequestSchema = z.object({
  environmentId: z.string().max(100),
  selector: signInSelectorSchema,
  /** What it is called: the organization, the person. */
  label: z.string().trim().max(200),
  way: z.enum(['window', 'browser']),
  startsAt: z.enum(['workos', 'idp']),
  /** A registered one. Null in the system browser, which returns to this machine. */
  redirectUri: z.string().min(1).max(2000).nullable(),
  /** Where a sign-in that starts at the identity provider begins. */
  idpUrl: z.string().min(1).max(4096).nullable(),
  /** Asks the identity provider to have the person sign in again. */
  again: z.boolean(),
  loginHint: z.string().trim().max(320),
  /** Metadata of the identity provider, for the signature of the response. */
  metadata: documentSourceSchema.nullable(),
  certificates: z.array(z.string().max(100_000)).max(200),
  setupId: z.string().max(64).nullable(),
})
export type SignInRequest = z.infer<typeof signInRequestSchema>

/** What a list of sign-ins shows of each. */
export const signInSummarySchema = signInSchema
  .pick({ id: true, startedAt: true, endedAt: true, way: true, label: true, setupId: true, phase: true })
  .extend({
    end: z.string().nullable(),
    status: z.enum(['pass', 'warn', 'fail', 'info', 'skipped']).nullable(),
    /** Whom WorkOS or the response named. */
    who: z.string().max(4096).nullable(),
  })
export type SignInSummary = z.infer<typeof signInSummarySchema>

/** The redirect URIs of an environment, and whether one of them lets the system browser return to Signpost. */
export const redirectUrisSchema = z.object({
  /** Null where the environment does not list them. */
  registered: z.array(redirectUriSchema).nullable(),
  /** Null where that cannot be told. */
  loopback: z.boolean().nullable(),
  /** What would be registered for it. */
  pattern: z.string(),
})
export type RedirectUris = z.infer<typeof redirectUrisSchema>
