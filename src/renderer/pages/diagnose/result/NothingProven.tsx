import { Button } from '@radix-ui/themes'
import { useState } from 'react'
import { causesOfBranch, firstQuestions } from '../../../../shared/guidance/symptoms/symptoms'
import type { BranchId, CauseId, Verdict } from '../../../../shared/verdict'
import styles from './result.module.css'
import { SettleButton } from './SettleButton'
import { openNeeds, type Settle, titlesOf } from './settle'

/** What stands on top where no cause is confirmed: how far the evidence goes, and the one input that would bring the most. */
export function NothingProven({
  verdicts,
  hinted,
  settle,
}: {
  verdicts: readonly Verdict[]
  hinted: readonly CauseId[]
  settle: Settle | null
}) {
  const looked = verdicts.filter(({ state }) => state !== 'not-run').length
  const likely = verdicts.filter((verdict) => verdict.likely)
  const ruledOut = verdicts.filter(({ state }) => state === 'ruled-out').length
  const [best] = openNeeds(verdicts, { withLikely: true })
  if (looked === 0) return hinted.length > 0 ? null : <FirstQuestions verdicts={verdicts} settle={settle} />
  return (
    <div className={styles.nothing}>
      <h2 className={styles.nothingTitle}>{likely.length > 0 ? 'No cause is proven yet' : 'No cause is confirmed'}</h2>
      <p>
        Of {looked} causes that were looked at, {ruledOut} {ruledOut === 1 ? 'is' : 'are'} ruled out
        {likely.length > 0 ? ` and ${likely.length} ${likely.length === 1 ? 'is' : 'are'} likely` : ''}.{' '}
        {best === undefined &&
          likely.length === 0 &&
          hinted.length === 0 &&
          'As far as can be seen from here, the connection is sound.'}
      </p>
      {best && (
        <div className={styles.best}>
          <p>
            <strong>{best.sentence}</strong> This would settle {settled(titlesOf(best).length)}.
          </p>
          {settle && <SettleButton input={best.input} settle={settle} />}
        </div>
      )}
    </div>
  )
}

const settled = (count: number) => (count === 1 ? 'one of them' : `${count} of them`)

/** For whoever has given nothing that can be looked at: one question for each branch, and what it takes to look into it. */
function FirstQuestions({ verdicts, settle }: { verdicts: readonly Verdict[]; settle: Settle | null }) {
  const [branch, setBranch] = useState<BranchId | null>(null)
  const wanted = branch === null ? [] : causesOfBranch(branch)
  const needs = openNeeds(
    verdicts.filter(({ cause }) => wanted.includes(cause)),
    { withNotRun: true },
  )
  return (
    <div className={styles.nothing}>
      <h2 className={styles.nothingTitle}>Nothing could be looked at yet</h2>
      <p>What was given leads nowhere by itself. Which of these is it?</p>
      <ul className={styles.questions}>
        {firstQuestions.map(({ branch: id, question }) => (
          <li key={id}>
            <span>{question}</span>
            <Button
              size="1"
              variant={id === branch ? 'solid' : 'soft'}
              aria-pressed={id === branch}
              onClick={() => setBranch(id)}
            >
              Yes
            </Button>
          </li>
        ))}
      </ul>
      {needs.map((need) => (
        <div key={need.input} className={styles.best}>
          <p>{need.sentence}</p>
          {settle && <SettleButton input={need.input} settle={settle} />}
        </div>
      ))}
    </div>
  )
}
