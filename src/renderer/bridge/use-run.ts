import { useCallback, useId, useSyncExternalStore } from 'react'
import type { Finding } from '../../shared/finding'
import type { Outcome } from '../../shared/problem'
import type { TextStretch } from '../../shared/runs/document'
import type { RunInput, RunKind, RunProgress, RunResult } from '../../shared/runs/table'
import { runs } from './runs'

export type Run<K extends RunKind> = {
  phase: 'idle' | 'running' | 'ended'
  /** By which main knows it; null until main has answered. */
  runId: string | null
  findings: readonly Finding[]
  text: TextStretch | null
  outcome: Outcome<RunResult<K>> | null
  /** How far it is, for kinds that tell. */
  progress: RunProgress<K> | null
  start: (input: RunInput<K>) => void
  cancel: () => void
  clear: () => void
}

/**
 * A piece of work of `shared/runs/table.ts`, with its findings as they come. Give a `slot` where the run shall go on and
 * be found again after the person has looked at another page.
 */
export function useRun<K extends RunKind>(kind: K, slot?: string): Run<K> {
  const own = useId()
  const name = slot ?? own
  const state = useSyncExternalStore(
    useCallback((watcher) => runs.watch(name, watcher), [name]),
    () => runs.read(name),
  )
  return {
    phase: state.phase,
    runId: state.runId,
    findings: state.findings,
    text: state.text,
    // Main has judged the result by the schema of its kind.
    outcome: state.outcome as Outcome<RunResult<K>> | null,
    // And so is what it told on the way.
    progress: state.progress as RunProgress<K> | null,
    start: useCallback((input: RunInput<K>) => void runs.start(name, kind, input), [kind, name]),
    cancel: useCallback(() => runs.cancel(name), [name]),
    clear: useCallback(() => runs.clear(name), [name]),
  }
}
