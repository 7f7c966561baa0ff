import type { JudgedOtherwise } from '../../shared/diagnosis'
import { diagnoseResult } from '../../shared/runs/diagnose'
import type { Bundle } from '../report/bundle'
import { seenIn } from './handed-on'
import { judgeAgain } from './judge-again'

const probesSchema = diagnoseResult.shape.probes.catch([])

/**
 * Somebody else's diagnosis with its findings judged anew from what was seen, by this Signpost; what was not handed on stays as it
 * was. Says what is judged otherwise here.
 */
export function judgedAnew(bundle: Bundle): { bundle: Bundle; differences: JudgedOtherwise[] } {
  const { findings, result, redaction } = bundle
  const seen = bundle.command === 'diagnose' ? seenIn(result) : null
  if (seen === null) return { bundle, differences: [] }
  const again = judgeAgain(findings, probesSchema.parse(result.probes), {
    ...seen,
    withoutPeople: redaction?.people === true,
  })
  if (again.differences.length === 0) return { bundle, differences: [] }
  return {
    bundle: { ...bundle, findings: again.findings, result: { ...result, probes: again.probes } },
    differences: again.differences,
  }
}
