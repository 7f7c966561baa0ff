import { useMemo, useRef } from 'react'
import type { ListKind } from '../../../../../shared/workos'
import type { OrganizationRow } from '../../../../../shared/workos-rows'
import { type UsedReading, useReading } from '../../../../bridge/use-reading'
import { type Arrangement, type Filtered, filterLines, groupLines, type Item, sortLines } from './arrange'
import { type Line, LineMaker } from './lines'

export interface List {
  /** The list itself, and the organizations its records belong to. */
  reading: UsedReading<unknown>
  organizations: UsedReading<OrganizationRow>
  lines: readonly Line[]
  found: Filtered
  items: readonly Item[]
}

/** One list of an environment as it stands on screen: read, joined with the organizations, sorted, filtered and grouped. */
export function useList(environmentId: string, kind: ListKind, arrangement: Arrangement): List {
  const connections = useReading(environmentId, kind === 'connections' ? { kind } : null)
  const directories = useReading(environmentId, kind === 'directories' ? { kind } : null)
  const organizations = useReading(environmentId, { kind: 'organizations' })
  const maker = useRef(new LineMaker()).current

  const byId = useMemo(() => new Map(organizations.rows.map((row) => [row.id, row])), [organizations.rows])
  const lines = useMemo(() => {
    switch (kind) {
      case 'connections':
        return maker.connections(connections.rows, byId)
      case 'directories':
        return maker.directories(directories.rows, byId)
      case 'organizations':
        return maker.organizations(organizations.rows)
    }
  }, [maker, kind, connections.rows, directories.rows, organizations.rows, byId])

  const { sort, descending, grouped } = arrangement
  const sorted = useMemo(() => sortLines(lines, sort, descending), [lines, sort, descending])
  const found = useMemo(() => filterLines(sorted, arrangement, Date.now()), [sorted, arrangement])
  const items = useMemo(() => groupLines(found.lines, grouped), [found, grouped])
  return {
    reading: kind === 'connections' ? connections : kind === 'directories' ? directories : organizations,
    organizations,
    lines,
    found,
    items,
  }
}
