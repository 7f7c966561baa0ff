import { findProfile, reachProfile } from '../../network/profiles/reach-profile'
import { judgePublished } from '../../network/profiles/run'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe } from '../engine'
import type { DiagnosisInput } from '../input'

/** A product on its host: the way to its metadata, every endpoint it has, and the names and certificates it publishes. */
export const profileProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'profile',
  looksAt: 'the product on its host',
  standsFor: 'network.http',
  reports: [...checksOf('network'), ...checksOf('metadata')],
  gives: ['place'],
  uses: ['metadata'],
  needs: ({ profile }) => profile !== null,
  async *run({ profile, way }, facts, { host, observe }) {
    const found = profile === null ? null : await findProfile(profile, way, host)
    if (found === null) return
    facts.tell('place', { url: found.metadataUrl })
    const { metadata } = yield* reachProfile(found, way, host)
    for (const observation of metadata.observations) observe({ probe: 'network', observation }, true)
    const published = await facts.when('metadata')
    if (published?.entity) yield* judgePublished(found, published.entity, published.signer, host.now())
  },
}
