import type { DiagnosisProbe } from '../engine'
import type { DiagnosisInput } from '../input'
import { authorizeProbe } from './authorize'
import { certificatesProbe } from './certificates'
import { clockProbe } from './clock'
import { frontDoorProbe } from './front-door'
import { emailDomainProbe, knownCertificatesProbe } from './joins'
import { metadataProbe } from './metadata'
import { networkProbe } from './network'
import { oauthProbe } from './oauth'
import { profileProbe } from './profile'
import { responseProbe } from './response'
import { scimProbe } from './scim'
import { signInProbe } from './sign-in'
import { workosProbe } from './workos'

/** Everything a diagnosis can look at, in the order in which a sign-in would meet it. */
export const diagnosisProbes: readonly DiagnosisProbe<DiagnosisInput>[] = [
  clockProbe,
  signInProbe,
  workosProbe,
  authorizeProbe,
  frontDoorProbe,
  networkProbe,
  profileProbe,
  metadataProbe,
  certificatesProbe,
  responseProbe,
  knownCertificatesProbe,
  emailDomainProbe,
  scimProbe,
  oauthProbe,
]
