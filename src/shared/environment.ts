import { z } from 'zod'

/** A WorkOS environment as the person set it up. Its API key lives in the vault. */
export const environmentSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(100),
  /** Chosen by the person: WorkOS keys do not reliably tell. */
  kind: z.enum(['staging', 'production']),
  clientId: z.string().max(200),
  /** Origin of the API, `https://api.workos.com` unless a custom domain is in use. */
  baseUrl: z.string().max(500),
})
export type Environment = z.infer<typeof environmentSchema>

/** What the page may know of a secret: that it is there, its last four characters, and whether it outlives the session. */
export const secretSightSchema = z.object({ lastFour: z.string(), kept: z.enum(['vault', 'session']) })
export type SecretSight = z.infer<typeof secretSightSchema>

/** What WorkOS made of the key when it was last used, ISO 8601. */
export const keyStandingSchema = z.object({ accepted: z.boolean(), at: z.string() })
export type KeyStanding = z.infer<typeof keyStandingSchema>

export const environmentViewSchema = environmentSchema.extend({
  apiKey: secretSightSchema.nullable(),
  /** Null until the key was used since Signpost started. */
  keyStanding: keyStandingSchema.nullable(),
})
export type EnvironmentView = z.infer<typeof environmentViewSchema>
