import type { Inspector } from '../../../src/main/inspection/door'
import { inspectionJobs } from '../../../src/main/inspection/jobs'
import type { RunContext } from '../../../src/main/runs/run'

/** The inspector without its process: the same jobs, here. */
const inspector: Inspector = {
  // The table pairs each kind with its own input; TypeScript cannot follow the index.
  inspect: (kind, input, signal) =>
    (inspectionJobs[kind] as (...all: unknown[]) => never)(input, signal, () => undefined),
  close: () => undefined,
}

/** What a run is given where nothing is on the network and nothing is kept. */
export function context(now: number): RunContext {
  const no = { ok: false as const, problem: { code: 'none', title: 'None.', detail: '', remedy: '' } }
  return {
    inspector,
    host: {
      now: () => now,
      monotonic: () => performance.now(),
      signal: new AbortController().signal,
      http: async () => ({ ok: false, failure: { kind: 'refused', code: 'ECONNREFUSED', message: 'refused' } }),
    },
    document: (source) =>
      source.kind === 'text'
        ? { ok: true, value: { kind: 'bytes', bytes: Buffer.from(source.text), name: 'text' } }
        : { ok: false, problem: no.problem },
    environment: () => no,
    credentials: async () => no,
    secret: async () => no,
  }
}
