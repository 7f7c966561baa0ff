import type { Finding, Status } from '../../../../shared/finding'
import type { SweptAddress } from '../../../../shared/runs/network'
import { sweptAddress } from '../../../../shared/runs/swept'

export type Shown = 'all' | 'failing' | 'warnings' | 'good'
export type Order = 'arrival' | 'list' | 'worst' | 'expiry' | 'slowest'

const worstFirst: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'skipped']

/** A list grows by a few at a time; those read before are not read again. */
const read = new WeakMap<Finding, SweptAddress | null>()

/** The rows of a sweep so far, in the order in which they were done. */
export const rowsOf = (findings: readonly Finding[]): SweptAddress[] =>
  findings.flatMap((finding) => {
    const known = read.get(finding)
    const row = known === undefined ? sweptAddress(finding) : known
    read.set(finding, row)
    return row ?? []
  })

export const kinds: Record<Exclude<Shown, 'all'>, (row: SweptAddress) => boolean> = {
  failing: ({ status }) => status === 'fail',
  warnings: ({ status }) => status === 'warn',
  good: ({ status }) => status !== 'fail' && status !== 'warn',
}

const orders: Record<Exclude<Order, 'arrival'>, (one: SweptAddress, other: SweptAddress) => number> = {
  list: (one, other) => one.index - other.index,
  worst: (one, other) => worstFirst.indexOf(one.status) - worstFirst.indexOf(other.status) || one.index - other.index,
  expiry: (one, other) => endOf(one) - endOf(other) || one.index - other.index,
  slowest: (one, other) => other.ms - one.ms,
}

const endOf = ({ certificateEnds }: SweptAddress) =>
  certificateEnds === null ? Number.MAX_SAFE_INTEGER : Date.parse(certificateEnds)

/** The rows to show: those of a kind that hold every word of the text, in an order. */
export function shownRows(rows: readonly SweptAddress[], shown: Shown, text: string, order: Order): SweptAddress[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const kept = rows.filter((row) => {
    const said = `${row.url} ${row.summary}`.toLowerCase()
    return (shown === 'all' || kinds[shown](row)) && words.every((word) => said.includes(word))
  })
  return order === 'arrival' ? kept : kept.sort(orders[order])
}
