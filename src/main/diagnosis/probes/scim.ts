import { runProbe } from '../../probe'
import { scimProbe as checkProbe } from '../../scim/run'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe } from '../engine'
import type { DiagnosisInput } from '../input'

/** The SCIM endpoint, as an identity provider would use it. A rehearsal only where it was asked for. */
export const scimProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'scim',
  looksAt: 'the SCIM endpoint',
  standsFor: 'scim.endpoint',
  reports: checksOf('scim'),
  gives: [],
  uses: [],
  // A rehearsal that is cut off leaves its user behind.
  limitMs: 300_000,
  needs: ({ scim }) => scim !== null,
  async *run({ scim }, _facts, { host, observe }) {
    if (scim === null) return
    for await (const { observation, findings } of runProbe(checkProbe, scim, host)) {
      observe({ probe: 'scim', observation })
      yield* findings
    }
  },
}
