import { Button } from '@radix-ui/themes'
import { useRun } from '../../bridge/use-run'
import { FindingCard } from '../../components/FindingCard'
import { ProblemNote } from '../../components/ProblemNote'
import styles from './settings.module.css'

/** Asks WorkOS whether it knows the key. What was found belongs to the key that was asked about. */
export function KeyCheck({ environmentId, keyMark }: { environmentId: string; keyMark: string }) {
  const check = useRun('workos.check', `settings.key.${environmentId}.${keyMark}`)
  const { phase, outcome } = check
  // The same check judges an organization when it is given one; here only the key was asked about.
  const findings = check.findings.filter(({ id }) => id === 'workos.api-key')
  return (
    <div className={styles.check} aria-live="polite" aria-busy={phase === 'running'}>
      {phase === 'running' ? (
        <Button size="1" variant="soft" color="gray" onClick={check.cancel}>
          Stop checking
        </Button>
      ) : (
        <Button size="1" variant="soft" onClick={() => check.start({ environmentId })}>
          {phase === 'idle' ? 'Check key' : 'Check again'}
        </Button>
      )}
      {findings.map((finding) => (
        <FindingCard key={`${finding.id} ${finding.summary}`} finding={finding} />
      ))}
      {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} />}
    </div>
  )
}
