import { z } from 'zod'
import { secretSourceSchema } from './secret'

export const clientAuthenticationSchema = z.enum([
  'client_secret_post',
  'client_secret_basic',
  'private_key_jwt',
  'signed_secret',
  'tls_client_auth',
])

/** Checks an OAuth or OpenID Connect provider. Nobody signs in; the client is tried once in each way the provider takes, at most. */
export const oauthCheckInput = z
  .object({
    /** The issuer, or the address of its discovery document. */
    issuer: z.string().max(4096).optional(),
    /** A known provider, by its name, an alias or its row of the catalog. */
    provider: z.string().max(100).optional(),
    /** Where the provider is, when it differs from customer to customer. */
    host: z.string().max(300).optional(),
    tenant: z.string().max(300).optional(),
    clientId: z.string().max(1000).optional(),
    clientSecret: secretSourceSchema.optional(),
    redirectUri: z.string().max(4096).optional(),
    expectedRedirectUri: z.object({ value: z.string().max(4096), from: z.string().max(500) }).optional(),
    scopes: z.array(z.string().max(300)).max(50).optional(),
    authentication: clientAuthenticationSchema.optional(),
    /** For Apple: whose private key it is. */
    apple: z.object({ teamId: z.string().max(40), keyId: z.string().max(40) }).optional(),
    /** The address a sign-in ended at. */
    callback: z.string().max(8192).optional(),
  })
  .refine(({ issuer, provider }) => issuer !== undefined || provider !== undefined, {
    error: 'give an issuer or a provider',
  })
export type OAuthCheckInput = z.infer<typeof oauthCheckInput>

export const oauthCheckResult = z.object({
  /** The known provider it is, or null. */
  provider: z.string().nullable(),
  issuer: z.string().nullable(),
  authorizationEndpoint: z.string().nullable(),
  tokenEndpoint: z.string().nullable(),
  jwksUri: z.string().nullable(),
  scopesSupported: z.array(z.string()).nullable(),
  keys: z.array(z.object({ kid: z.string().nullable(), key: z.string(), use: z.string().nullable() })),
  /** What the token endpoint's answer to a made-up code said of the client; null when it said nothing. */
  client: z.string().nullable(),
  /** When the client secret ends, ISO 8601, where that can be read from it. */
  secretEndsAt: z.string().nullable(),
})
export type OAuthCheckResult = z.infer<typeof oauthCheckResult>

/** The redirect URI of a test sign-in, when none is given. Providers want it registered. */
export const usualReturn = 'http://localhost:8411/callback'

/** Signs in once at a provider in the system’s browser, which comes back to this machine. */
export const oauthSignInInput = z
  .object({
    issuer: z.string().max(4096).optional(),
    provider: z.string().max(100).optional(),
    host: z.string().max(300).optional(),
    tenant: z.string().max(300).optional(),
    clientId: z.string().min(1).max(1000),
    clientSecret: secretSourceSchema.optional(),
    /** On this machine: http, and localhost, 127.0.0.1 or [::1]. */
    redirectUri: z.string().max(4096),
    scopes: z.array(z.string().max(300)).max(50).optional(),
    authentication: clientAuthenticationSchema.optional(),
    apple: z.object({ teamId: z.string().max(40), keyId: z.string().max(40) }).optional(),
  })
  .refine(({ issuer, provider }) => issuer !== undefined || provider !== undefined, {
    error: 'give an issuer or a provider',
  })
export type OAuthSignInInput = z.infer<typeof oauthSignInInput>

/** Where the person has to sign in, once that is known. No secret is in it. */
export const oauthSignInProgress = z.object({ url: z.string().nullable() })
export type OAuthSignInProgress = z.infer<typeof oauthSignInProgress>

export const oauthSignInResult = z.object({
  provider: z.string().nullable(),
  issuer: z.string().nullable(),
  redirectUri: z.string().nullable(),
  /** Whether the provider gave out tokens in the end. */
  signedIn: z.boolean(),
  idToken: z
    .object({
      algorithm: z.string().nullable(),
      keyId: z.string().nullable(),
      issuer: z.string().nullable(),
      audience: z.array(z.string()),
      issuedAt: z.string().nullable(),
      expires: z.string().nullable(),
      claims: z.array(z.string()),
      profile: z.array(z.object({ name: z.string(), value: z.string() })),
    })
    .nullable(),
})
export type OAuthSignInResult = z.infer<typeof oauthSignInResult>
