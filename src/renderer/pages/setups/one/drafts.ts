import { failed, type Outcome, type Problem } from '../../../../shared/problem'

/**
 * kept: main has it. waiting: saved at the next pause. held: the person is told why it is not saved. failed: main refused,
 * the text stays here.
 */
type DraftPhase = 'kept' | 'waiting' | 'saving' | 'held' | 'failed'

export interface DraftView {
  text: string
  phase: DraftPhase
  problem: Problem | null
}

interface Draft {
  text: string
  phase: DraftPhase
  problem: Problem | null
  /** What main had when typing began: once main has something else, that is shown. */
  base: string
  timer: ReturnType<typeof setTimeout> | null
}

type Save = (setupId: string, name: string, text: string) => Promise<Outcome<unknown>>

const pauseMs = 350

/**
 * What is being typed into the boxes of set-ups, saved at every pause. It outlives the boxes, so that nothing is lost when
 * a page is left or a save fails.
 */
export class Drafts {
  private readonly drafts = new Map<string, Draft>()
  private readonly watchers = new Set<() => void>()

  constructor(
    private readonly save: Save,
    private readonly delayMs = pauseMs,
  ) {}

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => {
      this.watchers.delete(watcher)
    }
  }

  /** The draft of a box; `undefined` while nothing was typed that main does not have. The same object until it changes. */
  find(setupId: string, name: string): Readonly<Draft> | undefined {
    return this.drafts.get(keyOf(setupId, name))
  }

  /** Takes what was typed. `keep` false: it is shown, and not saved. */
  type(setupId: string, name: string, text: string, { saved, keep }: { saved: string; keep: boolean }): void {
    const before = this.find(setupId, name)
    if (before?.timer) clearTimeout(before.timer)
    const timer = keep ? setTimeout(() => void this.flush(setupId, name), this.delayMs) : null
    this.put(setupId, name, { text, phase: keep ? 'waiting' : 'held', problem: null, base: saved, timer })
  }

  /** Saves at once what waits for its pause or failed before. Resolves when main has answered. */
  async flush(setupId: string, name: string): Promise<void> {
    const draft = this.find(setupId, name)
    if (!draft || (draft.phase !== 'waiting' && draft.phase !== 'failed')) return
    if (draft.timer) clearTimeout(draft.timer)
    const sent: Draft = { ...draft, phase: 'saving', problem: null, timer: null }
    this.put(setupId, name, sent)
    const outcome = await this.save(setupId, name, draft.text).catch(unexpected)
    // Typed on while main was writing: that draft has its own turn.
    if (this.find(setupId, name) !== sent) return
    this.put(
      setupId,
      name,
      outcome.ok ? { ...sent, phase: 'kept' } : { ...sent, phase: 'failed', problem: outcome.problem },
    )
  }

  flushAll(): void {
    for (const key of this.drafts.keys()) {
      const [setupId = '', name = ''] = key.split('\n')
      void this.flush(setupId, name)
    }
  }

  /** Forgets what was typed; what main has is shown again. */
  drop(setupId: string, name: string): void {
    const draft = this.find(setupId, name)
    if (draft?.timer) clearTimeout(draft.timer)
    if (this.drafts.delete(keyOf(setupId, name))) this.tell()
  }

  private put(setupId: string, name: string, draft: Draft): void {
    this.drafts.set(keyOf(setupId, name), draft)
    this.tell()
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher()
  }
}

/** What a box shows: the draft, or what main has when that is newer. */
export function shown(draft: Readonly<Draft> | undefined, saved: string): DraftView {
  if (!draft || (draft.phase === 'kept' && saved !== draft.base)) return { text: saved, phase: 'kept', problem: null }
  return { text: draft.text, phase: draft.phase, problem: draft.problem }
}

const keyOf = (setupId: string, name: string) => `${setupId}\n${name}`

function unexpected(error: unknown) {
  return failed({
    code: 'app.unexpected',
    title: 'The value could not be saved.',
    detail: `An error inside the program stopped it: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'What you typed is still in the box. Try again.',
  })
}
