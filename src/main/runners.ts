import type { RunKind } from '../shared/runs/table'
import { compareMetadata, inspectMetadata } from './metadata/run'
import { reachNetwork } from './network/run'
import { inspectResponse } from './response-run'
import type { Runner } from './runs'
import { checkScim } from './scim/run'
import { checkWorkos, probeAuthorize } from './workos/check/run'

/** What carries out each kind of run: the explicit list. */
export const runners: { [K in RunKind]: Runner<K> } = {
  'metadata.inspect': inspectMetadata,
  'metadata.compare': compareMetadata,
  'response.inspect': inspectResponse,
  'network.reach': reachNetwork,
  'scim.check': checkScim,
  'workos.check': checkWorkos,
  'workos.authorize': probeAuthorize,
}
