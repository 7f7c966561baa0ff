import type { SignIn } from '../../../../shared/sign-in/trace'
import { useCall } from '../../../bridge/use-call'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'

/** Hands a sign-in on to Diagnose: what was asked, what was posted and how it ended, with the connection it was for. */
export function InDiagnosis({ signIn: { id, subject, startsAt, expected } }: { signIn: SignIn }) {
  const recorded = useCall('signIn.recorded', { id }).value
  const selector = subject?.selector
  // Where the identity provider began, no request of the sign-in says what WorkOS expects.
  const asked = startsAt === 'idp' ? expected : null
  return (
    <UseInDiagnosis
      disabled={recorded === undefined}
      part={{
        ...(recorded === undefined ? {} : { signIn: recorded }),
        ...(asked === null ? {} : { acs: asked.acsUrl ?? '', audience: asked.spEntityId ?? '' }),
        ...(subject === null ? {} : { environmentId: subject.environmentId }),
        ...(selector && 'connectionId' in selector ? { connectionId: selector.connectionId } : {}),
      }}
    />
  )
}
