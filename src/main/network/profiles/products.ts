import type { ProfileId } from '../../../shared/guidance/causes/products'
import { adfs } from './adfs'
import { cas } from './cas'
import { keycloak } from './keycloak'
import { pingfederate } from './pingfederate'
import type { Product } from './product'
import { shibboleth } from './shibboleth'
import { simplesamlphp } from './simplesamlphp'

/** The products that people run themselves. */
export const profileProducts: Readonly<Record<ProfileId, Product>> = {
  adfs,
  shibboleth,
  simplesamlphp,
  keycloak,
  cas,
  pingfederate,
}
