import type { Finding } from '../../../shared/finding'
import { runProbe } from '../../probe'
import { gatherToken } from '../../workos/check/gather-token'
import { judgeWorkos } from '../../workos/check/judge'
import { judgeToken } from '../../workos/check/judge-token'
import type { ObservationOf } from '../../workos/check/observations'
import { workosProbe as checkProbe } from '../../workos/check/run'
import { createWorkosClient } from '../../workos/client'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe } from '../engine'
import type { DiagnosisInput } from '../input'
import { judgeDirectoryEvents } from '../judge-directory-events'
import { judgedMoment } from '../moment'

/** What the WorkOS API says of organization, connection, certificates and directory. */
export const workosProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'workos',
  looksAt: 'WorkOS',
  standsFor: 'workos.api-key',
  reports: [...checksOf('workos'), 'scim.update', 'scim.deactivate'],
  gives: ['held', 'organization'],
  uses: ['clock'],
  needs: ({ workos }) => workos?.credentials != null,
  async *run(input, facts, { host, observe }) {
    const { workos } = input
    if (!workos?.credentials) return
    const client = createWorkosClient(workos.credentials, host)
    if (!client.ok) {
      yield unusableKey(client.problem)
      return
    }
    const { organizationId, connectionId, directoryId, environment } = workos
    const subject = {
      client: client.value,
      ...(organizationId === null ? {} : { organizationId }),
      ...(connectionId === null ? {} : { connectionId }),
      ...(directoryId === null ? {} : { directoryId }),
      ...(environment === null ? {} : { environment }),
    }
    let certificates: ObservationOf<'certificates'> | null = null
    for await (const { observation, findings } of runProbe(checkProbe, subject, host)) {
      observe({ probe: 'workos', observation })
      if (observation.of === 'certificates') {
        if (observation.held === null) facts.close('held')
        else facts.tell('held', { connectionId: observation.connectionId, certificates: observation.held })
      }
      if (observation.of === 'directory' && observation.record !== null && input.scim !== null) {
        const token = await gatherToken(client.value, observation.record, input.scim.token)
        observe({ probe: 'workos', observation: token })
        yield* judgeToken(token)
      }
      if (observation.of === 'organization' && observation.record !== null)
        facts.tell('organization', observation.record)
      // Whether they have ended is told last, by the right clock.
      if (observation.of === 'certificates' && observation.problem === null) certificates = observation
      else yield* findings
      if (observation.of === 'events' && observation.subject === 'directory') yield* judgeDirectoryEvents(observation)
    }
    if (certificates === null) return
    const { ms } = await judgedMoment(input, facts, host)
    yield* judgeWorkos({ ...certificates, at: new Date(ms).toISOString() })
  },
}

function unusableKey({
  code,
  title,
  detail,
  remedy,
}: {
  code: string
  title: string
  detail: string
  remedy: string
}): Finding {
  return {
    id: 'workos.api-key',
    status: code.startsWith('workos.key') ? 'fail' : 'skipped',
    summary: `${title} ${detail}`,
    evidence: [],
    fix: { action: remedy, owner: 'workos-admin' },
  }
}
