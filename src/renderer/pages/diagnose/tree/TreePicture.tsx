import { useLayoutEffect, useRef, useState } from 'react'
import { type BranchView, type CauseState, causeStates, countStates, type LeafView } from './cause-state'
import styles from './picture.module.css'

const rowHeight = 40
const rootX = 14
const forkX = 58
const titleWidth = 196
const leafGap = 32
const leafRadius = 10

/**
 * The tree as a picture: one bough for each branch, one leaf for each cause, which fill in while something is looked at. The
 * cause that is confirmed, or else likely, is written out at the end of its bough. `CauseTree` is the same for the keyboard.
 */
export function TreePicture({ tree }: { tree: readonly BranchView[] }) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(720)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const watcher = new ResizeObserver(([entry]) => entry && setWidth(Math.max(360, entry.contentRect.width)))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])

  const height = tree.length * rowHeight
  const middle = height / 2
  const firstLeafX = forkX + titleWidth + 30
  const mostLeaves = Math.max(...tree.map(({ leaves }) => leaves.length))
  const labelX = firstLeafX + mostLeaves * leafGap
  return (
    <div ref={frame} className={styles.frame}>
      <svg
        role="img"
        aria-label={`The tree of causes. ${tree.map(({ branch, leaves }) => `${branch.title}: ${countStates(leaves.map(({ state }) => state))}`).join('. ')}.`}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className={styles.picture}
      >
        <circle cx={rootX} cy={middle} r={6} className={styles.root} />
        {tree.map(({ branch, leaves, state }, index) => {
          const y = index * rowHeight + rowHeight / 2
          const end = firstLeafX + (leaves.length - 1) * leafGap
          return (
            <g key={branch.id} data-state={state}>
              <path
                className={styles.bough}
                d={`M${rootX + 6} ${middle} C${forkX - 18} ${middle} ${forkX - 34} ${y} ${forkX - 4} ${y}`}
              />
              <path className={styles.bough} d={`M${forkX + titleWidth + 6} ${y} H${end}`} />
              <foreignObject x={forkX} y={y - 10} width={titleWidth} height={20}>
                <div className={styles.title}>{branch.title}</div>
              </foreignObject>
              {leaves.map((leaf, place) => (
                <Leaf key={leaf.cause.id} leaf={leaf} x={firstLeafX + place * leafGap} y={y} />
              ))}
              {width - labelX > 120 && (
                <foreignObject x={labelX} y={y - 10} width={width - labelX} height={20}>
                  <div className={styles.label} data-state={state}>
                    {worst(leaves)}
                  </div>
                </foreignObject>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}

function worst(leaves: readonly LeafView[]): string {
  const named = leaves.find(({ state }) => state === 'confirmed') ?? leaves.find(({ state }) => state === 'likely')
  return named?.cause.title ?? ''
}

/** What stands inside a leaf, so that no state is told by colour alone. */
const signs: Readonly<Record<CauseState, string>> = {
  confirmed: 'M-3.5 -3.5 L3.5 3.5 M3.5 -3.5 L-3.5 3.5',
  likely: 'M0 -5 V1 M0 4.4 V4.5',
  'cannot-tell': 'M-2.6 -2.2 A2.7 2.7 0 1 1 0.6 0.3 Q0 0.7 0 1.6 M0 4.6 V4.7',
  'ruled-out': 'M-4 0.2 L-1.2 3 L4 -2.8',
  'not-run': '',
  open: 'M-3.6 0 V0.01 M0 0 V0.01 M3.6 0 V0.01',
}

function Leaf({ leaf: { cause, state }, x, y }: { leaf: LeafView; x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{`${cause.title}: ${causeStates[state].word}`}</title>
      {/* A new state is a new leaf, which grows into its place. */}
      <g key={state} className={styles.leaf} data-state={state}>
        <circle r={leafRadius} className={styles.ground} />
        <circle r={leafRadius} className={styles.face} />
        <path d={signs[state]} className={styles.sign} />
      </g>
    </g>
  )
}
