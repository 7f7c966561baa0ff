import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react'
import { type Branch, branches } from '../../../../shared/guidance/causes/causes'
import type { Cause } from '../../../../shared/guidance/causes/shape'
import type { CauseId, Verdict } from '../../../../shared/verdict'

/** How a leaf of the tree is shown: the state of its verdict, `likely` told apart, `open` while something still looks at it. */
export type CauseState = 'confirmed' | 'likely' | 'cannot-tell' | 'ruled-out' | 'not-run' | 'open'

/** Each state by word and icon; the colour goes with the name of the state. */
export const causeStates: Readonly<Record<CauseState, { word: string; Icon: LucideIcon }>> = {
  confirmed: { word: 'Confirmed', Icon: CircleX },
  likely: { word: 'Likely', Icon: CircleAlert },
  'cannot-tell': { word: 'Cannot tell', Icon: CircleQuestionMark },
  'ruled-out': { word: 'Ruled out', Icon: CircleCheck },
  'not-run': { word: 'Not looked at', Icon: CircleDashed },
  open: { word: 'Looking', Icon: LoaderCircle },
}

/** The state that asks for attention first comes first. */
const order: readonly CauseState[] = ['confirmed', 'likely', 'open', 'cannot-tell', 'ruled-out', 'not-run']

export interface LeafView {
  cause: Cause
  verdict: Verdict | null
  state: CauseState
}

export interface BranchView {
  branch: Branch
  leaves: readonly LeafView[]
  /** The most urgent state among the leaves: what a folded branch shows. */
  state: CauseState
}

/** The tree as it is shown. A cause that is confirmed stays so however much still runs; the rest is open until nothing looks at it. */
export function viewTree(verdicts: readonly Verdict[], open: readonly CauseId[]): BranchView[] {
  return branches.map((branch) => {
    const leaves = branch.causes.map((cause): LeafView => {
      const verdict = verdicts.find((one) => one.cause === cause.id) ?? null
      return { cause, verdict, state: stateOf(verdict, open.includes(cause.id)) }
    })
    return { branch, leaves, state: mostUrgent(leaves.map(({ state }) => state)) }
  })
}

export function stateOf(verdict: Verdict | null, isOpen = false): CauseState {
  if (verdict?.state === 'confirmed') return 'confirmed'
  if (isOpen) return 'open'
  if (verdict === null) return 'not-run'
  return verdict.likely ? 'likely' : verdict.state
}

const mostUrgent = (states: readonly CauseState[]): CauseState => order.find((one) => states.includes(one)) ?? 'not-run'

/** “1 confirmed, 2 ruled out”, in the order of urgency. */
export function countStates(states: readonly CauseState[]): string {
  return order
    .map((state) => ({ state, count: states.filter((one) => one === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${causeStates[state].word.toLowerCase()}`)
    .join(', ')
}
