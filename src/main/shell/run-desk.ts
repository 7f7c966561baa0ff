import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import { type RunInput, type RunKind, runTable } from '../../shared/runs/table'
import type { Host } from '../host/host'
import type { RunContext, Runner } from '../runs/run'
import { tell } from './ipc'

type Runners = { readonly [K in RunKind]: Runner<K> }
type AnyContext = RunContext & { progress: (make: () => unknown) => void }
type AnyRunner = (input: unknown, context: AnyContext) => AsyncGenerator<Finding, Outcome<unknown>>

/** Takes down what a run has to tell, before the page hears of it. None of it ever fails. */
export interface RunKeeper {
  /** Before the run does anything. */
  begins?(): Promise<void>
  found(findings: readonly Finding[]): Promise<void>
  stands(progress: unknown): Promise<void>
  /** `made`: what the run came to, with whatever of it the page does not get. */
  ended(how: 'done' | 'cancelled' | 'broken', result: unknown, made?: unknown): Promise<void>
}
type Keepers = { readonly [K in RunKind]?: (runId: string, input: RunInput<K>) => RunKeeper | null }
type AnyKeepers = { readonly [kind: string]: ((runId: string, input: unknown) => RunKeeper | null) | undefined }

/** Two that take the same run down. */
export function together(one: RunKeeper, other: RunKeeper | null): RunKeeper {
  if (other === null) return one
  const both = async (tell: (keeper: RunKeeper) => Promise<void> | undefined) => {
    await Promise.all([tell(one), tell(other)])
  }
  return {
    begins: () => both((keeper) => keeper.begins?.()),
    found: (findings) => both((keeper) => keeper.found(findings)),
    stands: (progress) => both((keeper) => keeper.stands(progress)),
    ended: (how, result, made) => both((keeper) => keeper.ended(how, result, made)),
  }
}

/** Starts runs for the page, streams their findings at most once a frame, and ends them when asked or when the page goes. */
export class RunDesk {
  private readonly running = new Map<string, AbortController>()

  constructor(
    private readonly runners: Runners,
    private readonly context: Omit<RunContext, 'host' | 'onText'>,
    private readonly hostFor: (signal: AbortSignal) => Host,
    private readonly report: (error: unknown, call: string) => void,
    private readonly keepers: Keepers = {},
  ) {}

  start(kind: string, rawInput: unknown): Outcome<{ runId: string }> {
    if (!isRunKind(kind)) return failed(unknownRun(kind))
    const input = runTable[kind].input.safeParse(rawInput)
    if (!input.success) {
      const issue = input.error.issues[0]
      return failed({
        code: 'run.invalid',
        title: 'This check cannot start.',
        detail: `${issue?.path.join('.') || 'The input'}: ${issue?.message ?? 'does not fit'}.`,
        remedy: 'Change it and try again.',
      })
    }
    const runId = randomUUID()
    const controller = new AbortController()
    this.running.set(runId, controller)
    // The schema above produced exactly the input this runner is typed for; TypeScript cannot follow the index.
    const runner = this.runners[kind] as AnyRunner
    // And so for what takes it down.
    const keeper = (this.keepers as AnyKeepers)[kind]?.(runId, input.data) ?? null
    const news = new News(runId, kind, keeper)
    const run = runner(input.data, {
      ...this.context,
      host: this.hostFor(controller.signal),
      hostFor: this.hostFor,
      progress: (make) => news.offer(make),
      onText: (stretch) => tell('run.text', { runId, ...stretch }),
    })
    void this.follow(runId, kind, run, news, keeper, controller.signal)
    return succeeded({ runId })
  }

  cancel(runId: string): void {
    this.running.get(runId)?.abort()
  }

  cancelAll(): void {
    for (const controller of this.running.values()) controller.abort()
  }

  private async follow(
    runId: string,
    kind: RunKind,
    run: AsyncGenerator<Finding, Outcome<unknown>>,
    news: News,
    keeper: RunKeeper | null,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await keeper?.begins?.()
      let step = await run.next()
      while (!step.done) {
        news.add(step.value)
        step = await run.next()
      }
      await news.flush()
      const outcome = signal.aborted ? failed(cancelled) : judged(kind, step.value)
      await keeper?.ended(
        outcome.ok ? 'done' : signal.aborted ? 'cancelled' : 'broken',
        outcome.ok ? outcome.value : null,
        step.value.ok ? step.value.value : null,
      )
      tell('run.ended', { runId, outcome })
    } catch (error) {
      await news.flush()
      if (!signal.aborted) this.report(error, kind)
      await keeper?.ended(signal.aborted ? 'cancelled' : 'broken', null)
      tell('run.ended', { runId, outcome: failed(signal.aborted ? cancelled : broken(kind)) })
    } finally {
      this.running.delete(runId)
    }
  }
}

/** Characters of findings that cross to the page at once. */
const mostAtOnce = 60_000

/** Gathers what a run has to tell for one frame before it crosses to the page, where a crossing costs more than a finding; never too much for one. */
class News {
  private waiting: Finding[] = []
  private size = 0
  private progress: (() => unknown) | null = null
  private timer: NodeJS.Timeout | null = null
  private sent: Promise<void> = Promise.resolve()

  constructor(
    private readonly runId: string,
    private readonly kind: RunKind,
    private readonly keeper: RunKeeper | null,
  ) {}

  add(finding: Finding): void {
    const size = JSON.stringify(finding).length
    if (this.size + size > mostAtOnce) void this.flush()
    this.waiting.push(finding)
    this.size += size
    this.timer ??= setTimeout(() => void this.flush(), 16)
  }

  /** The latest progress takes the place of one that was not sent yet. */
  offer(make: () => unknown): void {
    this.progress = make
    this.timer ??= setTimeout(() => void this.flush(), 16)
  }

  /** Sends what waits, after what was sent before; resolves when it is sent. */
  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    const { runId, kind, keeper, waiting: findings } = this
    // Made now, so that it speaks of no finding that goes out later.
    const progress = this.progress === null ? null : progressOf(kind, this.progress())
    this.waiting = []
    this.size = 0
    this.progress = null
    this.sent = this.sent.then(async () => {
      if (findings.length > 0) {
        await keeper?.found(findings)
        tell('run.findings', { runId, findings })
      }
      if (progress !== null) {
        await keeper?.stands(progress)
        tell('run.progress', { runId, progress })
      }
    })
    return this.sent
  }
}

function isRunKind(kind: string): kind is RunKind {
  return Object.hasOwn(runTable, kind)
}

function progressOf(kind: RunKind, progress: unknown): unknown {
  const schemas: Readonly<Record<string, z.ZodType>> = runTable[kind]
  return schemas.progress?.parse(progress)
}

function judged(kind: RunKind, outcome: Outcome<unknown>): Outcome<unknown> {
  return outcome.ok ? { ok: true, value: runTable[kind].result.parse(outcome.value) } : outcome
}

const cancelled: Problem = {
  code: 'run.cancelled',
  title: 'The check was cancelled.',
  detail: 'What it had found until then is still shown.',
  remedy: 'Start it again when you want the rest.',
}

const unknownRun = (kind: string): Problem => ({
  code: 'run.unknown',
  title: 'There is no such check.',
  detail: `Signpost knows no check called ${kind}.`,
  remedy: 'Update Signpost.',
})

const broken = (kind: string): Problem => ({
  code: 'run.bug',
  title: 'Signpost itself failed during this check.',
  detail: `The check ${kind} ended in an error that was not expected. What it had found until then is still shown.`,
  remedy: 'Start it again; if it happens twice, report it with the log file.',
})
