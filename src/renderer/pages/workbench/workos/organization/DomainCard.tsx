import { Button, IconButton } from '@radix-ui/themes'
import { Ellipsis, RotateCcw, Search, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { entryOf } from '../../../../../shared/entry-of'
import type { EnvironmentView } from '../../../../../shared/environment'
import { domainStates, txtRecordOf } from '../../../../../shared/guidance/workos/domains'
import type { OrganizationDomain } from '../../../../../shared/workos'
import { useAction } from '../../../../bridge/use-action'
import { useRun } from '../../../../bridge/use-run'
import { CopyValue } from '../../../../components/CopyValue'
import { FindingCard } from '../../../../components/FindingCard'
import { Menu } from '../../../../components/Menu'
import { ProblemNote } from '../../../../components/ProblemNote'
import { DeleteDialog } from '../actions/DeleteDialog'
import { DomainState } from '../record/DomainTags'
import styles from './organization.module.css'

/** One domain: its state, the TXT record to publish, and whether DNS has it. */
export function DomainCard({
  environment,
  domain,
  onStarted,
  onDeleted,
}: {
  environment: EnvironmentView
  domain: OrganizationDomain
  onStarted: (domain: OrganizationDomain) => void
  onDeleted: () => void
}) {
  const look = useRun('workos.domain', `workos.${environment.id}.txt.${domain.id}`)
  const start = useAction('workos.startVerification')
  const [deleting, setDeleting] = useState(false)
  const state = entryOf(domainStates, domain.state)
  const verified = state?.status === 'pass'
  const record = txtRecordOf(domain)
  const running = look.phase === 'running'

  const begin = async () => {
    const outcome = await start.run({ environmentId: environment.id, domainId: domain.id })
    if (outcome.ok) onStarted(outcome.value)
  }

  return (
    <article className={styles.domain} aria-label={domain.domain}>
      <header className={styles.head}>
        <h3 className={styles.name}>{domain.domain}</h3>
        <DomainState state={domain.state} />
        {domain.verificationStrategy && <span className={styles.quiet}>by {domain.verificationStrategy}</span>}
        <span className={styles.grow} />
        {record !== null && (
          <Button
            size="1"
            variant="soft"
            onClick={() =>
              running ? look.cancel() : look.start({ environmentId: environment.id, domainId: domain.id })
            }
          >
            {running ? <Square aria-hidden size={11} /> : <Search aria-hidden size={13} />}
            {running ? 'Stop' : 'Look it up in DNS'}
          </Button>
        )}
        <Menu
          label={`Actions for ${domain.domain}`}
          trigger={
            <IconButton size="1" variant="ghost" color="gray" aria-label={`Actions for ${domain.domain}`}>
              <Ellipsis aria-hidden size={15} />
            </IconButton>
          }
          entries={[
            {
              label: domain.state === 'failed' ? 'Start the verification again' : 'Start the verification',
              Icon: RotateCcw,
              disabled: verified,
              run: () => void begin(),
            },
            'line',
            { label: 'Remove the domain…', Icon: Trash2, danger: true, run: () => setDeleting(true) },
          ]}
        />
      </header>
      {!verified && state && <p className={styles.meaning}>{state.meaning}</p>}
      {!verified && record !== null && (
        <dl className={styles.record}>
          <dt>Type</dt>
          <dd>TXT</dd>
          <dt>Name</dt>
          <dd>
            <CopyValue value={domain.domain} what="name of the TXT record" />
            <span className={styles.quiet}>
              The domain itself. In a panel that appends the zone, leave the name empty or use @.
            </span>
          </dd>
          <dt>Value</dt>
          <dd>
            <CopyValue value={record} what="TXT record" />
          </dd>
        </dl>
      )}
      {!verified && (record === null || domain.state === 'failed') && (
        <div>
          <Button size="1" variant="soft" onClick={() => void begin()} loading={start.running}>
            {domain.state === 'failed' ? 'Start the verification again' : 'Start the verification'}
          </Button>
        </div>
      )}
      {start.problem && <ProblemNote problem={start.problem} />}
      {running && (
        <p className={styles.quiet} role="status">
          Asking this machine’s name servers and those of the zone…
        </p>
      )}
      {look.outcome && !look.outcome.ok && <ProblemNote problem={look.outcome.problem} />}
      {look.findings.map((finding) => (
        <FindingCard key={finding.summary} finding={finding} />
      ))}
      {deleting && (
        <DeleteDialog
          environment={environment}
          kind="domains"
          record={{ id: domain.id, name: domain.domain }}
          title={domain.domain}
          onClose={() => setDeleting(false)}
          onDeleted={onDeleted}
        />
      )}
    </article>
  )
}
