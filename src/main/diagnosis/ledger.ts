import type { Finding } from '../../shared/finding'
import type { DiagnoseProgress, DiagnoseResult } from '../../shared/runs/diagnose'
import type { EngineStep } from './engine'

type ProbeLine = {
  name: string
  looksAt: string
  state: DiagnoseProgress['probes'][number]['state']
  ms: number
  findings: number[]
}

/** What a diagnosis has found so far, in the order it came, and which probe found what. */
export class Ledger {
  readonly findings: Finding[] = []
  private readonly lines = new Map<string, ProbeLine>()

  constructor(private readonly looksAt: (probe: string) => string) {}

  /** A finding that no probe of this run made. */
  add(finding: Finding): void {
    this.findings.push(finding)
  }

  /** The findings of a probe that is not run again. */
  keep({ name, looksAt, end, ms, findings }: DiagnoseResult['probes'][number], all: readonly Finding[]): Finding[] {
    const kept = findings.flatMap((place) => all[place] ?? [])
    const line: ProbeLine = { name, looksAt, state: end, ms, findings: [] }
    this.lines.set(name, line)
    for (const finding of kept) this.write(line, finding)
    return kept
  }

  take(step: EngineStep): void {
    const line = this.lineOf(step.probe)
    if (step.kind === 'found') this.write(line, step.finding)
    if (step.kind === 'ended') {
      line.state = step.end
      line.ms = step.ms
    }
  }

  /** The names of the probes that still run. */
  running(): string[] {
    return [...this.lines.values()].filter(({ state }) => state === 'running').map(({ name }) => name)
  }

  standing(): DiagnoseProgress['probes'] {
    return [...this.lines.values()].map(({ name, looksAt, state }) => ({ name, looksAt, state }))
  }

  ended(): DiagnoseResult['probes'] {
    return [...this.lines.values()].map(({ name, looksAt, state, ms, findings }) => ({
      name,
      looksAt,
      // Whoever has not ended when all is over was cut off.
      end: state === 'running' ? 'cancelled' : state,
      ms,
      findings,
    }))
  }

  private write({ findings }: ProbeLine, finding: Finding): void {
    findings.push(this.findings.push(finding) - 1)
  }

  private lineOf(name: string): ProbeLine {
    const known = this.lines.get(name)
    if (known) return known
    const line: ProbeLine = { name, looksAt: this.looksAt(name), state: 'running', ms: 0, findings: [] }
    this.lines.set(name, line)
    return line
  }
}
