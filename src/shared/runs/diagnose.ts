import { z } from 'zod'
import { broughtSchema } from '../brought'
import { findingSchema } from '../finding'
import { productIds, profileIds } from '../guidance/causes/products'
import { recordedSignInSchema } from '../recorded-sign-in'
import { threeWayRowSchema } from '../three-way'
import { branchIdSchema, causeIdSchema, inputNameSchema, verdictSchema } from '../verdict'
import { clockSourceSchema } from './clock'
import { documentSourceSchema } from './document'
import { entitySchema } from './metadata'
import { oauthCheckInput } from './oauth'
import { responseInspectResult } from './response'
import { secretSourceSchema } from './secret'

const identifier = z.string().min(1).max(4096)
const recordId = z.string().trim().min(1).max(200)

export const probeEndSchema = z.enum(['done', 'timed-out', 'cancelled', 'broken'])

/** A probe that ran. */
const ranProbeSchema = z.object({
  name: z.string(),
  /** What it looked at, as it stands after “Looking at”. */
  looksAt: z.string(),
  end: probeEndSchema,
  ms: z.number(),
  /** Places of its findings in the list of findings. */
  findings: z.array(z.number().int().min(0)),
})

export const diagnoseResult = z.object({
  /** All 23, ranked: the root cause first. */
  verdicts: z.array(verdictSchema),
  /** What was given, by name: what a verdict needs is asked for among the rest. */
  inputs: z.array(inputNameSchema),
  /** The product the fixes are written for. */
  product: z.enum(productIds).nullable(),
  /** Causes that the described symptom points to. */
  hinted: z.array(causeIdSchema),
  /** WorkOS, metadata and message side by side. */
  sides: z.array(threeWayRowSchema),
  metadata: entitySchema.nullable(),
  assertion: responseInspectResult.shape.assertion,
  clocks: z.array(clockSourceSchema),
  /** What was looked at, and how each ended. */
  probes: z.array(ranProbeSchema),
})
export type DiagnoseResult = z.infer<typeof diagnoseResult>

/** How far a diagnosis is: what is being looked at, and what the findings so far say of each cause. */
export const diagnoseProgress = z.object({
  /** All 23, ranked, as far as the findings sent before this go. */
  verdicts: z.array(verdictSchema),
  probes: z.array(
    z.object({
      name: z.string(),
      /** As it stands after “Looking at”. */
      looksAt: z.string(),
      state: z.enum(['running', ...probeEndSchema.options]),
    }),
  ),
  inputs: z.array(inputNameSchema),
  product: z.enum(productIds).nullable(),
  /** The causes whose verdict may still change, because something that bears on them still runs. */
  open: z.array(causeIdSchema),
})
export type DiagnoseProgress = z.infer<typeof diagnoseProgress>

/** Whatever there is; everything is optional, and nothing that is absent is looked at. */
export const diagnoseInput = z.object({
  metadata: documentSourceSchema.optional(),
  /** The entity meant, where the metadata holds several. */
  entityId: identifier.optional(),
  response: documentSourceSchema.optional(),
  /** Which of several responses, counted from 0. */
  message: z.number().int().min(0).optional(),
  /** Signing certificates besides those of the metadata, PEM or base64. */
  certificates: z.array(z.string().max(100_000)).max(200).optional(),
  /** A private key (PEM) to open encrypted parts with. */
  decryptionKey: secretSourceSchema.optional(),
  acs: identifier.optional(),
  audience: identifier.optional(),
  requestId: identifier.optional(),
  /** What a set-up says WorkOS holds of the identity provider, for the comparison side by side. */
  idpEntityId: identifier.optional(),
  idpSsoUrl: identifier.optional(),
  /** When the response arrived, ISO 8601. */
  now: z.iso.datetime({ offset: true }).optional(),
  skewSeconds: z.number().min(0).max(86_400).optional(),
  /** Addresses to look at layer by layer, besides that of the metadata. */
  urls: z.array(z.string().min(1).max(8192)).max(8).optional(),
  /** Resolvers outside this network; asked only when named. */
  publicResolvers: z.array(z.string().max(300)).max(8).optional(),
  timeServers: z.array(z.string().max(300)).max(32).optional(),
  scim: z.object({ url: z.string().max(4096), token: secretSourceSchema, rehearse: z.boolean().optional() }).optional(),
  oauth: oauthCheckInput.optional(),
  workos: z
    .object({
      environmentId: z.string(),
      organizationId: recordId.optional(),
      connectionId: recordId.optional(),
      directoryId: recordId.optional(),
      /** A registered redirect URI. With it WorkOS is asked where a sign-in would lead, which starts a session there. */
      redirectUri: z.string().min(1).max(2000).optional(),
    })
    .optional(),
  profile: z.enum(profileIds).optional(),
  /** The host of that product; its metadata is looked for where the product publishes it. */
  hostName: z.string().max(4096).optional(),
  /** What somebody sees: an error code, a message, words of their own. */
  symptom: z.string().max(20_000).optional(),
  /** The set-up whose history this belongs to. */
  setupId: z.string().max(64).optional(),
  /** A sign-in that was recorded: its response, its request and what it ended with count where none of them is given. */
  signIn: recordedSignInSchema.optional(),
  /** Findings that other tools made. */
  brought: z.array(broughtSchema).max(20).optional(),
  /** Looks only at what bears on one branch; the rest is taken from an earlier run of the same inputs. */
  again: z
    .object({ branch: branchIdSchema, findings: z.array(findingSchema).max(20_000), result: diagnoseResult })
    .optional(),
})
export type DiagnoseInput = z.infer<typeof diagnoseInput>
