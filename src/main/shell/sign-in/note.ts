import { sightingOf } from '../../../shared/sign-in/sighting'
import type { SignIn } from '../../../shared/sign-in/trace'
import type { SetupStore } from '../store/setups'

/** Notes in the set-up it was made for what a test sign-in came to, so that its checklist ticks itself. */
export async function noteSignIn(signIn: SignIn, setups: SetupStore): Promise<void> {
  const sighting = sightingOf(signIn)
  if (signIn.setupId === null || sighting === null) return
  await setups.edit(signIn.setupId, { do: 'sight-sign-in', signIn: sighting })
}
