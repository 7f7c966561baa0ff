import { z } from 'zod'
import { checkIdSchema } from './checks'
import { fixSchema } from './finding'

/** The 23 leaves of the troubleshooting tree, in its order. The part before the dot names the branch. */
export const causeIds = [
  'draft.metadata-not-uploaded',
  'draft.metadata-invalid',
  'draft.metadata-unreachable',
  'validating.certificate-expired',
  'validating.acs-url-typo',
  'validating.entity-id-mismatch',
  'saml.recipient-mismatch',
  'saml.audience-mismatch',
  'saml.signature-invalid',
  'saml.response-expired',
  'saml.nameid-missing',
  'scim.unauthorized',
  'scim.not-found',
  'scim.attributes-missing',
  'scim.updates-disabled',
  'scim.deactivation-disabled',
  'oauth.redirect-uri-mismatch',
  'oauth.invalid-client',
  'oauth.access-denied',
  'oauth.scope-error',
  'organization.missing',
  'organization.connection-not-linked',
  'organization.domain-unverified',
] as const
export const causeIdSchema = z.enum(causeIds)
export type CauseId = z.infer<typeof causeIdSchema>

/** The six branches of the troubleshooting tree, in the order they are looked at. */
export const branchIds = ['draft', 'validating', 'saml', 'scim', 'oauth', 'organization'] as const
export const branchIdSchema = z.enum(branchIds)
export type BranchId = z.infer<typeof branchIdSchema>

/**
 * What the findings say of a cause. `confirmed`: shown by evidence. `ruled-out`: the opposite is shown. `cannot-tell`: something
 * was looked at, and it settles nothing. `not-run`: nothing that bears on it was looked at.
 */
export const verdictStateSchema = z.enum(['confirmed', 'ruled-out', 'cannot-tell', 'not-run'])
export type VerdictState = z.infer<typeof verdictStateSchema>

/** What can be given to a diagnosis. A verdict that cannot tell names the one that would settle it. */
export const inputNames = [
  'metadata',
  'metadata-url',
  'metadata-file',
  'outside-view',
  'response',
  'arrival-time',
  'time-server',
  'acs-url',
  'sp-entity-id',
  'certificate',
  'decryption-key',
  'api-key',
  'connection',
  'organization',
  'directory',
  'authorize',
  'email-address',
  'scim-endpoint',
  'scim-token',
  'scim-rehearsal',
  'scim-capture',
  'provider-change',
  'oauth-provider',
  'oauth-client-id',
  'oauth-client-secret',
  'oauth-redirect-uri',
  'oauth-scopes',
  'test-sign-in',
] as const
export const inputNameSchema = z.enum(inputNames)
export type InputName = z.infer<typeof inputNameSchema>

/** `leaves-open`: it says something of the cause, and settles nothing. */
export const effectSchema = z.enum(['confirms', 'rules-out', 'suggests', 'leaves-open'])
export type Effect = z.infer<typeof effectSchema>

/** One finding that bears on a cause. `finding` is its place in the list the verdicts were made from. */
export const groundSchema = z.object({
  finding: z.number().int().min(0),
  check: checkIdSchema,
  effect: effectSchema,
})
export type Ground = z.infer<typeof groundSchema>

/** What else would explain the same observations: another cause, or something that is no cause at all. */
export const rivalSchema = z.object({ cause: causeIdSchema.nullable(), sentence: z.string() })
export type Rival = z.infer<typeof rivalSchema>

export const verdictSchema = z.object({
  cause: causeIdSchema,
  state: verdictStateSchema,
  summary: z.string(),
  /** The checks whose findings carry the state. Never empty for `confirmed` and `ruled-out`. */
  because: z.array(checkIdSchema),
  /** The checks whose findings speak against it. They are shown, never weighed away. */
  contradicts: z.array(checkIdSchema),
  /** Every finding that bears on the cause, whichever way. */
  grounds: z.array(groundSchema),
  /** The one thing that would settle it, as a sentence, and by name. */
  needs: z.string().optional(),
  input: inputNameSchema.optional(),
  /** The evidence fits, and so does something else, which is named. */
  likely: z.literal(true).optional(),
  rivals: z.array(rivalSchema).optional(),
  /** Confirmed causes that explain this one. Mend those first. */
  consequenceOf: z.array(causeIdSchema).optional(),
  fix: fixSchema.optional(),
})
export type Verdict = z.infer<typeof verdictSchema>
