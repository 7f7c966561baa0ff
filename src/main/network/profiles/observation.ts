import type { ProfileId } from '../../../shared/guidance/causes-products'
import type { HttpObservation } from '../observation'
import type { EndpointRole } from './products'

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

/** A signing certificate that the product publishes, in the order of its metadata. */
export interface PublishedCertificate {
  subject: string
  sha256: string
  notBefore: string
  notAfter: string
}
