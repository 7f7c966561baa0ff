import type { Finding } from '../shared/finding'
import type { Outcome } from '../shared/problem'
import type { InspectionInput, InspectionJob, InspectionResult } from './inspector-jobs'

/**
 * The door to the inspector: the process that reads untrusted documents. It holds no credentials, reaches no network,
 * and is killed when a job outlives its limits. Main only ever sees plain data come back.
 */
export interface Inspector {
  /** Runs one job. Yields findings as they are judged; returns the result, or the problem that ended it. */
  inspect<K extends InspectionJob>(
    kind: K,
    input: InspectionInput<K>,
    signal: AbortSignal,
  ): AsyncGenerator<Finding, Outcome<InspectionResult<K>>>
  /** Ends the process; the next job starts another. */
  close(): void
}
