import { z } from 'zod'
import { entitySchema, metadataCompareResult, metadataInspectResult } from '../../shared/runs/metadata'
import { responseInspectResult } from '../../shared/runs/response'
import type { InspectionJob, InspectionPart, InspectionResult } from './jobs'

/** What each job's result and parts must look like. They come from a process that has read a stranger's document. */
export const inspectionResults: {
  [K in InspectionJob]: { result: z.ZodType<InspectionResult<K>>; part: z.ZodType<InspectionPart<K>> }
} = {
  'metadata.inspect': { result: metadataInspectResult, part: z.object({ entities: z.array(entitySchema) }) },
  'metadata.compare': { result: metadataCompareResult, part: z.unknown() },
  'response.inspect': { result: responseInspectResult, part: z.unknown() },
}
