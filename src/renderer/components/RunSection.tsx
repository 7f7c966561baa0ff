import { Button } from '@radix-ui/themes'
import { Square } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { RunKind } from '../../shared/runs/table'
import type { Run } from '../bridge/use-run'
import { ProblemNote } from './ProblemNote'
import styles from './RunSection.module.css'

/**
 * A run from its start to its result: what it is about, its progress with a way to cancel it, the problem that ended it, and
 * what the caller shows of it. Nothing before the first start.
 */
export function RunSection<K extends RunKind>({
  run,
  title,
  working,
  done,
  onRetry,
  children,
}: {
  run: Run<K>
  title: string
  /** What is being done, said while it is: “Reading…”. */
  working: string
  /** How much of it is done, 0 to 1, where that can be told. */
  done?: number
  onRetry?: () => void
  children: ReactNode
}) {
  const { phase, outcome } = run
  const section = useShownAsItRuns(phase)
  if (phase === 'idle') return null
  const running = phase === 'running'
  return (
    <section ref={section} className={styles.results} aria-label="Result" aria-busy={running}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {running ? (
          <>
            <span className={styles.working} role="status">
              {working}
            </span>
            <Button variant="soft" color="gray" onClick={run.cancel}>
              <Square aria-hidden size={12} />
              Cancel
            </Button>
          </>
        ) : (
          <Button variant="soft" color="gray" onClick={run.clear}>
            Put away
          </Button>
        )}
      </div>
      {running && done === undefined && <div className={styles.progress} aria-hidden />}
      {running && done !== undefined && <progress className={styles.done} value={done} aria-label={working} />}
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} onRetry={onRetry} />}
      {children}
    </section>
  )
}

/** Brings a run into view that starts, and its result when it ends, where a long form keeps them below the window. */
function useShownAsItRuns(phase: Run<RunKind>['phase']) {
  const section = useRef<HTMLElement>(null)
  const before = useRef(phase)
  useEffect(() => {
    const changed = before.current !== phase
    before.current = phase
    const top = section.current?.getBoundingClientRect().top ?? 0
    if (changed && top > window.innerHeight / 2) section.current?.scrollIntoView({ block: 'start' })
  }, [phase])
  return section
}
