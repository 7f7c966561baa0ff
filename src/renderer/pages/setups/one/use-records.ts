import { useCallback, useEffect, useRef, useState } from 'react'
import { catalogEntry } from '../../../../shared/catalog/index'
import type { Integration } from '../../../../shared/catalog/schema'
import type { StateSubject } from '../../../../shared/guidance/workos/states'
import { fitsIntegration, typeLabel } from '../../../../shared/guidance/workos/types'
import type { Problem } from '../../../../shared/problem'
import type { ListKind } from '../../../../shared/workos'
import type { Rows } from '../../../../shared/workos-rows'
import { call } from '../../../bridge/bridge'

/** A record of WorkOS as a list shows it. */
export interface RecordRow {
  id: string
  name: string
  detail: string
  state: { of: StateSubject; word: string } | null
  /** Whether a record of that type can belong to this set-up. */
  fits: boolean
  /** What a filter looks in, in lower case. */
  text: string
}

/** The records of one kind, read page by page. `on`: whether they are wanted at all. */
export function useRecords({
  kind,
  environmentId,
  organizationId,
  row,
  on,
}: {
  kind: ListKind
  environmentId: string
  organizationId: string | null
  row: Integration
  on: boolean
}) {
  const [rows, setRows] = useState<readonly RecordRow[]>([])
  const [after, setAfter] = useState<string | null>(null)
  const [read, setRead] = useState(false)
  const [loading, setLoading] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const busy = useRef(false)

  const loadMore = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    setLoading(true)
    setProblem(null)
    const outcome = await call('workos.page', { environmentId, kind, after, organizationId })
    busy.current = false
    setLoading(false)
    if (!outcome.ok) return setProblem(outcome.problem)
    setRows((before) => [...before, ...rowsOf(outcome.value.page, row)])
    setAfter(outcome.value.after)
    setRead(true)
  }, [environmentId, kind, after, organizationId, row])

  useEffect(() => {
    if (on && !read && !problem) void loadMore()
  }, [on, read, problem, loadMore])

  return { rows, read, loading, problem, hasMore: read && after !== null, loadMore: () => void loadMore() }
}

function rowsOf(page: Rows, row: Integration): RecordRow[] {
  const entry = catalogEntry(row.slug)
  const fits = (type: string) => entry === undefined || fitsIntegration(entry, type)
  switch (page.kind) {
    case 'organizations':
      return page.rows.map(({ id, name, domains, externalId }) => ({
        id,
        name,
        detail: domains.map(({ domain }) => domain).join(', '),
        state: null,
        fits: true,
        text: [name, id, externalId ?? '', ...domains.map(({ domain }) => domain)].join('\n').toLowerCase(),
      }))
    case 'connections':
      return page.rows.map(({ id, name, type, state, domains }) => ({
        id,
        name,
        detail: typeLabel(type),
        state: { of: 'connection', word: state },
        fits: fits(type),
        text: [name, id, typeLabel(type), ...domains].join('\n').toLowerCase(),
      }))
    case 'directories':
      return page.rows.map(({ id, name, type, state, domain }) => ({
        id,
        name,
        detail: typeLabel(type),
        state: { of: 'directory', word: state },
        fits: fits(type),
        text: [name, id, typeLabel(type), domain ?? ''].join('\n').toLowerCase(),
      }))
    case 'users':
    case 'groups':
      return []
  }
}
