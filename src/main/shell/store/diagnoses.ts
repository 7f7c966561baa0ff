import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiagnosisEnd, DiagnosisSummary, KeptDiagnosis } from '../../../shared/diagnosis'
import { failed, type Outcome, type Problem, succeeded } from '../../../shared/problem'
import {
  type DiagnoseInput,
  type DiagnoseResult,
  diagnoseProgress,
  diagnoseResult,
} from '../../../shared/runs/diagnose'
import { rememberInput, subjectOf } from '../../diagnosis/remember'
import { type StoredDiagnosis, storedDiagnosisSchema } from '../../diagnosis/stored'
import type { Bundle } from '../../report/bundle'
import type { RunKeeper } from '../run-desk'
import { DiagnosisLog, type LoggedDiagnosis, readLog, type Standing } from './diagnosis-log'
import { fileProblem, readJsonFile, writeJsonFile } from './json-file'

/** What judges a diagnosis is read when the first one is looked at, so that the window does not wait for it. */
const judge = async () => ({
  ...(await import('../../diagnosis/shown')),
  ...(await import('../../diagnosis/judged-anew')),
})

const schemaVersion = 1
const running = '.running.jsonl'

/** How many are kept of each set-up, and of those that belong to none. The last good one of a set-up stays besides. */
const mostKept = 40

/**
 * The diagnoses on disk, one file each. They are read when somebody first asks for them, so that the window does not wait for
 * them. One that was cut off by the end of the program is made whole from its log.
 */
export class DiagnosisStore {
  private readonly summaries = new Map<string, DiagnosisSummary>()
  private readonly open = new Set<string>()
  private loading: Promise<void> | null = null
  /** Why something could not be read, or not be kept. The latter is over when writing works again. */
  private unread: Problem | null = null
  private unwritten: Problem | null = null

  constructor(
    private readonly folder: string,
    private readonly clock: () => Date,
    private readonly version: string,
    private readonly onEnd: (summary: DiagnosisSummary) => Promise<void> = async () => undefined,
  ) {}

  /** Begins to keep a diagnosis under the id of its run. */
  keep(id: string, input: DiagnoseInput): RunKeeper {
    this.open.add(id)
    const given = rememberInput(input)
    const startedAt = this.clock().toISOString()
    const head = {
      schema: schemaVersion,
      id,
      setupId: input.setupId ?? null,
      subject: subjectOf(given),
      startedAt,
      version: this.version,
      given,
    } as const
    const path = join(this.folder, `${id}${running}`)
    const log = this.attempt(path, async () => {
      await mkdir(this.folder, { recursive: true })
      return DiagnosisLog.begin(path, head)
    })
    const logged: Omit<LoggedDiagnosis, 'lastWrittenMs'> = { head, findings: [], standing: null }
    return {
      found: async (findings) => {
        logged.findings.push(...findings)
        await this.attempt(path, async () => (await log)?.found(findings))
      },
      stands: async (progress) => {
        const { inputs, product, probes } = diagnoseProgress.parse(progress)
        const standing = { inputs, product, probes }
        if (JSON.stringify(standing) === JSON.stringify(logged.standing)) return
        logged.standing = standing
        await this.attempt(path, async () => (await log)?.stands(standing))
      },
      ended: async (end, value, made) => {
        const result = end === 'done' ? { ...diagnoseResult.parse(value), ...seenIn(made) } : null
        await this.attempt(path, async () => (await log)?.close())
        const durationMs = this.clock().getTime() - Date.parse(startedAt)
        const kept = await this.write(fromLog(logged, end, durationMs, result))
        if (kept) await this.attempt(path, () => rm(path, { force: true }))
        this.open.delete(id)
        if (kept) await this.onEnd(kept)
        await this.prune(input.setupId ?? null)
      },
    }
  }

  /** The last first: of one set-up, or all of them. `problem` says why some could not be kept. */
  async list(setupId: string | null): Promise<{ items: DiagnosisSummary[]; problem: Problem | null }> {
    await this.load()
    const all = [...this.summaries.values()].filter((one) => setupId === null || one.setupId === setupId)
    return { items: all.sort((a, b) => b.startedAt.localeCompare(a.startedAt)), problem: this.unwritten ?? this.unread }
  }

  async get(id: string): Promise<Outcome<KeptDiagnosis>> {
    const stored = await this.read(id)
    return stored.ok ? succeeded((await judge()).shownDiagnosis(stored.value)) : stored
  }

  /** A diagnosis as it is handed on, before anything is taken out of it; somebody else’s as it is judged here. */
  async bundle(id: string): Promise<Outcome<Bundle>> {
    const stored = await this.read(id)
    if (!stored.ok) return stored
    const { bundle, end } = stored.value
    return succeeded(end === 'opened' ? (await judge()).judgedAnew(bundle).bundle : bundle)
  }

  /** Adds a diagnosis that somebody else made, and gives its id. */
  async adopt(bundle: Bundle): Promise<Outcome<{ id: string }>> {
    await this.load()
    const id = randomUUID()
    const kept = await this.write({ schema: schemaVersion, id, setupId: null, end: 'opened', given: {}, bundle })
    return kept ? succeeded({ id }) : failed(this.unwritten ?? unknownDiagnosis)
  }

  async remove(id: string): Promise<Outcome<void>> {
    await this.load()
    const moved = await this.move(this.path(id), join(this.folder, 'bin', `${id}.json`), id)
    if (moved.ok) this.summaries.delete(id)
    return moved
  }

  async restore(id: string): Promise<Outcome<void>> {
    await this.load()
    const moved = await this.move(join(this.folder, 'bin', `${id}.json`), this.path(id), id)
    if (moved.ok) await this.loadFile(`${id}.json`)
    return moved
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`)
  }

  private load(): Promise<void> {
    this.loading ??= this.attempt(this.folder, () => this.readFolder()).then((read) => {
      // A folder that could not be read may be there the next time.
      if (read === null) this.loading = null
    })
    return this.loading
  }

  private async readFolder(): Promise<true> {
    await mkdir(join(this.folder, 'bin'), { recursive: true })
    const names = await readdir(this.folder)
    for (const name of names.filter((one) => one.endsWith('.json'))) await this.loadFile(name)
    for (const name of names.filter((one) => one.endsWith(running))) await this.recover(name)
    await Promise.all(
      names.filter((name) => /\.json\.tmp-/.test(name)).map((name) => rm(join(this.folder, name), { force: true })),
    )
    return true
  }

  private async loadFile(name: string): Promise<void> {
    const path = join(this.folder, name)
    const reading = await readJsonFile(path, storedDiagnosisSchema, schemaVersion, [], this.clock())
    if (reading.kind === 'read') await this.summarize(reading.value)
    if (reading.kind === 'damaged') this.unread = setAside(reading.report.name, reading.report.reason)
    if (reading.kind === 'refused') this.unread = reading.problem
  }

  /** Makes a diagnosis of the log of one that was cut off. */
  private async recover(name: string): Promise<void> {
    const id = name.slice(0, -running.length)
    if (this.open.has(id) || this.summaries.has(id)) return
    const path = join(this.folder, name)
    const logged = await this.attempt(path, () => readLog(path))
    if (logged === null) {
      await this.attempt(path, () => rename(path, `${path}.damaged`))
      this.unread ??= setAside(name, 'Its first line is not there, or cut off.')
      return
    }
    const durationMs = Math.max(0, logged.lastWrittenMs - Date.parse(logged.head.startedAt))
    const kept = await this.write(fromLog(logged, 'interrupted', durationMs, null))
    if (kept) await this.attempt(path, () => rm(path, { force: true }))
  }

  private async read(id: string): Promise<Outcome<StoredDiagnosis>> {
    await this.load()
    if (!this.summaries.has(id)) return failed(unknownDiagnosis)
    const reading = await readJsonFile(this.path(id), storedDiagnosisSchema, schemaVersion, [], this.clock())
    if (reading.kind === 'read') return succeeded(reading.value)
    this.summaries.delete(id)
    if (reading.kind === 'refused') return failed(reading.problem)
    return failed(reading.kind === 'damaged' ? setAside(reading.report.name, reading.report.reason) : unknownDiagnosis)
  }

  private async write(stored: StoredDiagnosis): Promise<DiagnosisSummary | null> {
    const written = await writeJsonFile(this.path(stored.id), stored)
    this.unwritten = written.ok ? null : written.problem
    if (!written.ok) return null
    return this.summarize(stored)
  }

  private async summarize(stored: StoredDiagnosis): Promise<DiagnosisSummary> {
    const { shownDiagnosis, summaryOf } = await judge()
    const summary = summaryOf(shownDiagnosis(stored))
    this.summaries.set(stored.id, summary)
    return summary
  }

  private async prune(setupId: string | null): Promise<void> {
    await this.load()
    const own = (await this.list(null)).items.filter((one) => one.setupId === setupId)
    const lastGood = setupId === null ? undefined : own.find(({ good }) => good)
    for (const one of own.slice(mostKept)) {
      if (one === lastGood) continue
      await this.attempt(this.path(one.id), () => rm(this.path(one.id), { force: true }))
      this.summaries.delete(one.id)
    }
  }

  private async move(from: string, to: string, id: string): Promise<Outcome<void>> {
    if (!/^[a-z0-9-]{8,64}$/.test(id)) return failed(unknownDiagnosis)
    try {
      await rename(from, to)
      return succeeded(undefined)
    } catch (error) {
      return failed(fileProblem(error, from, 'write'))
    }
  }

  /** Does what may fail on a full disk; a failure becomes the problem that the list of diagnoses shows. */
  private async attempt<T>(path: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      this.unwritten = fileProblem(error, path, 'write')
      return null
    }
  }
}

function fromLog(
  { head, findings, standing }: Omit<LoggedDiagnosis, 'lastWrittenMs'>,
  end: DiagnosisEnd,
  durationMs: number,
  result: (DiagnoseResult & { seen?: unknown }) | null,
): StoredDiagnosis {
  const { schema, id, setupId, given, subject, startedAt, version } = head
  const { verdicts: _, assertion: __, ...rest } = result ?? { verdicts: [], assertion: null, ...unfinished(standing) }
  return {
    schema,
    id,
    setupId,
    end,
    given,
    bundle: {
      tool: 'signpost',
      version,
      command: 'diagnose',
      subject,
      startedAt,
      durationMs,
      findings,
      verdicts: [],
      result: rest,
    },
  }
}

/** What the probes saw travels with the evidence, and never to the page. */
function seenIn(made: unknown): { seen?: unknown } {
  return typeof made === 'object' && made !== null && 'seen' in made ? { seen: made.seen } : {}
}

/** What is known of a diagnosis that came to no result. */
function unfinished(standing: Standing | null) {
  const probes = standing?.probes.map(({ name, looksAt, state }) => {
    return { name, looksAt, end: state === 'running' ? ('cancelled' as const) : state, ms: 0, findings: [] }
  })
  return { inputs: standing?.inputs ?? [], product: standing?.product ?? null, probes: probes ?? [] }
}

const unknownDiagnosis: Problem = {
  code: 'diagnosis.unknown',
  title: 'This diagnosis is not kept any more.',
  detail: 'It was deleted, it was one of the oldest, or its file was put aside because it was damaged.',
  remedy: 'Run the diagnosis again.',
}

const setAside = (name: string, reason: string): Problem => ({
  code: 'diagnosis.damaged',
  title: 'One diagnosis could not be read and was put aside.',
  detail: `${name}: ${reason}`,
  remedy: 'Its file was left in the folder of diagnoses under another name. The others are not affected.',
})
