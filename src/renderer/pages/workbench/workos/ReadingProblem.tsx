import { Button } from '@radix-ui/themes'
import { Link } from 'wouter'
import type { Problem } from '../../../../shared/problem'
import { ProblemNote } from '../../../components/ProblemNote'
import { number } from './list/columns'

/** Problems that are solved in Settings. */
const ofTheKey: ReadonlySet<string> = new Set([
  'workos.unauthorized',
  'workos.forbidden',
  'workos.key-malformed',
  'workos.key-missing',
  'workos.base-url',
  'environment.no-key',
  'environment.key-locked',
])

/** Why a list did not come, or not whole: what was read stays in sight, and the rest can be read from there. */
export function ReadingProblem({
  problem,
  read = 0,
  whole = false,
  names,
  onRetry,
  onGoOn,
}: {
  problem: Problem
  /** How many records are in sight all the same. */
  read?: number
  /** Whether those are all there were when the list was last read to its end. */
  whole?: boolean
  names: { one: string; many: string }
  onRetry: () => void
  onGoOn?: () => void
}) {
  const partly = read > 0
  const shown = partly
    ? {
        ...problem,
        detail: `${problem.detail} ${
          whole ? 'What is below was read before and may be out of date' : 'What is below is not all'
        }: ${number.format(read)} ${read === 1 ? names.one : names.many}.`,
      }
    : problem
  return (
    <ProblemNote problem={shown}>
      {partly && onGoOn && (
        <Button size="1" variant="soft" onClick={onGoOn}>
          Read the rest
        </Button>
      )}
      <Button size="1" variant="soft" color="gray" onClick={onRetry}>
        {partly ? 'Read all again' : 'Try again'}
      </Button>
      {ofTheKey.has(problem.code) && (
        <Button size="1" variant="soft" color="gray" asChild>
          <Link to="/settings">Open Settings</Link>
        </Button>
      )}
    </ProblemNote>
  )
}
