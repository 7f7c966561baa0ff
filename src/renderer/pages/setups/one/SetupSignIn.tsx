import { Button } from '@radix-ui/themes'
import { LogIn } from 'lucide-react'
import { useLocation } from 'wouter'
import { plainValues } from '../../../../shared/guidance/setup-steps'
import { listed } from '../../../../shared/listed'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import { metadataOf } from '../../diagnose/from-setup'
import { prepareSignIn, signInPath } from '../../workbench/sign-in/sign-in-form'
import styles from './frame.module.css'
import { useOpenSetup } from './setup-context'
import workosStyles from './workos.module.css'

/** The last test sign-in of the set-up, and the way to the next one. */
export function SetupSignIn() {
  const { setup } = useOpenSetup()
  const { signIn } = setup
  return (
    <section className={styles.part} aria-label="Test sign-in">
      <h2 className={styles.partTitle}>Test sign-in</h2>
      {signIn === null ? (
        <p className={styles.partLead}>
          Sign in once as a user would. Signpost records every step, and the verification ticks itself.
        </p>
      ) : (
        <p className={styles.partLead}>
          <StatusMark
            status={signIn.succeeded ? 'pass' : 'fail'}
            word={signIn.succeeded ? 'Succeeded' : `Failed${signIn.error === null ? '' : `: ${signIn.error}`}`}
          />{' '}
          <When at={signIn.at} />
          {signIn.succeeded && `. The profile had ${listed(signIn.arrived) || 'nothing'}.`}
        </p>
      )}
      <div className={workosStyles.told}>
        <SignInButton />
      </div>
    </section>
  )
}

/** Opens the test sign-in with what the set-up knows filled in. */
export function SignInButton({ small = false }: { small?: boolean }) {
  const { setup, environment } = useOpenSetup()
  const [, go] = useLocation()
  const values = plainValues(setup)
  const connectionId = setup.link?.connectionId ?? null
  const begin = () => {
    prepareSignIn({
      environmentId: environment?.id ?? '',
      connectionId: connectionId ?? '',
      label: setup.organization,
      metadata: metadataOf(values),
      certificates: values.x509_certificate ? [values.x509_certificate] : [],
      setupId: setup.id,
    })
    go(signInPath)
  }
  return (
    <Button size={small ? '1' : '2'} variant="soft" onClick={begin} disabled={connectionId === null}>
      <LogIn aria-hidden size={14} />
      {setup.signIn === null ? 'Test sign-in' : 'Sign in again'}
    </Button>
  )
}
