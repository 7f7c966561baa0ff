import { z } from 'zod'
import { checkIdSchema } from './checks'
import { findingSchema, statusSchema } from './finding'
import { diagnoseInput, diagnoseResult } from './runs/diagnose'
import { causeIdSchema, verdictSchema } from './verdict'

/**
 * How a diagnosis that is kept came to its end. `interrupted`: Signpost ended before it did; what was found until then is there.
 * `opened`: somebody else’s, from an evidence bundle.
 */
export const diagnosisEndSchema = z.enum(['running', 'done', 'cancelled', 'broken', 'interrupted', 'opened'])
export type DiagnosisEnd = z.infer<typeof diagnosisEndSchema>

const documentName = z.object({ kind: z.enum(['url', 'file', 'text']), name: z.string() })

/** What a diagnosis was given, to fill the form again: no secret, and of documents no more than where they came from. */
export const rememberedInputSchema = diagnoseInput
  .pick({
    entityId: true,
    message: true,
    certificates: true,
    acs: true,
    audience: true,
    requestId: true,
    idpEntityId: true,
    idpSsoUrl: true,
    now: true,
    skewSeconds: true,
    urls: true,
    publicResolvers: true,
    timeServers: true,
    workos: true,
    profile: true,
    hostName: true,
    symptom: true,
  })
  .extend({
    metadata: documentName.optional(),
    response: documentName.optional(),
    scim: z.object({ url: z.string() }).optional(),
    oauth: z
      .object({ provider: z.string().optional(), issuer: z.string().optional(), clientId: z.string().optional() })
      .optional(),
  })
export type RememberedInput = z.infer<typeof rememberedInputSchema>

/** A check that this Signpost judges otherwise than the one that made the diagnosis, from what was seen then. */
export const judgedOtherwiseSchema = z.object({
  probe: z.string(),
  check: checkIdSchema,
  was: z.array(statusSchema),
  status: statusSchema,
  summary: z.string(),
})
export type JudgedOtherwise = z.infer<typeof judgedOtherwiseSchema>

/** A diagnosis that is kept, as the page shows it. The verdicts are made anew from the findings whenever it is opened. */
export const keptDiagnosisSchema = z.object({
  id: z.string(),
  setupId: z.string().nullable(),
  /** What it looked at, in a line. */
  subject: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  end: diagnosisEndSchema,
  given: rememberedInputSchema,
  findings: z.array(findingSchema),
  verdicts: z.array(verdictSchema),
  result: diagnoseResult.omit({ verdicts: true, assertion: true }),
  /** Of somebody else’s: what is judged otherwise here. */
  differences: z.array(judgedOtherwiseSchema),
})
export type KeptDiagnosis = z.infer<typeof keptDiagnosisSchema>

/** What a list of diagnoses shows of each. */
export const diagnosisSummarySchema = keptDiagnosisSchema
  .pick({ id: true, setupId: true, subject: true, startedAt: true, durationMs: true, end: true })
  .extend({
    /** The first confirmed cause, else the first likely one. */
    first: z.object({ cause: causeIdSchema, state: z.enum(['confirmed', 'likely']) }).nullable(),
    confirmed: z.number().int(),
    likely: z.number().int(),
    ruledOut: z.number().int(),
    /** Ran to its end, ruled something out, and confirmed no cause; where one is likely, WorkOS says that all works. */
    good: z.boolean(),
  })
export type DiagnosisSummary = z.infer<typeof diagnosisSummarySchema>

/** What a diagnosis can leave as. */
export const reportFormats = ['html', 'pdf', 'markdown', 'json'] as const
export type ReportFormat = (typeof reportFormats)[number]
