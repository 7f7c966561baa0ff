import type { OutlineNode } from './outline'

/** What a key does in a folded tree: go to a node, or fold or unfold the one the person is at. */
export type TreeAct = { go: number } | { fold: boolean }

const rowsOfPage = 15

/** The act of a key, as the tree pattern of ARIA has it; null for a key without one. Pure. */
export function treeAct(
  key: string,
  nodes: readonly OutlineNode[],
  visible: readonly number[],
  folded: ReadonlySet<number>,
  active: number,
): TreeAct | null {
  const node = nodes[active]
  const at = visible.indexOf(active)
  const move = (to: number): TreeAct => ({ go: visible[Math.max(0, Math.min(visible.length - 1, to))] ?? -1 })
  const inside = node !== undefined && node.last > active
  switch (key) {
    case 'ArrowDown':
      return move(at + 1)
    case 'ArrowUp':
      return move(at - 1)
    case 'PageDown':
      return move(at + rowsOfPage)
    case 'PageUp':
      return move(at - rowsOfPage)
    case 'Home':
      return move(0)
    case 'End':
      return move(visible.length - 1)
    case 'ArrowRight':
      if (!inside) return null
      return folded.has(active) ? { fold: false } : move(at + 1)
    case 'ArrowLeft':
      if (inside && !folded.has(active)) return { fold: true }
      return node && node.parent >= 0 ? { go: node.parent } : null
    default:
      return null
  }
}
