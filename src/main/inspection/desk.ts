import type { Finding } from '../../shared/finding'
import type { Outcome } from '../../shared/problem'
import { fittingFinding } from './fitting'
import { batchIntervalMs, bytesReference, type FromInspector, mapDeep, pieceLength, type ToInspector } from './protocol'

/** How the inspector talks to main, whatever carries it. */
export interface DeskPort {
  post(message: FromInspector): void
  onMessage(listener: (message: unknown) => void): void
}

type AnyJob = (
  input: never,
  signal: AbortSignal,
  part: (value: unknown) => void,
) => AsyncGenerator<Finding, Outcome<unknown>>

const memoryIntervalMs = 100

/** Carries out jobs one after the other as main sends them. Main is trusted; the documents are not. */
export function answerJobs(jobs: Readonly<Record<string, AnyJob>>, port: DeskPort): void {
  const running = new Map<number, AbortController>()
  const bytes = new Map<string, Filling>()
  port.onMessage((raw) => {
    const message = raw as ToInspector // main speaks this protocol only
    if (message.type === 'abort') {
      running.get(message.job)?.abort()
      drop(bytes, message.job)
    }
    if (message.type === 'bytes') fill(bytes, message)
    if (message.type === 'job') {
      const controller = new AbortController()
      running.set(message.job, controller)
      const input = restore(message, bytes)
      void carryOut(jobs, message, input, controller.signal, port).finally(() => running.delete(message.job))
    }
  })
}

/** Large bytes on their way: made in full at once, so that they never lie here twice. */
interface Filling {
  whole: Buffer
  filled: number
}

function fill(bytes: Map<string, Filling>, { job, ref, total, bytes: piece }: Extract<ToInspector, { type: 'bytes' }>) {
  const key = `${job} ${ref}`
  const filling = bytes.get(key) ?? { whole: Buffer.alloc(total), filled: 0 }
  filling.whole.set(piece, filling.filled)
  filling.filled += piece.length
  bytes.set(key, filling)
}

function drop(bytes: Map<string, Filling>, job: number): void {
  for (const key of bytes.keys()) if (key.startsWith(`${job} `)) bytes.delete(key)
}

function restore({ job, input }: Extract<ToInspector, { type: 'job' }>, bytes: Map<string, Filling>): unknown {
  const restored = mapDeep(input, (value) => {
    const found = bytesReference.safeParse(value)
    return found.success ? bytes.get(`${job} ${found.data.$bytes}`)?.whole : value
  })
  drop(bytes, job)
  return restored
}

async function carryOut(
  jobs: Readonly<Record<string, AnyJob>>,
  { job, kind }: Extract<ToInspector, { type: 'job' }>,
  input: unknown,
  signal: AbortSignal,
  port: DeskPort,
): Promise<void> {
  const work = Object.hasOwn(jobs, kind) ? jobs[kind] : undefined
  if (!work) return port.post({ type: 'broken', job, message: `There is no job ${kind}.` })
  const watch = setInterval(() => port.post({ type: 'memory', rss: process.memoryUsage.rss() }), memoryIntervalMs)
  const batch = new FindingBatch((json) => port.post({ type: 'findings', job, json }))
  try {
    const part = (value: unknown) => port.post({ type: 'part', job, json: JSON.stringify(value) })
    const run = work(input as never, signal, part) // typed at the door, InspectionInput
    let step = await run.next()
    while (!step.done) {
      batch.add(fittingFinding(step.value))
      step = await run.next()
    }
    batch.flush()
    if (!step.value.ok) return port.post({ type: 'problem', job, problem: step.value.problem })
    const json = JSON.stringify(step.value.value)
    for (let at = 0; at < json.length; at += pieceLength) {
      port.post({ type: 'piece', job, text: json.slice(at, at + pieceLength) })
    }
    port.post({ type: 'done', job })
  } catch (error) {
    batch.flush()
    port.post({ type: 'broken', job, message: describe(error) })
  } finally {
    clearInterval(watch)
  }
}

/** The stack without its message: a message may quote the document. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...frames.slice(0, 8)].join('\n')
}

/** Gathers findings for a frame, but never more than one message should carry. */
class FindingBatch {
  private waiting: string[] = []
  private size = 0
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly send: (json: string) => void) {}

  add(finding: Finding): void {
    const json = JSON.stringify(finding)
    if (this.size + json.length > pieceLength) this.flush()
    this.waiting.push(json)
    this.size += json.length
    this.timer ??= setTimeout(() => this.flush(), batchIntervalMs)
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.waiting.length > 0) this.send(`[${this.waiting.join(',')}]`)
    this.waiting = []
    this.size = 0
  }
}
