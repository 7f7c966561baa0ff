import { Button } from '@radix-ui/themes'
import { RefreshCw, Stethoscope } from 'lucide-react'
import { Link } from 'wouter'
import type { MetadataStanding } from '../../../../shared/watch/overview'
import { useAction } from '../../../bridge/use-action'
import { useRun } from '../../../bridge/use-run'
import { Callout, type Tone } from '../../../components/Callout'
import { CopyValue } from '../../../components/CopyValue'
import { FindingList } from '../../../components/FindingList'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import { When } from '../../../components/When'
import { nothingGiven } from '../../diagnose/given'
import { toolFor } from '../../diagnose/tool-for'
import { casePath } from '../../diagnose/use-case'
import styles from './metadata.module.css'

type Needed = NonNullable<MetadataStanding['workos']>['needed']

const verdicts: Readonly<Record<Needed, readonly [Tone, string]>> = {
  now: ['fail', 'WorkOS must be given the new metadata now.'],
  'before-rollover': ['warn', 'WorkOS must be given the new metadata before the identity provider changes over.'],
  no: ['info', 'It changed, and WorkOS need not be given the new one.'],
}

/** A set-up whose metadata changed or cannot be read: the verdict, what changed (folded unless `unfolded`), and what to do with it. */
export function MetadataCard({ standing, unfolded }: { standing: MetadataStanding; unfolded: boolean }) {
  const { setup, url, state, goodAt, checkedAt, findings, workos, trouble } = standing
  const run = useRun('watch.sweep', `watch.metadata.${setup.id}`)
  const accept = useAction('watch.acceptMetadata')
  const tool = toolFor('metadata.source', { ...nothingGiven, metadata: { kind: 'url', url } })

  const acceptIt = async () => {
    const outcome = await accept.run({ setupId: setup.id })
    if (outcome.ok) notify({ text: 'Later looks are compared with this one.' })
  }
  return (
    <article className={styles.card} aria-label={setup.name} data-state={state}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <Link to={`/setups/${setup.id}`}>{setup.name}</Link>
        </h2>
        <span className={styles.quiet}>
          {setup.name.includes(setup.organization) ? '' : `${setup.organization}, `}
          {checkedAt && (
            <>
              looked at <When at={checkedAt} />
            </>
          )}
        </span>
      </header>
      <CopyValue value={url} what="metadata URL" />
      {trouble !== null && (
        <Callout tone="warn" title="The last look failed.">
          <p>{trouble}</p>
          {goodAt && (
            <p>
              The last good state is of <When at={goodAt} />. This machine’s way to the address is not that of WorkOS.
            </p>
          )}
        </Callout>
      )}
      {workos && (
        <Callout tone={verdicts[workos.needed][0]} title={verdicts[workos.needed][1]}>
          {workos.reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </Callout>
      )}
      {findings.length > 0 && (
        <details className={styles.changes} open={unfolded}>
          <summary>
            What changed <span className={styles.count}>{findings.length}</span>
          </summary>
          <FindingList findings={findings} sides={['Before', 'Now']} />
        </details>
      )}
      {accept.problem && <ProblemNote problem={accept.problem} />}
      {run.outcome && !run.outcome.ok && <ProblemNote problem={run.outcome.problem} />}
      <div className={styles.actions}>
        {findings.length > 0 && (
          <Button onClick={() => void acceptIt()} loading={accept.running}>
            Take it as the new good state
          </Button>
        )}
        <Button
          variant="soft"
          color="gray"
          loading={run.phase === 'running'}
          onClick={() => run.start({ setupIds: [setup.id], parts: ['metadata'] })}
        >
          <RefreshCw aria-hidden size={14} />
          Look again
        </Button>
        {tool && (
          <Button variant="soft" color="gray" asChild>
            <Link to={tool.path} onClick={tool.prepare}>
              Open in workbench
            </Link>
          </Button>
        )}
        <Button variant="soft" color="gray" asChild>
          <Link to={casePath(setup.id)}>
            <Stethoscope aria-hidden size={14} />
            Diagnose
          </Link>
        </Button>
      </div>
    </article>
  )
}
