import { useEffect, useRef, useState } from 'react'
import type { CapturedRow } from '../../../../shared/runs/scim-capture'
import { call } from '../../../bridge/bridge'

const pageSize = 50
const mostPages = 40

/**
 * The rows between two places, fetched in pages of fifty. What was fetched stays, up to two thousand rows; the last page is
 * fetched again while it fills.
 */
export function useRows(total: number, from: number, to: number): ReadonlyMap<number, CapturedRow> {
  const [rows, setRows] = useState<ReadonlyMap<number, CapturedRow>>(new Map())
  const asked = useRef(new Map<number, number>())

  useEffect(() => {
    const firstPage = Math.max(0, Math.floor(from / pageSize))
    const lastPage = Math.max(0, Math.floor(to / pageSize))
    for (let page = firstPage; page <= lastPage; page++) {
      const wanted = Math.min(total, (page + 1) * pageSize)
      if ((asked.current.get(page) ?? -1) >= wanted) continue
      asked.current.set(page, wanted)
      void call('scimCapture.page', { from: page * pageSize, count: pageSize }).then((outcome) => {
        if (!outcome.ok) return
        setRows((before) => {
          const after = new Map(before)
          for (const row of outcome.value.rows) after.set(row.n, row)
          for (const n of after.keys()) {
            if (after.size <= mostPages * pageSize) break
            after.delete(n)
            asked.current.delete(Math.floor((n - 1) / pageSize))
          }
          return after
        })
      })
    }
  }, [from, to, total])

  return rows
}
