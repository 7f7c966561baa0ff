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
  return (
    <div role="alert">
      <Callout
        tone={problem.code.endsWith('.cancelled') ? 'info' : 'fail'}
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
