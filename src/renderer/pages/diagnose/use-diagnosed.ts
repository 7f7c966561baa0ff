import type { Finding } from '../../../shared/finding'
import { useCall } from '../../bridge/use-call'

/** What the last diagnosis of a set-up found, for whatever else goes by findings; null when there was none. */
export function useDiagnosed(setupId: string): { id: string; at: string; findings: readonly Finding[] } | null {
  const latest = useCall('diagnoses.list', { setupId }).value?.items[0]
  const kept = useCall('diagnoses.get', latest ? { id: latest.id } : 'off').value
  return kept ? { id: kept.id, at: kept.startedAt, findings: kept.findings } : null
}

/** Findings of two looks: where both made the same check, the first one counts. */
export function joined(first: readonly Finding[], second: readonly Finding[]): Finding[] {
  const made = new Set(first.map(({ id }) => id))
  return [...first, ...second.filter(({ id }) => !made.has(id))]
}
