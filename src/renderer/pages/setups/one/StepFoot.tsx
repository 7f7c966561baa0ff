import { Button, IconButton } from '@radix-ui/themes'
import { ArrowDown, ArrowUp, Check, Hourglass, RotateCcw, SkipForward } from 'lucide-react'
import { useState } from 'react'
import type { SetupRail, StepView } from '../../../../shared/guidance/setup-steps'
import type { SetupEdit } from '../../../../shared/setup-edit'
import { keycaps, useShortcuts } from '../../../app/shortcuts'
import { When } from '../../../components/When'
import { BlockForm } from './BlockForm'
import { useOpenSetup } from './setup-context'
import styles from './steps.module.css'

type Mark = Extract<SetupEdit, { do: 'mark-step' }>['mark']

/** What comes next: mark the step and go on, skip it, say whom it waits for, or look at its neighbours. */
export function StepFoot({ step, rail, onGo }: { step: StepView; rail: SetupRail; onGo: (step: number) => void }) {
  const { setup, edit } = useOpenSetup()
  const [blocking, setBlocking] = useState(false)
  const settled = step.mark === 'done' || step.mark === 'skipped'
  const markedAt = setup.steps[step.index]?.at

  const following = () => {
    const later = rail.steps.find(({ index, mark }) => index > step.index && mark === 'open')
    const any = rail.steps.find(({ index, mark }) => index !== step.index && mark === 'open')
    return (later ?? any)?.index ?? null
  }
  const mark = async (next: Mark, thenGo: boolean) => {
    const outcome = await edit({ do: 'mark-step', step: step.index, mark: next })
    const to = following()
    if (outcome.ok && thenGo && to !== null) onGo(to)
  }
  useShortcuts({
    '$mod+Enter': () => void (blocking || (settled ? onGo(step.index + 1) : mark({ kind: 'done' }, true))),
  })

  if (blocking) {
    return (
      <footer className={styles.foot}>
        <BlockForm
          onCancel={() => setBlocking(false)}
          onBlock={(by) => {
            setBlocking(false)
            void mark({ kind: 'blocked', by }, true)
          }}
        />
      </footer>
    )
  }
  return (
    <footer className={styles.foot}>
      {settled ? (
        <>
          <span className={styles.settled}>
            <Check aria-hidden size={15} />
            {step.mark === 'done' ? 'Done' : 'Skipped'}
            {markedAt && (
              <>
                {' '}
                <When at={markedAt} />
              </>
            )}
          </span>
          <Button variant="soft" color="gray" onClick={() => void mark(null, false)}>
            <RotateCcw aria-hidden size={14} />
            Reopen
          </Button>
        </>
      ) : (
        <>
          <Button onClick={() => void mark({ kind: 'done' }, true)} aria-keyshortcuts="Control+Enter">
            <Check aria-hidden size={15} />
            {following() === null ? 'Mark done' : 'Done, go on'}
            <span className={styles.keys} aria-hidden>
              {keycaps('$mod+Enter').join(' ')}
            </span>
          </Button>
          <Button variant="soft" color="gray" onClick={() => void mark({ kind: 'skipped' }, true)}>
            <SkipForward aria-hidden size={14} />
            Skip
          </Button>
          <Button variant="soft" color="gray" onClick={() => setBlocking(true)}>
            <Hourglass aria-hidden size={14} />
            Waits for…
          </Button>
        </>
      )}
      {!settled && step.missing.length > 0 && (
        <span className={styles.footNote}>
          {step.missing.length === 1 ? 'One value is missing' : `${step.missing.length} values are missing`}
        </span>
      )}
      <div className={styles.neighbours}>
        <IconButton
          variant="soft"
          color="gray"
          disabled={step.index === 0}
          onClick={() => onGo(step.index - 1)}
          aria-label="Previous step"
          aria-keyshortcuts="Alt+ArrowUp"
          title={`Previous step (${keycaps('Alt+ArrowUp').join(' ')})`}
        >
          <ArrowUp aria-hidden size={15} />
        </IconButton>
        <IconButton
          variant="soft"
          color="gray"
          disabled={step.index === rail.steps.length - 1}
          onClick={() => onGo(step.index + 1)}
          aria-label="Next step"
          aria-keyshortcuts="Alt+ArrowDown"
          title={`Next step (${keycaps('Alt+ArrowDown').join(' ')})`}
        >
          <ArrowDown aria-hidden size={15} />
        </IconButton>
      </div>
    </footer>
  )
}
