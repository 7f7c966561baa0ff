import type { BranchId, CauseId } from '../../../../shared/verdict'

/** A node of the tree, by the id of its branch or cause. */
export type NodeId = BranchId | CauseId

/** What can be seen of the tree, top to bottom: a folded branch hides its leaves. */
export interface Row {
  id: NodeId
  label: string
  parent: BranchId | null
  /** Null for a leaf. */
  expanded: boolean | null
}

export type TreeMove =
  | { do: 'focus'; id: NodeId }
  | { do: 'fold'; id: BranchId }
  | { do: 'unfold'; id: BranchId }
  | { do: 'unfold-all' }
  | { do: 'select'; id: NodeId }

/**
 * What a key does in a tree, as the WAI-ARIA tree pattern has it; null: the key is nobody’s here.
 * Source: https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 */
export function treeMove(key: string, rows: readonly Row[], at: NodeId): TreeMove | null {
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => id === at),
  )
  const row = rows[index]
  if (row === undefined) return null
  const focus = (target: Row | undefined): TreeMove | null => (target ? { do: 'focus', id: target.id } : null)
  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1])
    case 'ArrowUp':
      return focus(rows[index - 1])
    case 'Home':
      return focus(rows[0])
    case 'End':
      return focus(rows.at(-1))
    case 'ArrowRight':
      if (isBranch(row)) return row.expanded ? focus(rows[index + 1]) : { do: 'unfold', id: row.id }
      return null
    case 'ArrowLeft':
      if (isBranch(row) && row.expanded) return { do: 'fold', id: row.id }
      return row.parent === null ? null : { do: 'focus', id: row.parent }
    case '*':
      return { do: 'unfold-all' }
    case 'Enter':
    case ' ':
      return { do: 'select', id: row.id }
    default:
      return null
  }
}

function isBranch(row: Row): row is Row & { id: BranchId } {
  return row.expanded !== null
}

/**
 * The row that typing leads to: the next one whose label begins with what was typed. One letter typed again and again walks
 * through those that begin with it.
 */
export function typedTo(typed: string, rows: readonly Row[], at: NodeId): NodeId | null {
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => id === at),
  )
  const again = [...typed].every((letter) => letter === typed[0])
  const wanted = (again ? (typed[0] ?? '') : typed).toLowerCase()
  // While a word is typed the row it fits already stays; one letter moves on.
  const from = again ? index + 1 : index
  const ordered = [...rows.slice(from), ...rows.slice(0, from)]
  return ordered.find(({ label }) => label.toLowerCase().startsWith(wanted))?.id ?? null
}
