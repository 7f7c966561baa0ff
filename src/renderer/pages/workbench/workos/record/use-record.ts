import { useEffect } from 'react'
import type { EnvironmentView } from '../../../../../shared/environment'
import type { WorkosCheckResult } from '../../../../../shared/runs/workos'
import type { ListKind } from '../../../../../shared/workos'
import { connectionRowSchema, directoryRowSchema, organizationRowSchema } from '../../../../../shared/workos-rows'
import { readings } from '../../../../bridge/readings'
import { runs } from '../../../../bridge/runs'
import { type Run, useRun } from '../../../../bridge/use-run'

const subjects = {
  connections: 'connectionId',
  directories: 'directoryId',
  organizations: 'organizationId',
} as const satisfies Record<ListKind, string>

/** Checks of records that were looked at, the last first: only some are kept. */
let looked: readonly string[] = []
const mostKept = 15

/** What WorkOS says of one record, checked when its page is opened and again on command. */
export interface RecordCheck {
  run: Run<'workos.check'>
  /** What is known so far; grows while the check runs. */
  result: WorkosCheckResult | null
  again: () => void
}

export function useRecordCheck(environment: EnvironmentView, kind: ListKind, id: string): RecordCheck {
  const environmentId = environment.id
  // What was found belongs to the key that was asked with.
  const slot = `workos.${environmentId}.${environment.apiKey?.lastFour ?? ''}.${id}`
  const run = useRun('workos.check', slot)
  const { phase, outcome, progress, start } = run
  const result = outcome?.ok ? outcome.value : progress

  const again = () => start({ environmentId, [subjects[kind]]: id })
  useEffect(() => {
    if (runs.read(slot).phase === 'idle') start({ environmentId, [subjects[kind]]: id })
    looked = [slot, ...looked.filter((one) => one !== slot)]
    for (const old of looked.slice(mostKept)) runs.clear(old)
    looked = looked.slice(0, mostKept)
  }, [slot, start, environmentId, kind, id])

  // What was just read is newer than the lists.
  useEffect(() => {
    if (phase !== 'ended' || !result) return
    readings.put(environmentId, {
      kind: 'connections',
      rows: result.connections.map((one) => connectionRowSchema.parse(one)),
    })
    readings.put(environmentId, {
      kind: 'directories',
      rows: result.directories.map((one) => directoryRowSchema.parse(one)),
    })
    if (result.organization)
      readings.put(environmentId, {
        kind: 'organizations',
        rows: [organizationRowSchema.parse({ ...result.organization, moreDomains: 0 })],
      })
  }, [phase, result, environmentId])

  return { run, result, again }
}
