import type { EventPayload } from '../../shared/contract'
import type { Finding } from '../../shared/finding'
import type { Outcome } from '../../shared/problem'
import type { TextStretch } from '../../shared/runs/document'

/** A run as the page sees it. `idle`: nothing was started yet, or the last one was put away. */
export type RunState = {
  readonly phase: 'idle' | 'running' | 'ended'
  /** By which main knows it; stays after its end. Null until main has answered. */
  readonly runId: string | null
  readonly findings: readonly Finding[]
  /** The text of the document that was read, as far as it was handed out. */
  readonly text: TextStretch | null
  readonly outcome: Outcome<unknown> | null
  /** How far it is, for kinds that tell; the latest. */
  readonly progress: unknown
}

/** How runs are started, stopped and heard of. */
export type RunDoor = {
  /** Long texts of the input may take a while to cross: `isWanted` says whether they still have to. */
  start: (kind: string, input: unknown, isWanted: () => boolean) => Promise<Outcome<{ runId: string }>>
  cancel: (runId: string) => void
}

export const idle: RunState = { phase: 'idle', runId: null, findings: [], text: null, outcome: null, progress: null }

/** `turn` counts the starts in a slot, so that an answer to an earlier start is known as such. */
type Slot = { state: RunState; runId: string | null; turn: number; cancelled: boolean; watchers: Set<() => void> }
type Early = { findings: Finding[]; text: TextStretch | null; outcome: Outcome<unknown> | null; progress: unknown }

/** Events of runs that were put away before their id came are never asked for; no more than these are kept. */
const mostEarly = 20

/**
 * Runs by slot. A slot outlives the component that shows it, so that a run goes on while another page is open. Starting a
 * run in a slot cancels what ran there before; what a cancelled run still sends is dropped.
 */
export class RunStore {
  private readonly slots = new Map<string, Slot>()
  /** What came for runs whose id is not known yet: events may overtake the answer to the start. */
  private readonly early = new Map<string, Early>()

  constructor(private readonly door: RunDoor) {}

  read(name: string): RunState {
    return this.slots.get(name)?.state ?? idle
  }

  watch(name: string, watcher: () => void): () => void {
    const slot = this.slotNamed(name)
    slot.watchers.add(watcher)
    return () => {
      slot.watchers.delete(watcher)
    }
  }

  async start(name: string, kind: string, input: unknown): Promise<void> {
    this.cancel(name)
    const slot = this.slotNamed(name)
    const turn = ++slot.turn
    slot.runId = null
    slot.cancelled = false
    show(slot, { ...idle, phase: 'running' })

    const started = await this.door.start(kind, input, () => slot.turn === turn && !slot.cancelled)
    if (!started.ok) {
      if (slot.turn === turn) show(slot, { ...idle, phase: 'ended', outcome: started })
      return
    }
    const { runId } = started.value
    const before = this.early.get(runId)
    this.early.delete(runId)
    if (slot.turn !== turn) return this.door.cancel(runId)
    slot.runId = runId
    show(slot, { ...slot.state, runId })
    if (slot.cancelled) this.door.cancel(runId)
    if (before && before.findings.length > 0) take(slot, before.findings)
    if (before?.progress != null) show(slot, { ...slot.state, progress: before.progress })
    if (before?.text) show(slot, { ...slot.state, text: joined(slot.state.text, before.text) })
    if (before?.outcome) end(slot, before.outcome)
  }

  /** Asks for the run to stop. It ends with the outcome main gives it. */
  cancel(name: string): void {
    const slot = this.slotNamed(name)
    if (slot.state.phase !== 'running') return
    slot.cancelled = true
    if (slot.runId !== null) this.door.cancel(slot.runId)
  }

  /** Puts the result away, and stops the run where it still goes on. */
  clear(name: string): void {
    this.cancel(name)
    const slot = this.slotNamed(name)
    slot.turn++
    slot.runId = null
    show(slot, idle)
  }

  /** Main sent findings of a run. */
  found({ runId, findings }: EventPayload<'run.findings'>): void {
    const slot = this.slotOf(runId)
    if (slot) take(slot, findings)
    else this.earlyOf(runId).findings.push(...findings)
  }

  /** Main told how far a run is. */
  progressed({ runId, progress }: EventPayload<'run.progress'>): void {
    const slot = this.slotOf(runId)
    if (slot) show(slot, { ...slot.state, progress })
    else this.earlyOf(runId).progress = progress
  }

  /** Main sent a stretch of the text a run has read. */
  told({ runId, ...stretch }: EventPayload<'run.text'>): void {
    const slot = this.slotOf(runId)
    if (slot) show(slot, { ...slot.state, text: joined(slot.state.text, stretch) })
    else tellEarly(this.earlyOf(runId), stretch)
  }

  /** Main ended a run. */
  ended({ runId, outcome }: EventPayload<'run.ended'>): void {
    const slot = this.slotOf(runId)
    if (slot) end(slot, outcome)
    else this.earlyOf(runId).outcome = outcome
  }

  private slotNamed(name: string): Slot {
    const known = this.slots.get(name)
    if (known) return known
    const slot: Slot = { state: idle, runId: null, turn: 0, cancelled: false, watchers: new Set() }
    this.slots.set(name, slot)
    return slot
  }

  private slotOf(runId: string): Slot | undefined {
    return [...this.slots.values()].find((slot) => slot.runId === runId)
  }

  private earlyOf(runId: string): Early {
    const known = this.early.get(runId)
    if (known) return known
    const fresh: Early = { findings: [], text: null, outcome: null, progress: null }
    this.early.set(runId, fresh)
    const [oldest] = this.early.keys()
    if (this.early.size > mostEarly && oldest !== undefined) this.early.delete(oldest)
    return fresh
  }
}

/** A stretch behind what came before it. */
function joined(before: TextStretch | null, stretch: TextStretch): TextStretch {
  return before ? { ...before, text: before.text + stretch.text } : stretch
}

function tellEarly(early: Early, stretch: TextStretch): void {
  early.text = joined(early.text, stretch)
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
