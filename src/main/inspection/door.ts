import type { Finding } from '../../shared/finding'
import type { Outcome } from '../../shared/problem'
import type { InspectionInput, InspectionJob, InspectionPart, InspectionResult } from './jobs'

/**
 * The door to the inspector: the process that reads untrusted documents. It holds no credentials, reaches no network,
 * and is killed when a job outlives its limits. Main only ever sees plain data come back.
 */
export interface Inspector {
  /**
   * Runs one job. Yields findings as they are judged; returns the result, or the problem that ended it. `onPart` is handed what
   * is too large for one answer, in order, while the job runs.
   */
  inspect<K extends InspectionJob>(
    kind: K,
    input: InspectionInput<K>,
    signal: AbortSignal,
    onPart?: (part: InspectionPart<K>) => void,
  ): AsyncGenerator<Finding, Outcome<InspectionResult<K>>>
  /** Ends the process; the next job starts another. */
  close(): void
}
