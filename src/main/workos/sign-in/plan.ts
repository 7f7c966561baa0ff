import type { Outcome } from '../../../shared/problem'
import type { SignIn } from '../../../shared/sign-in/trace'
import type { Host } from '../../host/host'
import type { InspectedDocument } from '../../inspection/document'
import type { Inspector } from '../../inspection/door'
import type { WorkosCredentials } from '../credentials'
import type { Timers } from '../timers'
import type { Watcher } from './seen'

/** A test sign-in as it is to be made. */
export interface SignInPlan extends Pick<SignIn, 'id' | 'label' | 'setupId' | 'way' | 'startsAt'> {
  subject: NonNullable<SignIn['subject']>
  /** The API key is empty where the environment has none: then nothing is read but what the browser shows. */
  credentials: WorkosCredentials
  /** Must be registered in the environment. Null: the way of signing in brings its own. */
  redirectUri: string | null
  /** Where a sign-in that starts at the identity provider begins; null: the person goes there alone. */
  idpUrl: string | null
  prompt: 'login' | null
  loginHint: string | null
  /** What is known of the identity provider besides what WorkOS shows. */
  metadata: InspectedDocument | null
  certificates: ReadonlyArray<{ text: string; from: string }>
}

/** A browser that is ready to sign in. */
export interface SignInBrowser {
  /** Where it waits for the return by itself; null: what returns is taken from it on the way. */
  redirectUri: string | null
  go(url: string): void
  close(): void
}

/** What carrying a sign-in out needs. */
export interface SignInTools {
  /** Its signal cancels the sign-in. */
  host: Host
  inspector: Inspector
  timers: Timers
  open(watcher: Watcher): Promise<Outcome<SignInBrowser>>
  changed(signIn: SignIn): void
}
