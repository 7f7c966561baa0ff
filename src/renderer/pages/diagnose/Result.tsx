import type { ReactNode } from 'react'
import type { MessageContext } from '../../../shared/guidance/message'
import type { BranchId } from '../../../shared/verdict'
import styles from './diagnose.module.css'
import { FindingsView } from './FindingsView'
import { ResultView } from './result/ResultView'
import type { Settle } from './result/settle'
import { SidesView } from './SidesView'
import type { Shown } from './shown'
import { TreeView } from './tree/TreeView'

export type ResultPart = 'result' | 'tree' | 'sides' | 'findings'

/** The parts a result is shown in, with what there is to count in each. */
export const resultTabs: ReadonlyArray<readonly [ResultPart, label: string, count: (shown: Shown) => number | null]> = [
  ['result', 'Result', () => null],
  ['tree', 'Tree', () => null],
  ['sides', 'Side by side', ({ sides }) => sides.filter(({ outcome }) => outcome === 'differs').length],
  ['findings', 'Findings', ({ findings }) => findings.length],
]

/** One part of what a diagnosis found, of one that runs as of one that is kept. `children` stand above the result. */
export function Result({
  part,
  name,
  shown,
  context,
  settle,
  again,
  children,
}: {
  part: ResultPart
  name: string
  shown: Shown
  context: MessageContext
  settle: Settle | null
  again: ((branch: BranchId) => void) | null
  children?: ReactNode
}) {
  if (part === 'tree') return <TreeView name={name} shown={shown} context={context} settle={settle} again={again} />
  return (
    <div className={styles.view} aria-busy={shown.running}>
      {part === 'result' && children}
      {part === 'result' && <ResultView shown={shown} context={context} settle={settle} />}
      {part === 'sides' && <SidesView rows={shown.sides} />}
      {part === 'findings' && <FindingsView findings={shown.findings} />}
    </div>
  )
}
