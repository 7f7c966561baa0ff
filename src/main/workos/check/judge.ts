import type { Finding } from '../../../shared/finding'
import { judgeAuthorize } from './judge-authorize'
import { judgeCertificates } from './judge-certificates'
import { judgeConnection, judgeConnections } from './judge-connection'
import { judgeDirectories, judgeDirectory, judgeUsers } from './judge-directory'
import { judgeEvents } from './judge-events'
import { judgeKey } from './judge-key'
import { judgeOrganization } from './judge-organization'
import { judgeToken } from './judge-token'
import { judgeTxt } from './judge-txt'
import type { WorkosObservation } from './observations'

/** Judges one observation of WorkOS. Pure. */
export function judgeWorkos(observation: WorkosObservation): Finding[] {
  switch (observation.of) {
    case 'key':
      return judgeKey(observation)
    case 'organization':
      return judgeOrganization(observation)
    case 'connection':
      return judgeConnection(observation)
    case 'connections':
      return judgeConnections(observation)
    case 'directory':
      return judgeDirectory(observation)
    case 'directories':
      return judgeDirectories(observation)
    case 'users':
      return judgeUsers(observation)
    case 'certificates':
      return judgeCertificates(observation)
    case 'events':
      return judgeEvents(observation)
    case 'authorize':
      return judgeAuthorize(observation)
    case 'txt':
      return judgeTxt(observation)
    case 'token':
      return judgeToken(observation)
    case 'nothing':
      return [{ id: observation.check, status: 'skipped', summary: observation.because, evidence: [] }]
  }
}
