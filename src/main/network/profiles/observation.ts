import type { ProfileId } from '../../../shared/guidance/causes/products'
import type { EndpointRole } from '../../../shared/runs/network'
import type { HttpObservation } from '../observation'

/** What was seen of one endpoint of a product. */
export interface EndpointObservation {
  kind: 'endpoint'
  product: ProfileId
  role: EndpointRole
  name: string
  /** Every place looked at, in turn, up to the one where it was found. */
  tried: { url: string; http: HttpObservation }[]
  at: string
}
