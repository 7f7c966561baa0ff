import type { Host } from '../../../src/main/host/host'
import { nodeHost } from '../../../src/main/host/node-host'
import type { OAuthInput } from '../../../src/main/oauth/input'
import { checkOAuthWith } from '../../../src/main/oauth/run'
import { type Finding, findingSchema } from '../../../src/shared/finding'
import { oauthCheckResult } from '../../../src/shared/runs/oauth'

/** Runs the whole check and gives back its findings, each judged by the schema, with the result. */
export async function checked(input: OAuthInput, host: Host = nodeHost()) {
  const run = checkOAuthWith(input, host)
  const findings: Finding[] = []
  for (;;) {
    const step = await run.next()
    if (step.done) return { findings, result: step.value.ok ? oauthCheckResult.parse(step.value.value) : null }
    findings.push(findingSchema.parse(step.value))
  }
}

/** The findings as `check status`, without those in order and without consent, which seldom shows. */
export function notInOrder(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ id, status }) => status !== 'pass' && !(id === 'oauth.consent' && status === 'skipped'))
    .map(({ id, status }) => `${id} ${status}`)
}

export const summaryOf = (findings: readonly Finding[], id: Finding['id']) =>
  findings.find((finding) => finding.id === id)?.summary ?? ''
