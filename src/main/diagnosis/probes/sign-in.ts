import { cleaner } from '../../workos/cleaning'
import { checksOf } from '../checks-of'
import type { DiagnosisProbe } from '../engine'
import type { DiagnosisInput } from '../input'
import { judgeSignIn } from '../judge-sign-in'

/** A sign-in that was recorded: what was sent, and how it ended. Its response is judged with the others’. */
export const signInProbe: DiagnosisProbe<DiagnosisInput> = {
  name: 'sign-in',
  looksAt: 'the recorded sign-in',
  standsFor: 'workos.connection',
  reports: [...checksOf('oauth'), ...checksOf('workos'), 'response.status'],
  gives: ['authorize'],
  uses: [],
  needs: ({ signIn }) => signIn !== null,
  async *run({ signIn }, facts) {
    if (signIn === null) return
    if (signIn.request !== null)
      facts.tell('authorize', { answer: signIn.request, from: `the AuthnRequest of ${signIn.from}` })
    yield* judgeSignIn(signIn, cleaner([]))
  },
}
