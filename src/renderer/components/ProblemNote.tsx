import { Button } from '@radix-ui/themes'
import type { ReactNode } from 'react'
import type { Problem } from '../../shared/problem'
import { Callout } from './Callout'

/** An expected failure: what happened, why, what to do. Read aloud when it appears. */
export function ProblemNote({
  problem,
  onRetry,
  children,
}: {
  problem: Problem
  onRetry?: () => void
  children?: ReactNode
}) {
  // Whoever cancelled knows it, and nothing is wrong: that is no alarm.
  const wanted = problem.code.endsWith('.cancelled')
  return (
    <div role={wanted ? 'status' : 'alert'}>
      <Callout
        tone={wanted ? 'info' : 'fail'}
        title={problem.title}
        actions={
          (onRetry || children) && (
            <>
              {onRetry && (
                <Button size="1" variant="soft" color="gray" onClick={onRetry}>
                  Try again
                </Button>
              )}
              {children}
            </>
          )
        }
      >
        <p>{problem.detail}</p>
        <p>{problem.remedy}</p>
      </Callout>
    </div>
  )
}
