import { nodeHost } from '../../../src/main/host/node-host'
import type { ScimInput } from '../../../src/main/scim/gather'
import { checkScimWith } from '../../../src/main/scim/run'
import { type Finding, findingSchema } from '../../../src/shared/finding'
import { scimCheckResult } from '../../../src/shared/runs/scim'

/** Runs the whole check and gives back its findings, each judged by the schema, with the result. */
export async function checked(input: ScimInput) {
  const run = checkScimWith(input, nodeHost())
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) {
      return { findings, result: step.value.ok ? scimCheckResult.parse(step.value.value) : null, outcome: step.value }
    }
    findings.push(findingSchema.parse(step.value))
  }
}

/** Every finding that is not in order, as `id status`. */
export function notInOrder(findings: readonly Finding[]): string[] {
  return findings.filter(({ status }) => status !== 'pass').map(({ id, status }) => `${id} ${status}`)
}

export const summaryOf = (findings: readonly Finding[], id: Finding['id'], status: Finding['status']) =>
  findings.find((finding) => finding.id === id && finding.status === status)?.summary ?? ''
