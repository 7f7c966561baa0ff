import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { BranchId } from '../../../../shared/verdict'
import { useKept } from '../../../app/kept'
import { CauseMark } from './CauseMark'
import { type BranchView, causeStates, countStates } from './cause-state'
import styles from './tree.module.css'
import { type NodeId, type Row, treeMove, typedTo } from './tree-keys'

/** How long letters belong to one word. */
const typingMs = 700

/**
 * The tree of causes, by branch. Works by keyboard as the WAI-ARIA tree pattern says: arrows, Home and End, typing a name.
 * `selected` is the node whose details are shown beside it.
 */
export function CauseTree({
  name,
  tree,
  selected,
  onSelect,
}: {
  /** Under which the folding is kept. */
  name: string
  tree: readonly BranchView[]
  selected: NodeId
  onSelect: (id: NodeId) => void
}) {
  const [folded, setFolded] = useKept<readonly BranchId[]>(`${name}.folded`, [])
  const [focused, setFocused] = useState<NodeId>(selected)
  const items = useRef(new Map<NodeId, HTMLElement>())
  const typing = useRef({ text: '', at: 0 })
  const rows = rowsOf(tree, folded)
  // The node that takes part in tabbing has to be one that can be seen.
  const tabStop = rows.some(({ id }) => id === focused) ? focused : (rows[0]?.id ?? focused)

  useEffect(() => setFocused(selected), [selected])

  const focus = (id: NodeId) => {
    setFocused(id)
    items.current.get(id)?.focus()
  }
  const select = (id: NodeId) => {
    focus(id)
    onSelect(id)
  }
  const fold = (id: BranchId, shut: boolean) => setFolded(shut ? [...folded, id] : folded.filter((one) => one !== id))

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const move = treeMove(event.key, rows, tabStop)
    const typed = move === null && event.key.length === 1 ? typeAhead(event) : null
    if (move === null && typed === null) return
    event.preventDefault()
    event.stopPropagation()
    if (typed !== null) return focus(typed)
    if (move === null) return
    if (move.do === 'focus') focus(move.id)
    else if (move.do === 'select') select(move.id)
    else if (move.do === 'unfold-all') setFolded([])
    else fold(move.id, move.do === 'fold')
  }
  const typeAhead = (event: React.KeyboardEvent): NodeId | null => {
    const fresh = event.timeStamp - typing.current.at > typingMs
    typing.current = { text: (fresh ? '' : typing.current.text) + event.key, at: event.timeStamp }
    return typedTo(typing.current.text, rows, tabStop)
  }

  const tabIndexOf = (id: NodeId) => (id === tabStop ? 0 : -1)
  const item = (id: NodeId) => ({
    'aria-selected': id === selected,
    ref: (element: HTMLElement | null) => {
      if (element) items.current.set(id, element)
      else items.current.delete(id)
    },
    onFocus: (event: React.FocusEvent) => {
      if (event.target === event.currentTarget) setFocused(id)
    },
  })

  return (
    <div role="tree" aria-label="Causes by branch" className={styles.tree} onKeyDown={onKeyDown}>
      {tree.map(({ branch, leaves, state }) => {
        const isOpen = !folded.includes(branch.id)
        const labelled = `tree-${branch.id}`
        return (
          <div
            key={branch.id}
            role="treeitem"
            tabIndex={tabIndexOf(branch.id)}
            {...item(branch.id)}
            aria-level={1}
            aria-expanded={isOpen}
            aria-labelledby={labelled}
            className={styles.branch}
          >
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for all its nodes */}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the row belongs to the tree item around it */}
            <div className={styles.branchRow} data-selected={branch.id === selected} onClick={() => select(branch.id)}>
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: ← and → fold and unfold */}
              {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way for the mouse */}
              <span
                className={styles.twist}
                data-open={isOpen}
                onClick={(event) => {
                  event.stopPropagation()
                  fold(branch.id, isOpen)
                }}
              >
                <ChevronRight aria-hidden size={14} />
              </span>
              <span id={labelled} className={styles.branchLabel}>
                {branch.title}
                <span className="visually-hidden">, {countStates(leaves.map((leaf) => leaf.state))}</span>
              </span>
              {!isOpen && <CauseMark state={state} iconOnly />}
            </div>
            {isOpen && (
              // biome-ignore lint/a11y/useSemanticElements: a group of tree items is no fieldset
              <div role="group" className={styles.leaves}>
                {leaves.map((leaf) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for all its nodes
                  <div
                    key={leaf.cause.id}
                    role="treeitem"
                    tabIndex={tabIndexOf(leaf.cause.id)}
                    {...item(leaf.cause.id)}
                    aria-level={2}
                    className={styles.leaf}
                    data-state={leaf.state}
                    data-selected={leaf.cause.id === selected}
                    onClick={() => select(leaf.cause.id)}
                  >
                    <CauseMark state={leaf.state} iconOnly />
                    <span className={styles.leafLabel}>
                      {leaf.cause.title}
                      {leaf.state !== 'ruled-out' && leaf.state !== 'not-run' && (
                        <span aria-hidden className={styles.leafWord} data-state={leaf.state}>
                          {causeStates[leaf.state].word}
                        </span>
                      )}
                    </span>
                  </div>
                ))}
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}

function rowsOf(tree: readonly BranchView[], folded: readonly BranchId[]): Row[] {
  return tree.flatMap(({ branch, leaves }): Row[] => {
    const expanded = !folded.includes(branch.id)
    const own: Row = { id: branch.id, label: branch.title, parent: null, expanded }
    const below = leaves.map(
      ({ cause }): Row => ({ id: cause.id, label: cause.title, parent: branch.id, expanded: null }),
    )
    return expanded ? [own, ...below] : [own]
  })
}
