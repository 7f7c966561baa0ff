import { Button } from '@radix-ui/themes'
import { RotateCw } from 'lucide-react'
import type { MessageContext } from '../../../../shared/guidance/message'
import { type BranchId, branchIds } from '../../../../shared/verdict'
import { useKept } from '../../../app/kept'
import type { Settle } from '../result/settle'
import { VerdictCard } from '../result/VerdictCard'
import type { Shown } from '../shown'
import { CauseMark } from './CauseMark'
import { CauseTree } from './CauseTree'
import { type BranchView, countStates, viewTree } from './cause-state'
import type { NodeId } from './tree-keys'
import styles from './tree-view.module.css'

/** The whole tree, with the details of one node beside it. */
export function TreeView({
  name,
  shown,
  context,
  settle,
  again,
}: {
  name: string
  shown: Shown
  context: MessageContext
  settle: Settle | null
  /** Looks at one branch again; null where that cannot be. */
  again: ((branch: BranchId) => void) | null
}) {
  const tree = viewTree(shown.verdicts, shown.open)
  const first = shown.verdicts.find(({ state, likely }) => state === 'confirmed' || likely)
  const [chosen, setChosen] = useKept<NodeId | null>(`${name}.node`, null)
  const selected = chosen ?? first?.cause ?? branchIds[0]
  const branch = tree.find(
    ({ branch: { id, causes } }) => id === selected || causes.some((cause) => cause.id === selected),
  )
  const verdict = shown.verdicts.find(({ cause }) => cause === selected)
  return (
    <div className={styles.split}>
      <div className={styles.treePane}>
        <CauseTree name={name} tree={tree} selected={selected} onSelect={setChosen} />
      </div>
      <section className={styles.detail} aria-label="Details" aria-live="polite">
        {branch && (
          <BranchHead branch={branch} running={shown.running} again={again && (() => again(branch.branch.id))} />
        )}
        {verdict ? (
          <VerdictDetail shown={shown} context={context} settle={settle} verdict={verdict} />
        ) : (
          branch && <BranchLeaves branch={branch} onSelect={setChosen} />
        )}
      </section>
    </div>
  )
}

function VerdictDetail({
  verdict,
  shown,
  context,
  settle,
}: {
  verdict: Shown['verdicts'][number]
  shown: Shown
  context: MessageContext
  settle: Settle | null
}) {
  return (
    <VerdictCard
      verdict={verdict}
      findings={shown.findings}
      context={context}
      settle={settle}
      explains={shown.verdicts.filter(({ consequenceOf }) => consequenceOf?.includes(verdict.cause))}
    />
  )
}

function BranchHead({
  branch: { branch },
  running,
  again,
}: {
  branch: BranchView
  running: boolean
  again: (() => void) | null
}) {
  return (
    <header className={styles.branchHead}>
      <div>
        <h2 className={styles.branchTitle}>{branch.title}</h2>
        <p className={styles.branchLead}>{branch.symptom}</p>
      </div>
      {again && (
        <Button variant="soft" color="gray" disabled={running} onClick={again}>
          <RotateCw aria-hidden size={13} />
          Look at this branch again
        </Button>
      )}
    </header>
  )
}

function BranchLeaves({ branch: { leaves }, onSelect }: { branch: BranchView; onSelect: (id: NodeId) => void }) {
  return (
    <>
      <p className={styles.branchLead}>{countStates(leaves.map(({ state }) => state))}</p>
      <ul className={styles.leafList}>
        {leaves.map(({ cause, state }) => (
          <li key={cause.id}>
            <button type="button" className={styles.leafButton} onClick={() => onSelect(cause.id)}>
              <CauseMark state={state} />
              <span className={styles.leafText}>
                <span>{cause.title}</span>
                <span className={styles.question}>{cause.question}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
