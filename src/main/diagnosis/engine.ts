import { setMaxListeners } from 'node:events'
import type { CheckId } from '../../shared/checks'
import type { Finding } from '../../shared/finding'
import type { Host } from '../host/host'
import type { RunContext } from '../runs/run'
import { type FactName, Facts } from './facts'
import type { KeptObservation, Observed } from './observed'
import { sideBySide } from './side-by-side'

/** What a probe is given besides its input. */
export interface ProbeContext extends Pick<RunContext, 'inspector' | 'document'> {
  host: Host
  /** Keeps an observation, so that it can be judged again elsewhere. */
  observe(observed: Observed, unjudged?: true): void
}

/** One thing that can be looked at: what it needs, what it can tell the others, and how it is done. */
export interface DiagnosisProbe<I> {
  name: string
  /** What it looks at, as it stands after “Looking at”. */
  looksAt: string
  /** The check that is reported as skipped when the probe itself breaks down before it said anything. */
  standsFor: CheckId
  /** The checks whose findings it may report. */
  reports: readonly CheckId[]
  gives: readonly FactName[]
  /** What it waits for from others. */
  uses: readonly FactName[]
  /** Longest that it may take, where that is more than others may. */
  limitMs?: number
  needs(input: I): boolean
  run(input: I, facts: Facts, context: ProbeContext): AsyncGenerator<Finding, void>
}

export interface EngineOptions {
  /** Longest that one probe may take, what it waits for included. */
  limitMs: number
  /** Told of an error that is a bug; the diagnosis goes on. */
  onBug?: (error: unknown, probe: string) => void
}

/** What happens while probes run: one begins, has found something, has ended. */
export type EngineStep =
  | { kind: 'began'; probe: string }
  | { kind: 'found'; probe: string; finding: Finding }
  | { kind: 'ended'; probe: string; end: ProbeEnd; ms: number }

export interface EngineResult {
  facts: Facts
  observations: KeptObservation[]
}

export type ProbeEnd = 'done' | 'timed-out' | 'cancelled' | 'broken'

/** The default of `limitMs`. */
export const probeLimitMs = 60_000

/**
 * Runs every probe whose input is there, side by side, and yields what happens as it comes. What one finds out, others use. A probe
 * that hangs, throws or is cancelled is left behind and becomes a skipped finding; the rest goes on. Ends early when the host’s
 * signal is aborted.
 */
export async function* runEngine<I>(
  probes: readonly DiagnosisProbe<I>[],
  input: I,
  context: Omit<ProbeContext, 'observe'>,
  options: EngineOptions,
): AsyncGenerator<EngineStep, EngineResult> {
  const facts = new Facts()
  const result: EngineResult = { facts, observations: [] }
  const ready = probes.filter((probe) => probe.needs(input))
  const tellers = new Map<FactName, number>()
  for (const { gives } of ready) for (const fact of gives) tellers.set(fact, (tellers.get(fact) ?? 0) + 1)
  // What nobody is there to tell is not waited for.
  for (const { gives, uses } of probes)
    for (const fact of [...gives, ...uses]) if (!tellers.has(fact)) facts.close(fact)
  const finished = ({ gives }: DiagnosisProbe<I>) => {
    for (const fact of gives) {
      const left = (tellers.get(fact) ?? 1) - 1
      tellers.set(fact, left)
      if (left === 0) facts.close(fact)
    }
  }
  const all = new AbortController()
  const host = underSignal(context.host, AbortSignal.any([context.host.signal, all.signal]))
  try {
    yield* sideBySide(
      ready.map((probe) => guarded(probe, input, { ...context, host }, options, result, () => finished(probe))),
    )
  } finally {
    // Whoever stops reading early ends all that is still running.
    all.abort()
  }
  return result
}

/** A probe under its limit: always ends, never throws, always closes what it could have told. */
async function* guarded<I>(
  probe: DiagnosisProbe<I>,
  input: I,
  context: Omit<ProbeContext, 'observe'>,
  options: EngineOptions,
  result: EngineResult,
  finished: () => void,
): AsyncGenerator<EngineStep, void> {
  const { host } = context
  const found = (finding: Finding) => ({ kind: 'found', probe: probe.name, finding }) as const
  const limitMs = Math.max(options.limitMs, probe.limitMs ?? 0)
  const started = host.monotonic()
  const stop = new AbortController()
  const limit = setTimeout(() => stop.abort(timedOut), limitMs)
  const cancel = () => stop.abort(cancelled)
  host.signal.addEventListener('abort', cancel, { once: true })
  if (host.signal.aborted) cancel()
  const ended = new Promise<typeof gaveUp>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(gaveUp), { once: true })
    if (stop.signal.aborted) resolve(gaveUp)
  })
  const observe = (observed: Observed, unjudged?: true) => {
    result.observations.push({ ...observed, at: new Date(host.now()).toISOString(), ...(unjudged && { unjudged }) })
  }
  let run: ReturnType<typeof probe.run> | null = null
  let said = 0
  let end: ProbeEnd = 'done'
  try {
    yield { kind: 'began', probe: probe.name }
    run = probe.run(input, result.facts, { ...context, host: underSignal(host, stop.signal), observe })
    for (;;) {
      const next = run.next()
      // When it is given up, what it still rejects with is nobody's any more.
      next.catch(() => undefined)
      const step = await Promise.race([next, ended])
      if (step === gaveUp) {
        end = stop.signal.reason === timedOut ? 'timed-out' : 'cancelled'
        break
      }
      if (step.done) break
      said += 1
      yield found(step.value)
    }
  } catch (error) {
    end = stop.signal.aborted ? 'cancelled' : 'broken'
    if (end === 'broken') options.onBug?.(error, probe.name)
  } finally {
    clearTimeout(limit)
    host.signal.removeEventListener('abort', cancel)
    stop.abort(cancelled)
    // One that hangs is not waited for.
    run?.return(undefined).catch(() => undefined)
    finished()
  }
  if (end === 'timed-out' || end === 'broken') yield found(brokenDown(probe, end, limitMs, said))
  yield { kind: 'ended', probe: probe.name, end, ms: host.monotonic() - started }
}

const timedOut = Symbol('timed out')
const cancelled = Symbol('cancelled')
const gaveUp = Symbol('gave up')

function brokenDown<I>(
  { looksAt, standsFor }: DiagnosisProbe<I>,
  end: 'timed-out' | 'broken',
  limitMs: number,
  said: number,
): Finding {
  const why =
    end === 'timed-out'
      ? `was given up after ${Math.round(limitMs / 1000)} s without an end`
      : 'ended in an error of Signpost itself, which is written to its log'
  const rest = said > 0 ? ' What it had found until then stands.' : ''
  return { id: standsFor, status: 'skipped', summary: `Looking at ${looksAt} ${why}.${rest}`, evidence: [] }
}

/** The same machine, with everything on it ended by this signal as well. */
function underSignal(host: Host, signal: AbortSignal): Host {
  // Many requests of one probe listen to it at once, and each goes when it is done.
  setMaxListeners(0, signal)
  return {
    now: () => host.now(),
    monotonic: () => host.monotonic(),
    signal,
    http: (request) =>
      host.http({ ...request, signal: request.signal ? AbortSignal.any([request.signal, signal]) : signal }),
  }
}
