import type { Finding } from '../../shared/finding'
import { judgeAttributes } from './judge-attributes'
import { judgeConfig, judgeLookUp, judgeResourceTypes } from './judge-config'
import { judgeEndpoint } from './judge-endpoint'
import { judgeToken } from './judge-token'
import type { ScimObservation } from './observation'
import { judgeDeactivate, judgeGroup, judgeUpdate } from './rehearsal/judge-changes'
import { judgeCleanup } from './rehearsal/judge-cleanup'
import { judgeCreate } from './rehearsal/judge-create'

/** Judges one observation of a SCIM service. */
export function judgeScim(observation: ScimObservation): Finding[] {
  switch (observation.of) {
    case 'endpoint':
      return judgeEndpoint(observation)
    case 'token':
      return judgeToken(observation)
    case 'config':
      return judgeConfig(observation)
    case 'look-up':
      return judgeLookUp(observation)
    case 'resource-types':
      return judgeResourceTypes(observation)
    case 'attributes':
      return judgeAttributes(observation)
    case 'create':
      return judgeCreate(observation, observation.at)
    case 'update':
      return judgeUpdate(observation, observation.at)
    case 'group':
      return judgeGroup(observation, observation.at)
    case 'deactivate':
      return judgeDeactivate(observation, observation.at)
    case 'cleanup':
      return judgeCleanup(observation, observation.at)
    case 'nothing':
      return [
        {
          id: observation.check,
          status: 'skipped',
          summary: `Not checked: ${observation.because}.`,
          evidence: [],
        },
      ]
  }
}
