import type { DiagnosisProbe } from './engine'
import type { DiagnosisInput } from './input'
import { authorizeProbe } from './probe-authorize'
import { certificatesProbe } from './probe-certificates'
import { clockProbe } from './probe-clock'
import { frontDoorProbe } from './probe-front-door'
import { emailDomainProbe, knownCertificatesProbe } from './probe-joins'
import { metadataProbe } from './probe-metadata'
import { networkProbe } from './probe-network'
import { oauthProbe } from './probe-oauth'
import { profileProbe } from './probe-profile'
import { responseProbe } from './probe-response'
import { scimProbe } from './probe-scim'
import { signInProbe } from './probe-sign-in'
import { workosProbe } from './probe-workos'

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
