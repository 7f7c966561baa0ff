import type { z } from 'zod'
import { clockObservationSchema } from '../clock/observation-schema'
import { metadataObservationSchema } from '../metadata/observation-schema'
import { networkObservationSchema } from '../network/observation-schema'
import { oauthObservationSchema } from '../oauth/observation-schema'
import { responseObservationSchema } from '../saml/observation-schema'
import { scimObservationSchema } from '../scim/observation-schema'
import { workosObservationSchema } from '../workos/check/observation-schema'
import type { Observed } from './observed'

type Probe = Observed['probe']

/** What each probe sees, in the form its judge takes. */
export const observationSchemas: { [P in Probe]: z.ZodType<Extract<Observed, { probe: P }>['observation']> } = {
  clock: clockObservationSchema,
  network: networkObservationSchema,
  workos: workosObservationSchema,
  authorize: workosObservationSchema,
  metadata: metadataObservationSchema,
  response: responseObservationSchema,
  scim: scimObservationSchema,
  oauth: oauthObservationSchema,
}
