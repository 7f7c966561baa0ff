import type { Brought } from '../../shared/brought'
import type { Finding } from '../../shared/finding'
import { judgeCauses } from '../../shared/guidance/evidence/judge'
import { productIn } from '../../shared/guidance/subjects'
import { readSymptom } from '../../shared/guidance/symptoms/symptoms'
import type { DiagnoseProgress, DiagnoseResult } from '../../shared/runs/diagnose'
import { compareSides, mergeSides } from '../../shared/three-way'
import type { BranchId } from '../../shared/verdict'
import type { ClockObservation } from '../clock/observation'
import { sourceOf } from '../clock/probe'
import { asMeant } from './as-meant'
import { causesOpenTo, probesFor } from './bearing'
import { type EngineOptions, type EngineResult, type ProbeContext, runEngine } from './engine'
import { type DiagnosisInput, inputsGiven } from './input'
import { Ledger } from './ledger'
import type { KeptObservation } from './observed'
import { diagnosisProbes } from './probes/probes'

export interface Diagnosis {
  result: DiagnoseResult
  findings: Finding[]
  observations: KeptObservation[]
}

/** What is said about a diagnosis rather than looked at. */
export interface Circumstances {
  symptom: string | null
  idpEntityId: string | null
  idpSsoUrl: string | null
  /** What was found before anything was looked at, such as a key that cannot be had. */
  found: readonly Finding[]
  /** An earlier run of the same inputs, of which one branch is looked at again. */
  again: { branch: BranchId; findings: readonly Finding[]; result: DiagnoseResult } | null
}

export const noCircumstances: Circumstances = {
  symptom: null,
  idpEntityId: null,
  idpSsoUrl: null,
  found: [],
  again: null,
}

export interface DiagnoseOptions extends EngineOptions {
  /** Offered whenever a finding came or a probe began or ended. The verdicts are made only when they are asked for. */
  onProgress?: (make: () => DiagnoseProgress) => void
}

/**
 * Looks at everything that was given, side by side, and folds what was found into a verdict for each cause. Yields findings as they
 * come; verdicts come in any case, honest ones, whatever hung or broke.
 */
export async function* diagnose(
  given: DiagnosisInput,
  circumstances: Circumstances,
  context: Omit<ProbeContext, 'observe'>,
  options: DiagnoseOptions,
): AsyncGenerator<Finding, Diagnosis> {
  const input = asMeant(given)
  const { again, found } = circumstances
  const probes = again === null ? diagnosisProbes : probesFor(diagnosisProbes, again.branch)
  const ledger = new Ledger((name) => probes.find((probe) => probe.name === name)?.looksAt ?? name)
  for (const finding of [...found, ...input.brought.flatMap(labelled)]) {
    ledger.add(finding)
    yield finding
  }
  for (const line of again?.result.probes ?? []) {
    if (again === null || probes.some(({ name }) => name === line.name)) continue
    yield* ledger.keep(line, again.findings)
  }

  const judge = () => judgeCauses(ledger.findings, inputsGiven(input), knownOf(input, circumstances, ledger.findings))
  const standing = (): DiagnoseProgress => {
    const running = ledger.running()
    const { product } = knownOf(input, circumstances, ledger.findings)
    return {
      inputs: [...inputsGiven(input)],
      product,
      probes: ledger.standing(),
      verdicts: judge(),
      open: causesOpenTo(probes.filter(({ name }) => running.includes(name))),
    }
  }
  const run = runEngine(probes, input, context, options)
  for (;;) {
    const step = await run.next()
    if (step.done) {
      const result = { ...conclude(input, circumstances, ledger, step.value), verdicts: judge() }
      return { findings: ledger.findings, observations: step.value.observations, result }
    }
    ledger.take(step.value)
    if (step.value.kind === 'found') yield step.value.finding
    options.onProgress?.(standing)
  }
}

/** A finding that was brought says with each piece of its evidence which tool it comes from. */
function labelled({ from, at, findings }: Brought): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    evidence: finding.evidence.map((one) => ({ ...one, from: `${one.from} (${from})`, at: one.at ?? at })),
  }))
}

function knownOf(input: DiagnosisInput, { symptom }: Circumstances, findings: readonly Finding[]) {
  return {
    product: input.product ?? productIn(findings),
    hinted: symptom === null ? [] : [...readSymptom(symptom).causes],
  }
}

function conclude(
  input: DiagnosisInput,
  circumstances: Circumstances,
  ledger: Ledger,
  { facts, observations }: EngineResult,
): Omit<DiagnoseResult, 'verdicts'> {
  const { idpEntityId, idpSsoUrl, again } = circumstances
  const { findings } = ledger
  const response = facts.peek('response')
  const metadata = facts.peek('metadata')?.entity ?? null
  const sides = compareSides({
    authorize: facts.peek('authorize')?.answer ?? null,
    given: {
      acsUrl: input.acs?.value ?? null,
      spEntityId: input.audience?.value ?? null,
      idpEntityId,
      ssoUrl: idpSsoUrl,
    },
    held: facts.peek('held')?.certificates ?? null,
    organization: facts.peek('organization'),
    entity: metadata,
    assertion: response?.assertion ?? null,
    destination: destinationIn(findings),
    signers: response?.signedBy.map(({ sha256 }) => sha256) ?? [],
    carried: response?.certificates.filter(({ role }) => role === 'in-message').map(({ sha256 }) => sha256) ?? [],
  })
  const now = {
    sides,
    metadata,
    assertion: response?.assertion ?? null,
    clocks: observations.flatMap((kept) => (kept.probe === 'clock' ? clockIn(kept.observation) : [])),
  }
  return {
    inputs: [...inputsGiven(input)],
    ...knownOf(input, circumstances, findings),
    ...(again === null ? now : withEarlier(now, again.result)),
    probes: ledger.ended(),
  }
}

type Seen = Pick<DiagnoseResult, 'sides' | 'metadata' | 'assertion' | 'clocks'>

/** What was not looked at again is as it was seen before. */
function withEarlier(now: Seen, before: Seen): Seen {
  return {
    sides: mergeSides(before.sides, now.sides),
    metadata: now.metadata ?? before.metadata,
    assertion: now.assertion ?? before.assertion,
    clocks: now.clocks.length > 0 ? now.clocks : before.clocks,
  }
}

function destinationIn(findings: readonly Finding[]): string | null {
  const found = findings.find(({ id }) => id === 'response.destination')
  return (
    found?.compared?.received.value ??
    found?.evidence.find(({ label }) => label.startsWith('Destination'))?.value ??
    null
  )
}

function clockIn(observation: ClockObservation) {
  const source = sourceOf(observation)
  return source === null ? [] : [source]
}
