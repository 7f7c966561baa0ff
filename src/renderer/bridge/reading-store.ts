import type { EventPayload } from '../../shared/contract'
import type { Outcome, Problem } from '../../shared/problem'
import type { Listed, Rows } from '../../shared/workos-rows'

type Kind = Rows['kind']
/** The rows of one kind of list. */
export type RowsOf<K extends Kind> = Extract<Rows, { kind: K }>['rows'][number]
type AnyRow = RowsOf<Kind>

/** A list of WorkOS as the page has it. */
export interface Reading<Row = AnyRow> {
  /** `idle`: not asked for yet. */
  readonly phase: 'idle' | 'reading' | 'ended'
  /** In the order they came, each record once. */
  readonly rows: readonly Row[]
  /** Records that came without what every record must have. */
  readonly unreadable: number
  readonly problem: Problem | null
  /** Where the rest begins, when the reading ended before its time. */
  readonly after: string | null
  /** When the list was last read to its end, milliseconds since 1970; null when it never was. */
  readonly readAt: number | null
  /** How many records the present or last reading has brought. */
  readonly came: number
  /** The whole list as it was when it was last read to its end, while this is a later look. */
  readonly before: { readonly rows: readonly Row[]; readonly readAt: number } | null
}

/** How lists are asked for and given up. */
export interface ReadingDoor {
  read: (input: {
    environmentId: string
    listed: Listed
    after: string | null
  }) => Promise<Outcome<{ readingId: string }>>
  stop: (readingId: string) => void
}

export const unread: Reading<never> = {
  phase: 'idle',
  rows: [],
  unreadable: 0,
  problem: null,
  after: null,
  readAt: null,
  came: 0,
  before: null,
}

/** Which list, of which environment. */
interface Wanted {
  environmentId: string
  listed: Listed
}

interface Slot extends Wanted {
  state: Reading
  /** The records by ID: one that comes again replaces itself. */
  rows: Map<string, AnyRow>
  /** The IDs the present reading has brought. What it has not brought by its end is gone. */
  seen: Set<string>
  readingId: string | null
  stopped: boolean
  /** Counts the starts, so that an answer to an earlier one is known as such. */
  turn: number
  watchers: Set<() => void>
  /** How many of the watchers want the list read. */
  asking: number
  due: boolean
}

/** What came for readings whose ID is not known yet: events may overtake the answer to the start. */
interface Early {
  parts: EventPayload<'workos.rows'>[]
  end: EventPayload<'workos.readingEnded'> | null
}
const mostEarly = 20
const mostSlots = 40

/**
 * Lists of WorkOS by name. A list outlives the page that shows it; it is read once, and again on command. Its rows come in
 * many small parts; watchers are told at most once each time `schedule` runs what it is given, of its first rows at once. While a list is read again
 * its rows stay where they are and are replaced one by one, so that nothing jumps.
 */
export class ReadingStore {
  private readonly slots = new Map<string, Slot>()
  private readonly early = new Map<string, Early>()

  constructor(
    private readonly door: ReadingDoor,
    private readonly schedule: (work: () => void, atOnce: boolean) => void,
    private readonly now: () => number = Date.now,
  ) {}

  read(name: string): Reading {
    return this.slots.get(name)?.state ?? unread
  }

  /** `asking`: the watcher wants the list read; one that does not only looks on. */
  watch(name: string, wanted: Wanted, watcher: () => void, asking = true): () => void {
    const slot = this.slotNamed(name, wanted)
    slot.watchers.add(watcher)
    if (asking) slot.asking += 1
    return () => {
      slot.watchers.delete(watcher)
      if (asking) slot.asking -= 1
    }
  }

  /** Reads the list from its beginning, unless it was read or is being read. */
  ensure(name: string, wanted: Wanted): void {
    if (this.slotNamed(name, wanted).state.phase === 'idle') void this.start(name)
  }

  /** Reads the list from its beginning. */
  async refresh(name: string): Promise<void> {
    const slot = this.slots.get(name)
    if (!slot) return
    this.stop(name)
    await this.start(name)
  }

  /** Reads on where the last reading ended before its time. */
  async goOn(name: string): Promise<void> {
    const slot = this.slots.get(name)
    if (slot?.state.phase !== 'ended' || slot.state.after === null) return
    await this.ask(slot, slot.state.after, { ...slot.state, phase: 'reading', problem: null })
  }

  /** Gives the reading up. It ends with what main says of it. */
  stop(name: string): void {
    const slot = this.slots.get(name)
    if (slot?.state.phase !== 'reading') return
    slot.stopped = true
    if (slot.readingId !== null) this.door.stop(slot.readingId)
  }

  /** Throws away everything read of an environment: its key is another one now. Lists that are looked at are read again. */
  forget(environmentId: string): void {
    for (const [name, slot] of this.slots) {
      if (slot.environmentId !== environmentId) continue
      if (slot.readingId !== null) this.door.stop(slot.readingId)
      slot.turn += 1
      slot.readingId = null
      slot.rows = new Map()
      this.show(slot, unread)
      if (slot.asking > 0) void this.start(name)
    }
  }

  /** A record of a list was read or made by itself: it takes its place in the list, if that was read. */
  put(environmentId: string, { kind, rows }: Rows): void {
    for (const slot of this.slots.values()) {
      if (slot.environmentId !== environmentId || slot.listed.kind !== kind || slot.state.phase === 'idle') continue
      for (const row of rows) {
        slot.rows.set(row.id, row)
        slot.seen.add(row.id)
      }
      this.soon(slot)
    }
  }

  /** A record was deleted. */
  drop(environmentId: string, kind: Kind, id: string): void {
    for (const slot of this.slots.values()) {
      if (slot.environmentId !== environmentId || slot.listed.kind !== kind || !slot.rows.delete(id)) continue
      this.soon(slot)
    }
  }

  /** Main sent rows. */
  came(part: EventPayload<'workos.rows'>): void {
    const slot = this.slotOf(part.readingId)
    if (slot) this.take(slot, part)
    else this.earlyOf(part.readingId).parts.push(part)
  }

  /** Main ended a reading. */
  ended(end: EventPayload<'workos.readingEnded'>): void {
    const slot = this.slotOf(end.readingId)
    if (slot) this.finish(slot, end)
    else this.earlyOf(end.readingId).end = end
  }

  private async start(name: string): Promise<void> {
    const slot = this.slots.get(name)
    if (!slot) return
    const { state } = slot
    const whole = state.phase === 'ended' && state.problem === null && state.readAt !== null
    const before = whole ? { rows: state.rows, readAt: state.readAt ?? 0 } : state.before
    slot.seen = new Set()
    await this.ask(slot, null, {
      ...state,
      phase: 'reading',
      problem: null,
      after: null,
      unreadable: 0,
      came: 0,
      before,
    })
  }

  private async ask(slot: Slot, after: string | null, state: Reading): Promise<void> {
    const turn = ++slot.turn
    slot.readingId = null
    slot.stopped = false
    this.show(slot, state)
    const { environmentId, listed } = slot
    const started = await this.door.read({ environmentId, listed, after })
    if (!started.ok) {
      if (slot.turn === turn) this.show(slot, { ...slot.state, phase: 'ended', problem: started.problem, after })
      return
    }
    const { readingId } = started.value
    const early = this.early.get(readingId)
    this.early.delete(readingId)
    if (slot.turn !== turn) return this.door.stop(readingId)
    slot.readingId = readingId
    if (slot.stopped) this.door.stop(readingId)
    for (const part of early?.parts ?? []) this.take(slot, part)
    if (early?.end) this.finish(slot, early.end)
  }

  private take(slot: Slot, { rows, unreadable }: EventPayload<'workos.rows'>): void {
    for (const row of rows) {
      slot.rows.set(row.id, row)
      slot.seen.add(row.id)
    }
    slot.state = { ...slot.state, unreadable: slot.state.unreadable + unreadable, came: slot.seen.size }
    this.soon(slot)
  }

  private finish(slot: Slot, { problem, after }: EventPayload<'workos.readingEnded'>): void {
    slot.readingId = null
    if (problem === null) for (const id of slot.rows.keys()) if (!slot.seen.has(id)) slot.rows.delete(id)
    const readAt = problem === null ? this.now() : slot.state.readAt
    this.show(slot, { ...slot.state, rows: [...slot.rows.values()], phase: 'ended', problem, after, readAt })
  }

  /** Tells the watchers of new rows soon: many parts come while one frame is drawn. */
  private soon(slot: Slot): void {
    if (slot.due) return
    slot.due = true
    const isFirst = slot.state.rows.length === 0
    this.schedule(() => {
      if (!slot.due) return
      this.show(slot, { ...slot.state, rows: [...slot.rows.values()] })
    }, isFirst)
  }

  private show(slot: Slot, state: Reading): void {
    slot.due = false
    slot.state = state
    for (const watcher of slot.watchers) watcher()
  }

  private slotNamed(name: string, { environmentId, listed }: Wanted): Slot {
    const known = this.slots.get(name)
    if (known) return known
    const slot: Slot = {
      environmentId,
      listed,
      state: unread,
      rows: new Map(),
      seen: new Set(),
      readingId: null,
      stopped: false,
      turn: 0,
      watchers: new Set(),
      asking: 0,
      due: false,
    }
    if (this.slots.size >= mostSlots) this.dropOne()
    this.slots.set(name, slot)
    return slot
  }

  /** Forgets the oldest list that nobody looks at. */
  private dropOne(): void {
    for (const [name, slot] of this.slots) {
      if (slot.watchers.size > 0 || slot.readingId !== null) continue
      this.slots.delete(name)
      return
    }
  }

  private slotOf(readingId: string): Slot | undefined {
    return [...this.slots.values()].find((slot) => slot.readingId === readingId)
  }

  private earlyOf(readingId: string): Early {
    const known = this.early.get(readingId)
    if (known) return known
    const fresh: Early = { parts: [], end: null }
    this.early.set(readingId, fresh)
    const [oldest] = this.early.keys()
    if (this.early.size > mostEarly && oldest !== undefined) this.early.delete(oldest)
    return fresh
  }
}
