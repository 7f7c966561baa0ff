import { useEffect, useRef, useState } from 'react'
import type { CapturedRow } from '../../../../shared/runs/scim-capture'
import { call } from '../../../bridge/bridge'

const mostRows = 2000
const margin = 10
/** What the program gives out at once, at most. */
const mostAtOnce = 50

/**
 * The rows between two places, and some around them. One request for rows is under way at a time: of what is scrolled past
 * meanwhile, only where it comes to rest is fetched. What was fetched stays, up to two thousand rows.
 */
export function useRows(total: number, from: number, to: number): ReadonlyMap<number, CapturedRow> {
  const rows = useRef(new Map<number, CapturedRow>())
  const [, setVersion] = useState(0)
  const wanted = useRef({ total, from, to })
  const busy = useRef(false)
  wanted.current = { total, from, to }

  useEffect(() => {
    const fetchMissing = async () => {
      if (busy.current) return
      busy.current = true
      let gap = missing(rows.current, wanted.current)
      while (gap !== null) {
        const outcome = await call('scimCapture.page', gap)
        if (!outcome.ok) break
        for (const row of outcome.value.rows) rows.current.set(row.n, row)
        for (const n of rows.current.keys()) {
          if (rows.current.size <= mostRows) break
          rows.current.delete(n)
        }
        setVersion((version) => version + 1)
        const next = missing(rows.current, wanted.current)
        // The oldest rows of a very long capture are no longer there.
        if (next?.from === gap.from && next.count === gap.count) break
        gap = next
      }
      busy.current = false
    }
    if (total > 0 && missing(rows.current, { total, from, to }) !== null) void fetchMissing()
  }, [from, to, total])

  return rows.current
}

/** What is to be asked for so that no row in sight is missing; null: nothing. Places count from 0, rows from 1. */
function missing(
  rows: ReadonlyMap<number, CapturedRow>,
  { total, from, to }: { total: number; from: number; to: number },
): { from: number; count: number } | null {
  const end = Math.min(to, total - 1)
  let first = Math.max(0, from)
  while (first <= end && rows.has(first + 1)) first += 1
  if (first > end) return null
  const start = Math.max(0, first - margin)
  return { from: start, count: Math.min(mostAtOnce, Math.min(total, end + 1 + margin) - start) }
}
