import type { Finding } from '../../shared/finding'
import { productIn } from '../../shared/guidance/causes-products'
import { judgeCauses } from '../../shared/guidance/evidence-judge'
import { readSymptom } from '../../shared/guidance/symptoms'
import type { DiagnoseResult } from '../../shared/runs/diagnose'
import { compareSides } from '../../shared/three-way'
import type { ClockObservation } from '../clock/observation'
import { sourceOf } from '../clock/probe'
import { type EngineOptions, type EngineResult, type ProbeContext, runEngine } from './engine'
import { type DiagnosisInput, inputsGiven } from './input'
import type { KeptObservation } from './observed'
import { diagnosisProbes } from './probes'

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
}

export const noCircumstances: Circumstances = { symptom: null, idpEntityId: null, idpSsoUrl: null, found: [] }

/**
 * Looks at everything that was given, side by side, and folds what was found into a verdict for each cause. Yields findings as they
 * come; verdicts come in any case, honest ones, whatever hung or broke.
 */
export async function* diagnose(
  input: DiagnosisInput,
  circumstances: Circumstances,
  context: Omit<ProbeContext, 'observe'>,
  options: EngineOptions,
): AsyncGenerator<Finding, Diagnosis> {
  const findings: Finding[] = [...circumstances.found]
  yield* findings
  const run = runEngine(diagnosisProbes, input, context, options)
  for (;;) {
    const step = await run.next()
    if (step.done) return conclude(input, circumstances, findings, step.value)
    findings.push(step.value)
    yield step.value
  }
}

function conclude(
  input: DiagnosisInput,
  { symptom, idpEntityId, idpSsoUrl }: Circumstances,
  findings: Finding[],
  { facts, observations, probes }: EngineResult,
): Diagnosis {
  const inputs = inputsGiven(input)
  const product = input.product ?? productIn(findings)
  const hinted = symptom === null ? [] : [...readSymptom(symptom).causes]
  const response = facts.peek('response')
  const metadata = facts.peek('metadata')?.entity ?? null
  const sides = compareSides({
    authorize: facts.peek('authorize'),
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
  })
  return {
    findings,
    observations,
    result: {
      verdicts: judgeCauses(findings, inputs, { product, hinted }),
      inputs: [...inputs],
      product,
      hinted,
      sides,
      metadata,
      assertion: response?.assertion ?? null,
      clocks: observations.flatMap((kept) => (kept.probe === 'clock' ? clockIn(kept.observation) : [])),
      probes,
    },
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
