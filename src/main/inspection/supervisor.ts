import type { Finding } from '../../shared/finding'
import { failed, type Outcome, type Problem, succeeded } from '../../shared/problem'
import type { Inspector } from './door'
import type { InspectionInput, InspectionJob, InspectionPart, InspectionResult } from './jobs'
import {
  type FromInspector,
  findingsSchema,
  fromInspectorSchema,
  mapDeep,
  reference,
  type ToInspector,
} from './protocol'
import { inspectionResults } from './results'

/** The inspector's process as its supervisor needs it: a utility process of Electron, a child of Node, a stand-in of a test. */
export interface InspectorProcess {
  post(message: ToInspector): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number | null) => void): void
  /** Ends the process at once, whatever it is doing. */
  kill(): void
  /** Resident memory in bytes, if the process can be asked from outside. */
  memory?(): number | null
}

export interface InspectionLimits {
  timeMs: number
  /** Resident memory of the process. */
  memoryBytes: number
  /** How long a cancelled job may take to stop before the process is killed. */
  graceMs: number
}

export const inspectionLimits: InspectionLimits = { timeMs: 20_000, memoryBytes: 1024 * 1024 * 1024, graceMs: 100 }

/** Heap of the process in megabytes, for `--max-old-space-size`. */
export const inspectorHeapMegabytes = 512

const memoryPollMs = 50
const largeBytes = 64 * 1024
const sentAtOnce = 64 * 1024
/** Pieces sent before main looks after something else. */
const sentInARow = 16

/**
 * Runs the inspector: starts its process on first use, gives it one job at a time, and kills it when a job outlives its time or
 * memory, breaks, or does not stop when cancelled. The next job gets a fresh process. `report` is told of bugs.
 */
export function superviseInspector(
  spawn: () => InspectorProcess,
  report: (message: string) => void = () => {},
  limits: InspectionLimits = inspectionLimits,
): Inspector {
  const line = new Line()
  let live: InspectorProcess | null = null
  let current: Running | null = null
  let jobs = 0

  const kill = () => {
    live?.kill()
    live = null
  }
  const start = (): InspectorProcess => {
    const started = spawn()
    started.onMessage((raw) => {
      if (live !== started) return
      const message = fromInspectorSchema.safeParse(raw)
      if (message.success) current?.take(message.data)
      else current?.end(failed(broken), 'The inspector sent a message that is none.')
    })
    started.onExit((code) => {
      if (live !== started) return
      live = null
      current?.end(failed(crashed), `The inspector ended with code ${code}.`)
    })
    return started
  }

  async function* inspect<K extends InspectionJob>(
    kind: K,
    input: InspectionInput<K>,
    signal: AbortSignal,
    onPart?: (part: InspectionPart<K>) => void,
  ): AsyncGenerator<Finding, Outcome<InspectionResult<K>>> {
    const release = await line.wait(signal)
    if (!release) return failed(cancelled)
    const job = ++jobs
    const { result, part } = inspectionResults[kind]
    const running = new Running(job, (json) => {
      const value = part.safeParse(parseJson(json))
      if (value.success) onPart?.(value.data)
      return value.success
    })
    current = running
    const inspector = live ?? start()
    live = inspector
    const stop = watchOver(running, inspector, limits, signal, kill, report)
    try {
      // Cancelled on its way, the job is never begun; what is there of it the inspector drops.
      if (!(await send(inspector, job, kind, input, () => !running.hasEnded && !signal.aborted))) {
        return failed(signal.aborted ? cancelled : broken)
      }
      yield* running.findings()
      const outcome = await running.outcome
      if (!outcome.ok) return signal.aborted ? failed(cancelled) : outcome
      const value = result.safeParse(parseJson(outcome.value))
      if (value.success) return succeeded(value.data)
      report(`The result of ${kind} does not fit its schema.`)
      kill()
      return failed(broken)
    } finally {
      stop()
      // Left early, by a consumer that went away: the work must not go on.
      if (!running.hasEnded) kill()
      current = null
      release()
    }
  }

  return { inspect, close: kill }
}

/** Lets one job pass at a time, in the order they came. */
class Line {
  private last: Promise<void> = Promise.resolve()

  /** Waits for its turn; gives the way to end it, or null if the signal was aborted before. */
  async wait(signal: AbortSignal): Promise<(() => void) | null> {
    const before = this.last
    let release = () => {}
    const mine = new Promise<void>((resolve) => {
      release = resolve
    })
    this.last = before.then(() => mine)
    if (signal.aborted) {
      release()
      return null
    }
    const aborted = new Promise<'aborted'>((resolve) =>
      signal.addEventListener('abort', () => resolve('aborted'), { once: true }),
    )
    if ((await Promise.race([before, aborted])) === 'aborted') {
      release()
      return null
    }
    return release
  }
}

/** One job under way: what came of it so far, and how it ended. */
class Running {
  readonly outcome: Promise<Outcome<string>>
  hasEnded = false
  private readonly found: Finding[] = []
  private readonly pieces: string[] = []
  private wake = () => {}
  private settle: (outcome: Outcome<string>) => void = () => {}
  private onWeight: (rss: number) => void = () => {}
  private onEnd: (bug: string | null) => void = () => {}

  constructor(
    readonly job: number,
    private readonly onPart: (json: string) => boolean,
  ) {
    this.outcome = new Promise((resolve) => {
      this.settle = resolve
    })
  }

  /** Is told when the job ends; a bug says what it was. */
  whenEnded(listener: (bug: string | null) => void): void {
    this.onEnd = listener
  }

  /** Is told how much memory the process takes. */
  whenWeighed(listener: (rss: number) => void): void {
    this.onWeight = listener
  }

  take(message: FromInspector): void {
    if (this.hasEnded) return
    if (message.type === 'memory') this.onWeight(message.rss)
    else if (message.job === this.job) this.takeOwn(message)
  }

  private takeOwn(message: Exclude<FromInspector, { type: 'memory' }>): void {
    if (message.type === 'findings') {
      const findings = findingsSchema.safeParse(parseJson(message.json))
      if (findings.success) this.found.push(...findings.data)
      else this.end(failed(broken), 'The inspector sent findings that are none.')
      this.wake()
    }
    if (message.type === 'part' && !this.onPart(message.json)) {
      this.end(failed(broken), 'The inspector sent a part that is none.')
    }
    if (message.type === 'piece') this.pieces.push(message.text)
    if (message.type === 'done') this.end(succeeded(this.pieces.join('')))
    if (message.type === 'problem') this.end(failed(message.problem))
    if (message.type === 'broken') this.end(failed(broken), message.message)
  }

  end(outcome: Outcome<string>, bug: string | null = null): void {
    if (this.hasEnded) return
    this.hasEnded = true
    this.settle(outcome)
    this.wake()
    this.onEnd(bug)
  }

  async *findings(): AsyncGenerator<Finding, void> {
    for (;;) {
      yield* this.found.splice(0)
      if (this.hasEnded && this.found.length === 0) return
      if (this.found.length > 0) continue
      await new Promise<void>((resolve) => {
        this.wake = resolve
        if (this.hasEnded || this.found.length > 0) resolve()
      })
    }
  }
}

function watchOver(
  running: Running,
  inspector: InspectorProcess,
  limits: InspectionLimits,
  signal: AbortSignal,
  kill: () => void,
  report: (message: string) => void,
): () => void {
  const overrun = (problem: Problem) => {
    kill()
    running.end(failed(problem))
  }
  const timers: NodeJS.Timeout[] = [setTimeout(() => overrun(tooSlow(limits.timeMs)), limits.timeMs)]
  const checkMemory = (rss: number | null | undefined) => {
    if (typeof rss === 'number' && rss > limits.memoryBytes) overrun(tooMuch(limits.memoryBytes))
  }
  const memory = setInterval(() => checkMemory(inspector.memory?.()), memoryPollMs)
  running.whenWeighed(checkMemory)
  const abort = () => {
    inspector.post({ type: 'abort', job: running.job })
    timers.push(setTimeout(() => overrun(cancelled), limits.graceMs))
  }
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  running.whenEnded((bug) => {
    if (bug === null || signal.aborted) return
    report(bug)
    kill()
  })
  return () => {
    for (const timer of timers) clearTimeout(timer)
    clearInterval(memory)
    signal.removeEventListener('abort', abort)
  }
}

/**
 * Sends a job; large bytes go ahead in pieces, and between them main has its turn, so that nothing holds it up. Bytes are copied
 * out of the buffer they lie in: some carriers send the whole buffer, and with it what else lies there. False: it was not wanted
 * any more.
 */
async function send(
  inspector: InspectorProcess,
  job: number,
  kind: string,
  input: unknown,
  isWanted: () => boolean,
): Promise<boolean> {
  const large: Uint8Array[] = []
  const light = mapDeep(input, (value) => {
    if (!(value instanceof Uint8Array)) return value
    return value.length <= largeBytes ? new Uint8Array(value) : reference(large.push(value))
  })
  let sent = 0
  for (const [index, value] of large.entries()) {
    for (let at = 0; at < value.length; at += sentAtOnce) {
      if (++sent % sentInARow === 0) await new Promise((resolve) => setImmediate(resolve))
      if (!isWanted()) return false
      const bytes = new Uint8Array(value.subarray(at, at + sentAtOnce))
      inspector.post({ type: 'bytes', job, ref: index + 1, total: value.length, bytes })
    }
  }
  inspector.post({ type: 'job', job, kind, input: light })
  return true
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const cancelled: Problem = {
  code: 'inspection.cancelled',
  title: 'The inspection was cancelled.',
  detail: 'What it had found until then is still shown.',
  remedy: 'Start it again when you want the rest.',
}

const tooSlow = (timeMs: number): Problem => ({
  code: 'inspection.timeout',
  title: 'The document took too long to read.',
  detail: `After ${timeMs / 1000} seconds the inspector was stopped. A document made to exhaust its reader does this, or a very large one.`,
  remedy: 'Give the metadata of the single entity, or a smaller document.',
})

const tooMuch = (memoryBytes: number): Problem => ({
  code: 'inspection.memory',
  title: 'The document took too much memory to read.',
  detail: `Above ${Math.round(memoryBytes / 1024 / 1024)} MB the inspector was stopped. A document made to exhaust its reader does this, or a very large one.`,
  remedy: 'Give the metadata of the single entity, or a smaller document.',
})

const crashed: Problem = {
  code: 'inspection.crashed',
  title: 'The inspector ended while it read the document.',
  detail:
    'Documents are read in a process of their own, so nothing else was harmed. Too little memory is the usual reason.',
  remedy: 'Try again with the document alone; if it happens twice, report it with the log file.',
}

const broken: Problem = {
  code: 'inspection.bug',
  title: 'Signpost itself failed while it read the document.',
  detail:
    'The inspector met an error that was not expected and was stopped. What it had found until then is still shown.',
  remedy: 'Try again; if it happens twice, report it with the log file.',
}
