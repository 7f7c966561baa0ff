import { redact } from '../report/redact'
import type { DiagnosisInput } from './input'
import type { KeptObservation } from './observed'

/** What was seen, fit to be kept: without secrets and cookies, and of each page no more than its start. Its shape stays. */
export function fitToKeep(
  observations: readonly KeptObservation[],
  { skewSeconds, workos, scim, oauth }: Pick<DiagnosisInput, 'skewSeconds' | 'workos' | 'scim' | 'oauth'>,
): { skewSeconds: number; observations: unknown } {
  const secrets = [workos?.credentials?.apiKey, scim?.token, oauth?.clientSecret]
  const { result } = redact(
    {
      tool: 'signpost',
      version: '',
      command: 'diagnose',
      subject: null,
      startedAt: '',
      durationMs: 0,
      findings: [],
      verdicts: [],
      result: { observations },
    },
    { at: '', people: false, secrets: secrets.flatMap((one) => one || []) },
  )
  return { skewSeconds, observations: result.observations }
}
