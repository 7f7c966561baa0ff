import { Button } from '@radix-ui/themes'
import { Link } from 'wouter'
import frame from './frame.module.css'
import { StateTimeline } from './StateTimeline'
import { useOpenSetup } from './setup-context'
import styles from './workos.module.css'

/** The WorkOS side in short, beside the steps. */
export function WorkosPanel() {
  const { setup, environment } = useOpenSetup()
  const tied = setup.link !== null && (setup.link.connectionId !== null || setup.link.directoryId !== null)
  return (
    <div className={styles.panel}>
      <h2 className={styles.panelTitle}>WorkOS side</h2>
      {tied ? (
        <>
          <p className={styles.panelEnvironment}>{environment ? environment.name : 'The environment was removed'}</p>
          <StateTimeline />
          <Button variant="soft" color="gray" size="1" asChild>
            <Link to={`/setups/${setup.id}/workos`}>Details</Link>
          </Button>
          <Button variant="soft" color="gray" size="1" asChild>
            <Link to={`/setups/${setup.id}/verify`}>Verification</Link>
          </Button>
        </>
      ) : (
        <>
          <p className={frame.aside}>
            Tie the set-up to its record at WorkOS. Signpost then shows the state as it changes, and ticks the
            verification by itself.
          </p>
          <Button variant="soft" size="1" asChild>
            <Link to={`/setups/${setup.id}/workos`}>Tie it to WorkOS</Link>
          </Button>
        </>
      )}
    </div>
  )
}
