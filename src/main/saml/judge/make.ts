import type { CheckId } from '../../../shared/checks'
import type { Evidence, Finding, Status } from '../../../shared/finding'
import type { Position } from '../observation'

type Rest = Partial<Pick<Finding, 'compared' | 'fix'>> & { evidence?: Array<Evidence | null> }

/** A finding about the response; evidence that is null is left out. */
export function finding(id: CheckId, status: Status, summary: string, rest: Rest = {}): Finding {
  const { evidence = [], ...others } = rest
  return { id, status, summary, ...others, evidence: evidence.filter((one) => one !== null) }
}

/** One observed value with its place in the message; null when there is no value. */
export function seen(label: string, value: string | null, from: string, position?: Position | null): Evidence | null {
  return value === null ? null : { label, value, from: position ? `${from}, line ${position.line}` : from }
}
