import { Button } from '@radix-ui/themes'
import { Link } from 'wouter'
import type { StepView } from '../../../../shared/guidance/setup-steps'
import { Callout } from '../../../components/Callout'
import { When } from '../../../components/When'
import { useOpenSetup } from './setup-context'

/** Whom the step waits for and since when, and how to go on. */
export function BlockedNote({ step }: { step: StepView }) {
  const { setup, edit } = useOpenSetup()
  const since = setup.steps[step.index]?.at
  return (
    <Callout
      tone="warn"
      title={`Waits for ${step.blockedBy ?? 'somebody'}`}
      actions={
        <>
          <Button
            size="1"
            variant="soft"
            color="gray"
            onClick={() => void edit({ do: 'mark-step', step: step.index, mark: null })}
          >
            Take it up again
          </Button>
          <Button size="1" variant="soft" color="gray" asChild>
            <Link to={`/setups/${setup.id}/handoff`}>Write to them: hand-off sheet</Link>
          </Button>
        </>
      }
    >
      {since && (
        <p>
          Since <When at={since} />.
        </p>
      )}
    </Callout>
  )
}
