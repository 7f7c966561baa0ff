import { z } from 'zod'
import { diagnosisEndSchema, rememberedInputSchema } from '../../shared/diagnosis'
import { bundleSchema } from '../report/bundle'

/** A diagnosis on disk: the evidence bundle as it would be handed on, and what of it is nobody else’s business. */
export const storedDiagnosisSchema = z.object({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{8,64}$/),
  setupId: z.string().max(64).nullable(),
  end: diagnosisEndSchema,
  given: rememberedInputSchema,
  bundle: bundleSchema,
})
export type StoredDiagnosis = z.infer<typeof storedDiagnosisSchema>
