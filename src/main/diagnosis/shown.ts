import { z } from 'zod'
import type { DiagnosisSummary, KeptDiagnosis } from '../../shared/diagnosis'
import { judgeCauses } from '../../shared/guidance/evidence/judge'
import { readSymptom } from '../../shared/guidance/symptoms/symptoms'
import { diagnoseResult } from '../../shared/runs/diagnose'
import { judgedAnew } from './judged-anew'
import type { StoredDiagnosis } from './stored'

const { inputs, product, hinted, sides, metadata, clocks, probes } = diagnoseResult.shape

/** Whatever a bundle lacks, or has in a form of its own, counts as not known; the findings are what matters. */
const resultSchema = z.object({
  inputs: inputs.catch([]),
  product: product.catch(null),
  hinted: hinted.catch([]),
  sides: sides.catch([]),
  metadata: metadata.catch(null),
  clocks: clocks.catch([]),
  probes: probes.catch([]),
})

/** A stored diagnosis as it is shown. It is judged anew: what is on disk, or comes from somebody else, is evidence and no verdict. */
export function shownDiagnosis({ id, setupId, end, given, bundle }: StoredDiagnosis): KeptDiagnosis {
  const { startedAt, durationMs, subject } = bundle
  const { bundle: anew, differences } = end === 'opened' ? judgedAnew(bundle) : { bundle, differences: [] }
  const { findings } = anew
  const read = resultSchema.parse(anew.result)
  const said = given.symptom === undefined ? [] : [...readSymptom(given.symptom).causes]
  const result = read.hinted.length > 0 ? read : { ...read, hinted: said }
  const verdicts = judgeCauses(findings, new Set(result.inputs), result)
  return {
    id,
    setupId,
    subject: subject ?? '',
    startedAt,
    durationMs,
    end,
    given,
    findings,
    verdicts,
    result,
    differences,
  }
}

/** What a list shows of a diagnosis. */
export function summaryOf({ verdicts, ...shown }: KeptDiagnosis): DiagnosisSummary {
  const { id, setupId, subject, startedAt, durationMs, end } = shown
  const confirmed = verdicts.filter(({ state }) => state === 'confirmed')
  const likely = verdicts.filter((verdict) => verdict.likely)
  const ruledOut = verdicts.filter(({ state }) => state === 'ruled-out').length
  const [top, probable] = [confirmed[0], likely[0]]
  return {
    id,
    setupId,
    subject,
    startedAt,
    durationMs,
    end,
    first: top
      ? { cause: top.cause, state: 'confirmed' }
      : probable
        ? { cause: probable.cause, state: 'likely' }
        : null,
    confirmed: confirmed.length,
    likely: likely.length,
    ruledOut,
    good: end === 'done' && confirmed.length === 0 && ruledOut > 0 && (likely.length === 0 || isLive(shown.findings)),
  }
}

/** WorkOS lets people in, or takes their changes: whatever else may be likely has not broken it. */
const isLive = (findings: KeptDiagnosis['findings']) =>
  findings.some(
    ({ id, status }) => status === 'pass' && (id === 'workos.connection-state' || id === 'workos.directory-state'),
  )
