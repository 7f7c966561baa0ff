// biome-ignore-all lint/a11y/useSemanticElements: only the rows in sight exist and each is placed by itself, which nested lists cannot do
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useId, useMemo, useRef } from 'react'
import { StatusMark } from '../StatusMark'
import { withStandIns } from '../visible-text'
import { ancestorsOf, type OutlineNode } from './outline'
import type { MarkedRange, Range } from './ranges'
import { treeAct } from './tree-keys'
import styles from './xml.module.css'

const rowHeight = 24

/**
 * The nodes of an XML text as rows that fold. Up and down move, right unfolds or goes inside, left folds or goes outside, Enter
 * leads to the finding of the row.
 */
export function XmlTree({
  nodes,
  folded,
  onFolded,
  active,
  onActive,
  marks,
  hits,
  label,
  onMark,
}: {
  nodes: readonly OutlineNode[]
  folded: ReadonlySet<number>
  onFolded: (folded: ReadonlySet<number>) => void
  /** Index of the node the person is at; -1 for none. */
  active: number
  onActive: (node: number) => void
  marks: readonly MarkedRange[]
  hits: readonly Range[]
  label: string
  onMark: (index: number) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const visible = useMemo(() => visibleNodes(nodes, folded), [nodes, folded])
  const marksOf = useMemo(() => byNode(marks), [marks])
  const at = visible.indexOf(active)
  const rows = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: 6,
    paddingEnd: 6,
  })

  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
  }, [at, rows])

  const fold = (node: number, wanted: boolean) => {
    const next = new Set(folded)
    if (wanted) next.add(node)
    else next.delete(node)
    onFolded(next)
  }

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const [mark] = marksOf.get(active) ?? []
    const act = treeAct(event.key, nodes, visible, folded, active)
    if (event.key === 'Enter' && mark !== undefined) onMark(mark)
    else if (act === null) return
    else if ('go' in act) onActive(act.go)
    else fold(active, act.fold)
    event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      aria-label={label}
      aria-activedescendant={at >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => active < 0 && onActive(visible[0] ?? -1)}
    >
      <div role="presentation" className={styles.all} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const number = visible[index] ?? -1
          const node = nodes[number]
          if (!node) return null
          const inside = node.last > number
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of the active row
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the tree, aria-activedescendant points here
            <div
              key={number}
              id={`${id}-${number}`}
              role="treeitem"
              aria-level={node.depth + 1}
              aria-expanded={inside ? !folded.has(number) : undefined}
              aria-selected={number === active}
              className={styles.row}
              style={{ transform: `translateY(${start}px)`, paddingLeft: 8 + 16 * Math.min(node.depth, 24) }}
              onClick={() => onActive(number)}
              onDoubleClick={() => inside && fold(number, !folded.has(number))}
            >
              {inside ? (
                <span
                  className={styles.fold}
                  aria-hidden
                  onClick={(event) => {
                    event.stopPropagation()
                    fold(number, !folded.has(number))
                  }}
                >
                  {folded.has(number) ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
                </span>
              ) : (
                <span className={styles.fold} aria-hidden />
              )}
              <code className={styles.node}>
                <NodeText node={node} closed={inside && folded.has(number)} hits={hitsWithin(hits, node)} />
              </code>
              {(marksOf.get(number) ?? []).slice(0, 3).map((mark) => (
                <MarkButton key={mark} mark={marks[mark]} onClick={() => onMark(mark)} />
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The indices of the marks of each node. */
function byNode(marks: readonly MarkedRange[]): ReadonlyMap<number, number[]> {
  const found = new Map<number, number[]>()
  marks.forEach(({ node }, index) => {
    found.set(node, [...(found.get(node) ?? []), index])
  })
  return found
}

function MarkButton({ mark, onClick }: { mark: MarkedRange | undefined; onClick: () => void }) {
  if (!mark) return null
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.mark}
      title={mark.title}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
    >
      <StatusMark status={mark.status} />
    </button>
  )
}

function NodeText({ node, closed, hits }: { node: OutlineNode; closed: boolean; hits: boolean }) {
  if (node.kind !== 'element') {
    const shown = node.kind === 'comment' ? `<!--${node.text}-->` : node.text
    return <span className={node.kind === 'text' ? styles.text : styles.remark}>{clipped(shown)}</span>
  }
  return (
    <span className={hits ? styles.found : undefined}>
      <span className={styles.name}>&lt;{node.name}</span>
      {node.attributes.map(({ name, value }) => (
        <span key={name}>
          {' '}
          <span className={styles.attribute}>{name}=</span>
          <span className={styles.value}>&quot;{clipped(value)}&quot;</span>
        </span>
      ))}
      <span className={styles.name}>{node.contentFrom === node.to ? '/>' : '>'}</span>
      {node.text !== '' && <span className={styles.text}>{clipped(node.text)}</span>}
      {closed && <span className={styles.more}>…</span>}
      {(node.text !== '' || closed) && <span className={styles.name}>&lt;/{node.name}&gt;</span>}
    </span>
  )
}

const longest = 240

/** A row is one line: what is longer is cut, and says how long it is. */
function clipped(text: string): string {
  const line = withStandIns(text.slice(0, longest).replace(/\s+/g, ' '))
  return text.length > longest ? `${line}… (${text.length.toLocaleString('en-GB')} characters)` : line
}

/** Whether a hit stands in the row of a node: in its start tag, or in the text it shows. */
function hitsWithin(hits: readonly Range[], { from, to, contentFrom, text }: OutlineNode): boolean {
  const end = text === '' ? contentFrom : to
  return hits.some((hit) => hit.from >= from && hit.from < end)
}

function visibleNodes(nodes: readonly OutlineNode[], folded: ReadonlySet<number>): number[] {
  const visible: number[] = []
  for (let index = 0; index < nodes.length; index++) {
    visible.push(index)
    if (folded.has(index)) index = nodes[index]?.last ?? index
  }
  return visible
}

/** What is folded away at first: signatures and keys, which are long and seldom read, and in a large document all but its frame. */
export function foldedAtFirst(nodes: readonly OutlineNode[]): ReadonlySet<number> {
  const large = nodes.length > 400
  return new Set(
    [...nodes.keys()].filter((index) => {
      const node = nodes[index]
      if (!node || node.last === index) return false
      return /(^|:)(Signature|KeyInfo|KeyDescriptor|EncryptedData)$/.test(node.name) || (large && node.depth > 1)
    }),
  )
}

/** The folds less those that hide a node. */
export function unfoldedTo(
  nodes: readonly OutlineNode[],
  folded: ReadonlySet<number>,
  index: number,
): ReadonlySet<number> {
  const around = ancestorsOf(nodes, index)
  if (!around.some((one) => folded.has(one))) return folded
  const next = new Set(folded)
  for (const one of around) next.delete(one)
  return next
}
