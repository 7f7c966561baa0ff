import { useState } from 'react'
import { railOf } from '../../../../shared/guidance/setup-steps'
import { useShortcuts } from '../../../app/shortcuts'
import { StepPane } from './StepPane'
import { StepRail } from './StepRail'
import { useOpenSetup } from './setup-context'
import styles from './steps.module.css'
import { WorkosPanel } from './WorkosPanel'

/** The steps at the left, the one that is worked on beside them, and the WorkOS side where there is room for it. */
export function StepsView() {
  const { setup, row, edit } = useOpenSetup()
  const [wentTo, setWentTo] = useState(false)
  const rail = railOf(row, setup)
  const here = rail.steps.find(({ isHere }) => isHere)
  const at = here?.index ?? 0
  const goTo = (step: number) => {
    if (step < 0 || step >= rail.steps.length || step === at) return
    setWentTo(true)
    void edit({ do: 'go-to', step })
  }
  useShortcuts({
    'Alt+ArrowDown': () => goTo(at + 1),
    'Alt+ArrowUp': () => goTo(at - 1),
  })
  if (!here) return null
  return (
    <div className={styles.steps}>
      <StepRail rail={rail} onGo={goTo} />
      <StepPane key={here.index} step={here} rail={rail} wasGoneTo={wentTo} onGo={goTo} />
      <aside className={styles.side} aria-label="WorkOS side">
        <WorkosPanel />
      </aside>
    </div>
  )
}
