import type { IntegrationType, Purpose } from './terms'

/** Empty or absent: everything. Several of a kind: any of them. */
export interface CatalogFilter {
  types?: readonly IntegrationType[]
  purposes?: readonly Purpose[]
}

interface Filtered {
  type: IntegrationType
  purposes: readonly Purpose[]
}

/** Whether a row is one of those the filter lets through. */
export function passes({ type, purposes }: Filtered, filter: CatalogFilter): boolean {
  const { types = [], purposes: wanted = [] } = filter
  return (
    (types.length === 0 || types.includes(type)) &&
    (wanted.length === 0 || wanted.some((purpose) => purposes.includes(purpose)))
  )
}
