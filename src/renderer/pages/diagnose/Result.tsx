import type { ReactNode } from 'react'
import type { MessageContext } from '../../../shared/guidance/message'
import type { BranchId } from '../../../shared/verdict'
import { FindingsView } from './FindingsView'
import { ResultView } from './result/ResultView'
import type { Settle } from './result/settle'
import { SidesView } from './SidesView'
import type { Shown } from './shown'
import { TreeView } from './tree/TreeView'
import { View } from './View'

export type ResultPart = 'result' | 'tree' | 'sides' | 'findings'

/** The parts a result is shown in, with what there is to count in each. */
const resultTabs: ReadonlyArray<readonly [ResultPart, label: string, count: (shown: Shown) => number]> = [
  ['result', 'Result', () => 0],
  ['tree', 'Tree', () => 0],
  ['sides', 'Side by side', ({ sides }) => sides.filter(({ outcome }) => outcome === 'differs').length],
  ['findings', 'Findings', ({ findings }) => findings.length],
]

export const tabsLabel = 'Parts of the diagnosis'

/** The part that an address names; the result where it names none. */
export const partOf = (view: string): ResultPart => resultTabs.find(([part]) => part === view)?.[0] ?? 'result'

const labelOf = (part: ResultPart): string => resultTabs.find(([name]) => name === part)?.[1] ?? 'Result'

/** The parts of a result as tabs. `here`: the one that is shown; null where another tab is. */
export function tabsOf(path: string, here: ResultPart | null, shown: Shown | null) {
  return resultTabs.map(([part, label, countIn]) => {
    const count = shown ? countIn(shown) : 0
    return {
      to: part === 'result' ? path : `${path}/${part}`,
      label,
      here: part === here,
      count: count > 0 ? String(count) : null,
    }
  })
}

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
    <View label={labelOf(part)} busy={shown.running}>
      {part === 'result' && children}
      {part === 'result' && <ResultView shown={shown} context={context} settle={settle} />}
      {part === 'sides' && <SidesView rows={shown.sides} />}
      {part === 'findings' && <FindingsView findings={shown.findings} />}
    </View>
  )
}
