import { Button } from '@radix-ui/themes'
import { LogIn } from 'lucide-react'
import { useLocation } from 'wouter'
import type { SignIn } from '../../../../shared/sign-in/trace'
import { call } from '../../../bridge/bridge'
import { useSignIns } from '../../../bridge/sign-ins'
import { notify } from '../../../components/notices'
import { When } from '../../../components/When'
import { signInPath } from '../../workbench/sign-in/sign-in-form'
import { prepareSignInFor } from '../prepare-sign-in'
import { startSoon } from '../use-case'
import type { OpenCase } from '../use-open-case'
import styles from './result.module.css'

const mostOffered = 4

/** The easiest way to a response: a test sign-in that was recorded in this session, or a new one. */
export function FromSignIn({ open, onTaken }: { open: OpenCase; onTaken: () => void }) {
  const [, go] = useLocation()
  const done = useSignIns().filter(({ phase }) => phase === 'ended')

  const take = async ({ id }: SignIn) => {
    const recorded = await call('signIn.recorded', { id })
    if (!recorded.ok) return notify({ text: `${recorded.problem.title} ${recorded.problem.remedy}`, tone: 'fail' })
    onTaken()
    // The run begins with the form as it stands after the change.
    startSoon(open.id)
    open.change({ signIn: recorded.value })
  }
  const record = () => {
    prepareSignInFor(open)
    go(signInPath)
  }
  return (
    <div className={styles.fromSignIn}>
      <div className={styles.fromSignInHead}>
        <p>
          Record a test sign-in: Signpost opens the sign-in page, and keeps what is posted. Then press “Use in
          diagnosis”.
        </p>
        <Button type="button" variant="soft" onClick={record}>
          <LogIn aria-hidden size={14} />
          Record a test sign-in
        </Button>
      </div>
      {done.length > 0 && (
        <ul className={styles.signIns} aria-label="Recorded in this session">
          {done.slice(0, mostOffered).map((signIn) => (
            <li key={signIn.id}>
              <span>
                {signIn.label || 'A sign-in'}, <When at={signIn.startedAt} />
              </span>
              <Button type="button" size="1" variant="soft" color="gray" onClick={() => void take(signIn)}>
                Use it
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.or}>Or give what the browser posted:</p>
    </div>
  )
}
