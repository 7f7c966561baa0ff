import type { SignIn } from '../../../../shared/sign-in/trace'
import { useCall } from '../../../bridge/use-call'
import { UseInDiagnosis } from '../../diagnose/UseInDiagnosis'

/** Hands a sign-in on to Diagnose: the response as posted, what it has to fit, when it arrived, and the connection. */
export function InDiagnosis({ signIn }: { signIn: SignIn }) {
  const { id, subject, expected } = signIn
  const recorded = useCall('signIn.recorded', { id }).value
  const posted = recorded?.response ?? null
  const selector = subject?.selector
  return (
    <UseInDiagnosis
      disabled={recorded === undefined}
      part={{
        ...(posted === null
          ? {}
          : { response: { kind: 'text', text: posted.samlResponse }, arrivedAt: posted.at, message: '' }),
        ...(expected === null
          ? {}
          : { acs: expected.acsUrl ?? '', audience: expected.spEntityId ?? '', requestId: expected.requestId ?? '' }),
        ...(subject === null ? {} : { environmentId: subject.environmentId }),
        ...(selector && 'connectionId' in selector ? { connectionId: selector.connectionId } : {}),
      }}
    />
  )
}
