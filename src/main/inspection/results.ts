import { z } from 'zod'
import { documentPageResult, textStretchSchema } from '../../shared/runs/document'
import { entitySchema, metadataCompareResult, metadataInspectResult } from '../../shared/runs/metadata'
import { responseInspectResult } from '../../shared/runs/response'
import { recordingSchema } from '../../shared/sign-in/recording'
import { messageTextSchema, requestFactsSchema } from '../../shared/sign-in/trace'
import { metadataObservationSchema } from '../metadata/observation-schema'
import { bundleSchema } from '../report/bundle'
import { responseObservationSchema } from '../saml/observation-schema'
import { exchangesPart, readLogResult } from '../scim/capture/read-log-job'
import type { InspectionJob, InspectionPart, InspectionResult } from './jobs'

/** What each job's result and parts must look like. They come from a process that has read a stranger's document. */
export const inspectionResults: {
  [K in InspectionJob]: { result: z.ZodType<InspectionResult<K>>; part: z.ZodType<InspectionPart<K>> }
} = {
  'metadata.inspect': {
    result: metadataInspectResult.extend({ observation: metadataObservationSchema.optional() }),
    part: z.union([z.object({ entities: z.array(entitySchema) }), textStretchSchema]),
  },
  'metadata.compare': { result: metadataCompareResult, part: z.unknown() },
  'response.inspect': {
    result: responseInspectResult.extend({ observation: responseObservationSchema.optional() }),
    part: textStretchSchema,
  },
  'document.page': { result: documentPageResult, part: textStretchSchema },
  'scim.read-log': { result: readLogResult, part: exchangesPart },
  'bundle.read': { result: bundleSchema, part: z.unknown() },
  'recording.read': { result: recordingSchema, part: z.unknown() },
  'message.read': {
    result: z.object({
      xml: messageTextSchema.nullable(),
      request: requestFactsSchema.nullable(),
      unreadable: z.string().nullable(),
    }),
    part: z.unknown(),
  },
}
