import type { DiagnosisEnd, KeptDiagnosis } from '../../../shared/diagnosis'
import type { Finding } from '../../../shared/finding'
import type { ProductId } from '../../../shared/guidance/causes/products'
import type { DiagnoseResult } from '../../../shared/runs/diagnose'
import type { ThreeWayRow } from '../../../shared/three-way'
import type { CauseId, Verdict } from '../../../shared/verdict'
import type { Run } from '../../bridge/use-run'

/** How a probe is doing, or how it ended. */
export interface ShownProbe {
  name: string
  looksAt: string
  state: 'running' | 'done' | 'timed-out' | 'cancelled' | 'broken'
}

/** A diagnosis as the screens show it: one that runs, one that has just ended, or one that is kept. */
export interface Shown {
  running: boolean
  /** By which it is kept; null until main has answered. */
  id: string | null
  end: DiagnosisEnd
  startedAt: string | null
  durationMs: number | null
  findings: readonly Finding[]
  verdicts: readonly Verdict[]
  /** Causes whose verdict may still change. */
  open: readonly CauseId[]
  probes: readonly ShownProbe[]
  product: ProductId | null
  /** Causes that what was described points to. */
  hinted: readonly CauseId[]
  sides: readonly ThreeWayRow[]
  /** What a look at one branch takes the rest from; null when there is no whole one yet. */
  whole: { findings: readonly Finding[]; result: DiagnoseResult } | null
}

/** What a run shows: as far as it is while it goes on, its result when it has one. Null before the first start. */
export function shownByRun(run: Run<'diagnose'>): Shown | null {
  const { phase, runId, findings, progress, outcome } = run
  if (phase === 'idle') return null
  const base = { id: runId, startedAt: null, durationMs: null, findings }
  if (outcome?.ok) {
    const { verdicts, probes, product, hinted, sides } = outcome.value
    return {
      ...base,
      running: false,
      end: 'done',
      verdicts,
      open: [],
      probes: probes.map(({ name, looksAt, end }) => ({ name, looksAt, state: end })),
      product,
      hinted,
      sides,
      whole: { findings, result: outcome.value },
    }
  }
  const running = phase === 'running'
  const ended = outcome?.problem.code === 'run.cancelled' ? 'cancelled' : 'broken'
  return {
    ...base,
    running,
    end: running ? 'running' : ended,
    verdicts: progress?.verdicts ?? [],
    open: running ? (progress?.open ?? []) : [],
    probes: (progress?.probes ?? []).map((probe) =>
      running || probe.state !== 'running' ? probe : { ...probe, state: 'cancelled' },
    ),
    product: progress?.product ?? null,
    hinted: [],
    sides: [],
    whole: null,
  }
}

/** What is shown of a diagnosis that is kept. */
export function shownByKept(kept: KeptDiagnosis): Shown {
  const { id, end, startedAt, durationMs, findings, verdicts, result } = kept
  return {
    running: false,
    id,
    end,
    startedAt,
    durationMs,
    findings,
    verdicts,
    open: [],
    probes: result.probes.map(({ name, looksAt, end: state }) => ({ name, looksAt, state })),
    product: result.product,
    hinted: result.hinted,
    sides: result.sides,
    whole: end === 'done' ? { findings, result: { ...result, verdicts, assertion: null } } : null,
  }
}
