import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import { type DamagedFile, type Setup, setupSchema } from '../../../shared/setup'
import { applyEdit, type SetupEdit } from '../../../shared/setup-edit'
import { codeOf, fileProblem, readJsonFile, writeJsonFile } from './json-file'

const schemaVersion = 1

/**
 * The set-ups on disk, one file each, so that a damaged one leaves the rest intact. Edits of one set-up are carried out
 * in the order they came; an edit counts only once its file is written.
 */
export class SetupStore {
  private readonly setups = new Map<string, Setup>()
  private readonly damaged: DamagedFile[] = []
  private readonly unreadable: Problem[] = []
  private readonly queues = new Map<string, Promise<unknown>>()

  private constructor(
    private readonly folder: string,
    private readonly clock: () => Date,
    private readonly onChange: (setup: Setup) => void,
  ) {}

  static async open(folder: string, clock: () => Date, onChange: (setup: Setup) => void): Promise<SetupStore> {
    const store = new SetupStore(folder, clock, onChange)
    const names = await store.names()
    await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => store.load(name)))
    await Promise.all(
      names.filter((name) => /\.json\.tmp-/.test(name)).map((name) => rm(join(folder, name), { force: true })),
    )
    return store
  }

  /** What lies in the folder, which is made if need be. Nothing, and a report, where the disk does not let us. */
  private async names(): Promise<string[]> {
    try {
      // One by one: asked for all at once, Node answers a read-only disk with ENOENT.
      for (const path of [this.folder, this.bin]) await mkdir(path).catch(unlessThere)
      return await readdir(this.folder)
    } catch (error) {
      this.unreadable.push(fileProblem(error, this.folder, codeOf(error) === 'EACCES' ? 'read' : 'write'))
      return readdir(this.folder).catch(() => [])
    }
  }

  private get bin(): string {
    return join(this.folder, 'bin')
  }

  private async load(name: string): Promise<void> {
    const reading = await readJsonFile(join(this.folder, name), setupSchema, schemaVersion, [], this.clock())
    if (reading.kind === 'read') this.setups.set(reading.value.id, reading.value)
    if (reading.kind === 'damaged') this.damaged.push(reading.report)
    if (reading.kind === 'refused') this.unreadable.push(reading.problem)
  }

  all(): Setup[] {
    return [...this.setups.values()].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  }

  /** Files that were put aside or could not be opened since the start. */
  reports(): DamagedFile[] {
    const at = this.clock().toISOString()
    return [
      ...this.damaged,
      ...this.unreadable.map(({ title, detail, remedy }) => ({
        name: title,
        reason: `${detail} ${remedy}`,
        setAsideAs: '',
        at,
      })),
    ]
  }

  get(id: string): Outcome<Setup> {
    const setup = this.setups.get(id)
    return setup ? succeeded(setup) : failed(unknownSetup)
  }

  create(slug: string, organization: string, name: string): Promise<Outcome<Setup>> {
    const now = this.clock().toISOString()
    return this.write({
      schema: schemaVersion,
      id: randomUUID(),
      slug,
      name,
      organization,
      createdAt: now,
      updatedAt: now,
      values: {},
      steps: {},
      here: 0,
      link: null,
      sightings: [],
      confirmations: [],
      metadata: null,
      signIn: null,
      journal: [{ at: now, kind: 'created', text: `Set-up begun for ${organization}` }],
    })
  }

  edit(id: string, edit: SetupEdit): Promise<Outcome<Setup>> {
    return this.change(id, (setup, now) => applyEdit(setup, edit, now))
  }

  /** Changes a set-up by a pure function and writes it. */
  change(id: string, change: (setup: Setup, now: string) => Setup): Promise<Outcome<Setup>> {
    return this.inTurn(id, async () => {
      const setup = this.setups.get(id)
      if (!setup) return failed(unknownSetup)
      const changed = change(setup, this.clock().toISOString())
      return changed === setup ? succeeded(setup) : this.write(changed)
    })
  }

  /** Adds a set-up that came from elsewhere, under a new id. */
  adopt(setup: Setup, note: string): Promise<Outcome<Setup>> {
    const now = this.clock().toISOString()
    return this.write({
      ...setup,
      id: randomUUID(),
      createdAt: now,
      updatedAt: now,
      journal: [...setup.journal, { at: now, kind: 'imported', text: note }],
    })
  }

  remove(id: string): Promise<Outcome<void>> {
    return this.inTurn(id, async () => {
      if (!this.setups.has(id)) return failed(unknownSetup)
      const moved = await this.move(this.path(id), join(this.bin, `${id}.json`))
      if (moved.ok) this.setups.delete(id)
      return moved
    })
  }

  restore(id: string): Promise<Outcome<Setup>> {
    return this.inTurn(id, async () => {
      if (!/^[a-z0-9-]{8,64}$/.test(id)) return failed(unknownSetup)
      const moved = await this.move(join(this.bin, `${id}.json`), this.path(id))
      if (!moved.ok) return moved
      await this.load(`${id}.json`)
      return this.get(id)
    })
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`)
  }

  private async write(setup: Setup): Promise<Outcome<Setup>> {
    const written = await writeJsonFile(this.path(setup.id), setup)
    if (!written.ok) return written
    this.setups.set(setup.id, setup)
    this.onChange(setup)
    return succeeded(setup)
  }

  private async move(from: string, to: string): Promise<Outcome<void>> {
    try {
      await rename(from, to)
      return succeeded(undefined)
    } catch (error) {
      return failed(fileProblem(error, from, 'write'))
    }
  }

  /** Whether anything is still being written. */
  isBusy(): boolean {
    return this.queues.size > 0
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    while (this.isBusy()) await Promise.allSettled(this.queues.values())
  }

  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.queues.get(id) ?? Promise.resolve()).then(work, work)
    this.queues.set(id, turn)
    const leave = () => {
      if (this.queues.get(id) === turn) this.queues.delete(id)
    }
    turn.then(leave, leave)
    return turn
  }
}

const unknownSetup: Problem = {
  code: 'setup.unknown',
  title: 'This set-up does not exist any more.',
  detail: 'It was deleted, or its file was put aside because it was damaged.',
  remedy: 'Go back to the list of set-ups.',
}

function unlessThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error
}
