import type { Finding } from '../shared/finding'
import type { Host } from './host/host'

/**
 * The one shape of every check. `gather` is the only half that does I/O and yields observations: plain data that can be
 * saved, redacted and replayed. `judge` is pure: no clock, no network, no disk.
 */
export interface Probe<Input, Observation> {
  readonly name: string
  gather(input: Input, host: Host): AsyncIterable<Observation>
  judge(observation: Observation): Finding[]
}

/** Runs a probe; yields findings as they are judged. Ends early when the host's signal is aborted. */
export async function* runProbe<I, O>(
  probe: Probe<I, O>,
  input: I,
  host: Host,
): AsyncGenerator<{ observation: O; findings: Finding[] }> {
  for await (const observation of probe.gather(input, host)) {
    if (host.signal.aborted) return
    yield { observation, findings: probe.judge(observation) }
  }
}
