import type { Finding } from '../../shared/finding'
import { productIn } from '../../shared/guidance/causes-products'
import { judgeCauses } from '../../shared/guidance/evidence-judge'
import { readSymptom } from '../../shared/guidance/symptoms'
import type { DiagnoseProgress, DiagnoseResult } from '../../shared/runs/diagnose'
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

export interface DiagnoseOptions extends EngineOptions {
  /** Offered whenever a finding came or a probe began or ended. The verdicts are made only when they are asked for. */
  onProgress?: (make: () => DiagnoseProgress) => void
}

/**
 * Looks at everything that was given, side by side, and folds what was found into a verdict for each cause. Yields findings as they
 * come; verdicts come in any case, honest ones, whatever hung or broke.
 */
export async function* diagnose(
  input: DiagnosisInput,
  circumstances: Circumstances,
  context: Omit<ProbeContext, 'observe'>,
  options: DiagnoseOptions,
): AsyncGenerator<Finding, Diagnosis> {
  const findings: Finding[] = [...circumstances.found]
  const known = knownOf(input, circumstances)
  const probes = new Map<string, DiagnoseProgress['probes'][number]>()
  const tell = () =>
    options.onProgress?.(() => {
      const product = known.product ?? productIn(findings)
      const verdicts = judgeCauses(findings, known.inputs, { product, hinted: known.hinted })
      return { verdicts, probes: [...probes.values()], inputs: [...known.inputs], product }
    })
  yield* findings
  tell()
  const run = runEngine(diagnosisProbes, input, context, {
    ...options,
    onProbe: ({ name, looksAt }, state) => {
      probes.set(name, { name, looksAt, state })
      tell()
    },
  })
  for (;;) {
    const step = await run.next()
    if (step.done) return conclude(input, circumstances, findings, step.value)
    findings.push(step.value)
    tell()
    yield step.value
  }
}

/** What is known before anything was looked at. */
function knownOf(input: DiagnosisInput, { symptom }: Circumstances) {
  const hinted = symptom === null ? [] : [...readSymptom(symptom).causes]
  return { inputs: inputsGiven(input), product: input.product, hinted }
}

function conclude(
  input: DiagnosisInput,
  circumstances: Circumstances,
  findings: Finding[],
  { facts, observations, probes }: EngineResult,
): Diagnosis {
  const { idpEntityId, idpSsoUrl } = circumstances
  const { inputs, hinted, ...known } = knownOf(input, circumstances)
  const product = known.product ?? productIn(findings)
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
