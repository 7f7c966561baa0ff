import type { Finding } from '../../shared/finding'
import type { Outcome } from '../../shared/problem'
import type { RunInput, RunKind } from '../../shared/runs/table'
import { call, listen } from './bridge'

/** A run as the page sees it. `idle`: nothing was started yet, or the last one was put away. */
export type RunState = {
  readonly phase: 'idle' | 'running' | 'ended'
  readonly findings: readonly Finding[]
  readonly outcome: Outcome<unknown> | null
}

export const idle: RunState = { phase: 'idle', findings: [], outcome: null }

type Slot = { state: RunState; runId: string | null; turn: number; watchers: Set<() => void> }
type Early = { findings: Finding[]; outcome: Outcome<unknown> | null }

/** Runs by slot. A slot outlives the component that shows it, so that a run goes on while another page is open. */
const slots = new Map<string, Slot>()
/** What came for runs whose id the page does not know yet: events may overtake the answer of `runs.start`. */
const early = new Map<string, Early>()
let listening = false

export function readRun(name: string): RunState {
  return slots.get(name)?.state ?? idle
}

export function watchRun(name: string, watcher: () => void): () => void {
  const slot = slotNamed(name)
  slot.watchers.add(watcher)
  return () => {
    slot.watchers.delete(watcher)
  }
}

/** Starts a run in a slot; what ran there before is cancelled. */
export async function startRun<K extends RunKind>(name: string, kind: K, input: RunInput<K>): Promise<void> {
  listenOnce()
  cancelRun(name)
  const slot = slotNamed(name)
  const turn = ++slot.turn
  show(slot, { phase: 'running', findings: [], outcome: null })

  const started = await call('runs.start', { kind, input })
  const overtaken = slot.turn !== turn
  if (!started.ok) {
    if (!overtaken) show(slot, { phase: 'ended', findings: [], outcome: started })
    return
  }
  const { runId } = started.value
  const before = early.get(runId)
  early.delete(runId)
  if (overtaken) {
    void call('runs.cancel', { runId })
    return
  }
  slot.runId = runId
  if (before) {
    if (before.findings.length > 0) take(slot, before.findings)
    if (before.outcome) end(slot, before.outcome)
  }
}

/** Asks main to stop. The run ends with the outcome main gives it. */
export function cancelRun(name: string): void {
  const slot = slotNamed(name)
  if (slot.state.phase !== 'running') return
  if (slot.runId !== null) void call('runs.cancel', { runId: slot.runId })
}

/** Puts the result away, and stops the run where it still goes on. */
export function clearRun(name: string): void {
  cancelRun(name)
  const slot = slotNamed(name)
  slot.turn++
  slot.runId = null
  show(slot, idle)
}

function slotNamed(name: string): Slot {
  const known = slots.get(name)
  if (known) return known
  const slot: Slot = { state: idle, runId: null, turn: 0, watchers: new Set() }
  slots.set(name, slot)
  return slot
}

function listenOnce(): void {
  if (listening) return
  listening = true
  listen('run.findings', ({ runId, findings }) => {
    const slot = slotOf(runId)
    if (slot) take(slot, findings)
    else earlyOf(runId).findings.push(...findings)
  })
  listen('run.ended', ({ runId, outcome }) => {
    const slot = slotOf(runId)
    if (slot) end(slot, outcome)
    else earlyOf(runId).outcome = outcome
  })
}

function slotOf(runId: string): Slot | undefined {
  for (const slot of slots.values()) if (slot.runId === runId) return slot
  return undefined
}

function earlyOf(runId: string): Early {
  const known = early.get(runId)
  if (known) return known
  const fresh: Early = { findings: [], outcome: null }
  early.set(runId, fresh)
  // A run that was put away before its id came leaves events nobody asks for.
  if (early.size > 20) early.delete(early.keys().next().value ?? '')
  return fresh
}

function take(slot: Slot, findings: readonly Finding[]): void {
  show(slot, { ...slot.state, findings: [...slot.state.findings, ...findings] })
}

function end(slot: Slot, outcome: Outcome<unknown>): void {
  slot.runId = null
  show(slot, { ...slot.state, phase: 'ended', outcome })
}

function show(slot: Slot, state: RunState): void {
  slot.state = state
  for (const watcher of slot.watchers) watcher()
}
