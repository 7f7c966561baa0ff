import type { CheckId } from '../../../shared/checks'
import type { Evidence, Finding, Place, Status } from '../../../shared/finding'

type Rest = Partial<Pick<Finding, 'compared' | 'fix'>> & { evidence?: Array<Evidence | null>; place?: Place | null }

/** A finding about the response; evidence that is null is left out. */
export function finding(id: CheckId, status: Status, summary: string, rest: Rest = {}): Finding {
  const { evidence = [], place, ...others } = rest
  return {
    id,
    status,
    summary,
    ...others,
    evidence: evidence.filter((one) => one !== null),
    ...(place ? { place } : {}),
  }
}

/** One observed value with its place in the message; null when there is no value. */
export function seen(label: string, value: string | null, from: string, place?: Place | null): Evidence | null {
  return value === null ? null : { label, value, from: place ? `${from}, line ${place.line}` : from }
}
