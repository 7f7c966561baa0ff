import type { ClockObservation } from '../clock/observation'
import type { MetadataObservation } from '../metadata/observation'
import type { NetworkObservation } from '../network/observation'
import type { OAuthObservation } from '../oauth/observation'
import type { ResponseObservation } from '../saml/observation'
import type { ScimObservation } from '../scim/observation'
import type { WorkosObservation } from '../workos/check/observations'

/** What a probe saw, before any judgement: plain data that can be saved, redacted and judged again elsewhere. */
export type Observed =
  | { probe: 'clock'; observation: ClockObservation }
  | { probe: 'network'; observation: NetworkObservation }
  | { probe: 'workos'; observation: WorkosObservation }
  | { probe: 'authorize'; observation: WorkosObservation }
  | { probe: 'metadata'; observation: MetadataObservation }
  | { probe: 'response'; observation: ResponseObservation }
  | { probe: 'scim'; observation: ScimObservation }
  | { probe: 'oauth'; observation: OAuthObservation }

/** The same with the time it was seen, ISO 8601. `unjudged`: it only served another probe, and no finding was made of it. */
export type KeptObservation = Observed & { at: string; unjudged?: true | undefined }
