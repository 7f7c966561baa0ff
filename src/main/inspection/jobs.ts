import type { Finding } from '../../shared/finding'
import type { Outcome } from '../../shared/problem'
import { compareMetadataJob } from '../metadata/compare-job'
import { inspectMetadataJob } from '../metadata/job'
import { readBundleJob } from '../report/bundle-job'
import { readLogJob } from '../scim/capture/read-log-job'
import { readMessageJob } from './message-job'
import { readPageJob } from './page-job'
import { readRecordingJob } from './recording-job'
import { inspectResponseJob } from './response-job'

export type { InspectedDocument } from './document'

/**
 * One kind of work of the inspector. It yields findings as they are judged and returns its result. What is too large for one
 * answer it hands out as parts on the way. It gives the event loop a turn now and then, and stops when the signal is aborted.
 */
type Job<I, P, R> = (input: I, signal: AbortSignal, part: (value: P) => void) => AsyncGenerator<Finding, Outcome<R>>

/** What the inspector can be asked to do, in one explicit table. */
export const inspectionJobs = {
  'metadata.inspect': inspectMetadataJob,
  'metadata.compare': compareMetadataJob,
  'response.inspect': inspectResponseJob,
  'scim.read-log': readLogJob,
  'document.page': readPageJob,
  'message.read': readMessageJob,
  'recording.read': readRecordingJob,
  'bundle.read': readBundleJob,
} as const satisfies Record<string, Job<never, unknown, unknown>>

type Jobs = typeof inspectionJobs
export type InspectionJob = keyof Jobs
export type InspectionInput<K extends InspectionJob> = Parameters<Jobs[K]>[0]
export type InspectionResult<K extends InspectionJob> =
  ReturnType<Jobs[K]> extends AsyncGenerator<Finding, Outcome<infer R>> ? R : never
export type InspectionPart<K extends InspectionJob> = Jobs[K] extends (
  input: never,
  signal: AbortSignal,
  part: (value: infer P) => void,
) => unknown
  ? P
  : never
