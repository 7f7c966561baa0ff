import { Circle, CircleCheck, CircleDot, CircleMinus, Hourglass, type LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { SetupRail, StepView } from '../../../../shared/guidance/setup-steps'
import styles from './steps.module.css'

const marks: Record<StepView['mark'], { word: string; Icon: LucideIcon }> = {
  done: { word: 'Done', Icon: CircleCheck },
  skipped: { word: 'Skipped', Icon: CircleMinus },
  blocked: { word: 'Blocked', Icon: Hourglass },
  open: { word: 'Open', Icon: Circle },
}

/** Every step in the order of the guide, under the place it happens in. Arrow keys move, Enter goes there. */
export function StepRail({ rail, onGo }: { rail: SetupRail; onGo: (step: number) => void }) {
  const frame = useRef<HTMLElement>(null)
  const here = rail.steps.find(({ isHere }) => isHere)?.index ?? 0

  // Scrolls to the step that is worked on whenever that changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what makes it run
  useEffect(() => {
    frame.current?.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' })
  }, [here])

  const onKey = (event: React.KeyboardEvent) => {
    const buttons = [...(frame.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
    const targets: readonly EventTarget[] = buttons
    const at = targets.indexOf(event.target)
    const moves: Record<string, number | undefined> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    }
    const to = moves[event.key]
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    buttons[Math.max(0, Math.min(to, buttons.length - 1))]?.focus()
  }

  return (
    <nav ref={frame} className={styles.rail} aria-label="Steps" onKeyDown={onKey}>
      {rail.sections.map((section) => (
        <div key={section.steps[0]?.index}>
          <h2 className={styles.railTitle} data-place={section.place}>
            {section.title}
          </h2>
          <ol className={styles.railSteps}>
            {section.steps.map((step) => (
              <li key={step.index}>
                <RailStep step={step} isHere={step.index === here} onGo={onGo} />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </nav>
  )
}

function RailStep({ step, isHere, onGo }: { step: StepView; isHere: boolean; onGo: (step: number) => void }) {
  const { word, Icon } = marks[step.mark]
  const Mark = isHere && step.mark === 'open' ? CircleDot : Icon
  return (
    <button
      type="button"
      className={styles.railStep}
      data-mark={step.mark}
      aria-current={isHere ? 'step' : undefined}
      tabIndex={isHere ? 0 : -1}
      onClick={() => onGo(step.index)}
      title={step.do}
    >
      <Mark aria-hidden size={15} className={styles.railMark} />
      <span className={styles.railText}>
        <span className="visually-hidden">
          Step {step.index + 1}, {isHere && step.mark === 'open' ? 'here' : word}:{' '}
        </span>
        <span className={styles.railDo}>{step.do}</span>
        {step.blockedBy !== null && <span className={styles.railBlocked}>waits for {step.blockedBy}</span>}
      </span>
    </button>
  )
}
