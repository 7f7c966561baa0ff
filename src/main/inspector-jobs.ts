import type { Finding } from '../shared/finding'
import type { Outcome } from '../shared/problem'

/** A document as the inspector receives it: bytes already fetched, or a path it opens for reading itself. */
export type InspectedDocument =
  | { kind: 'bytes'; bytes: Uint8Array; name: string; contentType?: string }
  | { kind: 'path'; path: string; name: string }

type Job<I, R> = (input: I, signal: AbortSignal) => AsyncGenerator<Finding, Outcome<R>>

/** What the inspector can be asked to do, in one explicit table. */
export const inspectionJobs = {} as const satisfies Record<string, Job<never, unknown>>

type Jobs = typeof inspectionJobs
export type InspectionJob = keyof Jobs
export type InspectionInput<K extends InspectionJob> = Jobs[K] extends Job<infer I, unknown> ? I : never
export type InspectionResult<K extends InspectionJob> = Jobs[K] extends Job<never, infer R> ? R : never
