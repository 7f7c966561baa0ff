import { Button, Checkbox } from '@radix-ui/themes'
import { CircleCheck, CircleDashed, CircleX, UserCheck } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { type ChecklistItemState, judgeChecklist } from '../../../../shared/guidance/checklist'
import { useKept } from '../../../app/kept'
import { useRun } from '../../../bridge/use-run'
import { Callout } from '../../../components/Callout'
import { FindingCard } from '../../../components/FindingCard'
import { ProblemNote } from '../../../components/ProblemNote'
import { When } from '../../../components/When'
import styles from './one.module.css'
import { useOpenSetup } from './setup-context'

/** The checklist that ticks itself from what WorkOS says; what only a person can see is confirmed by hand. */
export function VerificationView() {
  const { setup, protocol, environment, watch, edit } = useOpenSetup()
  const check = useRun('workos.check', `setup.${setup.id}.check`)
  const [noted, setNoted] = useKept<unknown>(`setup.${setup.id}.check-noted`, null)
  const { link, metadata } = setup
  const { phase, findings, outcome, start } = check
  const ready = link !== null && environment !== null && environment.apiKey !== null

  const run = () => {
    if (link === null) return
    start({
      environmentId: link.environmentId,
      organizationId: link.organizationId ?? undefined,
      connectionId: link.connectionId ?? undefined,
      directoryId: link.directoryId ?? undefined,
      certificates: (metadata?.certificates ?? [])
        .filter(({ use }) => use !== 'encryption')
        .slice(0, 50)
        .map(({ sha256 }) => ({ sha256, from: 'the IdP’s metadata' })),
    })
  }

  // Looks once when the list is opened, and again when the state changes while it is open.
  const state = watch?.state ?? null
  const [lookedAt, setLookedAt] = useKept<string | null>(`setup.${setup.id}.check-state`, null)
  const mark = `${link?.connectionId ?? link?.directoryId ?? link?.organizationId ?? ''} ${state ?? ''}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record and its state are what make it run
  useEffect(() => {
    if (!ready || lookedAt === mark) return
    setLookedAt(mark)
    run()
  }, [ready, mark])

  useEffect(() => {
    if (!outcome?.ok || noted === outcome) return
    setNoted(outcome)
    const count = (status: string) => findings.filter((finding) => finding.status === status).length
    void edit({
      do: 'record-check',
      text: `Checked at WorkOS: ${count('pass')} passed, ${count('warn')} to mind, ${count('fail')} failed`,
    })
  }, [outcome, noted, setNoted, findings, edit])

  const items = judgeChecklist(protocol, findings, setup.confirmations)
  const settled = items.filter(({ state: one }) => one === 'proved' || one === 'confirmed').length
  return (
    <div className={styles.view}>
      <section className={styles.part}>
        <header className={styles.partHead}>
          <div>
            <h2 className={styles.partTitle}>Verification</h2>
            <p className={styles.partLead} role="status">
              {items.length === 0
                ? 'There is nothing to verify at WorkOS for this guide.'
                : settled === items.length
                  ? 'Everything is verified.'
                  : `${settled} of ${items.length} verified.`}
            </p>
          </div>
          {ready && (
            <Button variant="soft" onClick={phase === 'running' ? check.cancel : run}>
              {phase === 'running' ? 'Stop' : 'Check now'}
            </Button>
          )}
        </header>
        {!ready && items.some(({ item }) => item.provedBy.length > 0) && (
          <Callout
            title="Signpost cannot look at WorkOS yet"
            actions={
              <Button size="1" asChild>
                <Link to={`/setups/${setup.id}/workos`}>Tie the set-up to WorkOS</Link>
              </Button>
            }
          >
            <p>
              Tied to its record, the items below that it can prove tick themselves. Until then they can be confirmed by
              hand.
            </p>
          </Callout>
        )}
        {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} onRetry={run} />}
        <ul className={styles.checklist} aria-busy={phase === 'running'}>
          {items.map((one) => (
            <ChecklistRow key={one.item.id} one={one} />
          ))}
        </ul>
      </section>
      {findings.length > 0 && (
        <section className={styles.part} aria-label="What WorkOS says">
          <h2 className={styles.partTitle}>What WorkOS says</h2>
          <div className={styles.cards}>
            {findings.map((finding) => (
              <FindingCard key={`${finding.id} ${finding.summary}`} finding={finding} />
            ))}
          </div>
        </section>
      )}
    </div>
  )
}

function ChecklistRow({ one }: { one: ChecklistItemState }) {
  const { edit } = useOpenSetup()
  const { item } = one
  const confirmed = one.state === 'confirmed'
  return (
    <li className={styles.check} data-state={one.state}>
      {one.state === 'proved' && <CircleCheck aria-hidden size={17} className={styles.checkIcon} />}
      {one.state === 'contradicted' && <CircleX aria-hidden size={17} className={styles.checkIcon} />}
      {one.state === 'confirmed' && <UserCheck aria-hidden size={17} className={styles.checkIcon} />}
      {one.state === 'open' && <CircleDashed aria-hidden size={17} className={styles.checkIcon} />}
      <div className={styles.checkText}>
        <span className={styles.checkLabel}>{item.label}</span>
        <span className={styles.checkWhy}>
          {one.state === 'proved' && `Proved: ${one.finding.summary}`}
          {one.state === 'contradicted' && `Not so: ${one.finding.summary}`}
          {one.state === 'confirmed' && (
            <>
              Confirmed by hand, <When at={one.at} />
            </>
          )}
          {one.state === 'open' && item.how}
        </span>
        {one.state === 'open' && one.onlyByPerson && (
          <span className={styles.byHand}>Only a person can confirm this.</span>
        )}
      </div>
      {(one.state === 'open' || confirmed) && (
        <label className={styles.confirm} htmlFor={`confirm-${item.id}`}>
          <Checkbox
            id={`confirm-${item.id}`}
            checked={confirmed}
            onCheckedChange={(checked) =>
              void edit(
                checked === true ? { do: 'confirm', item: item.id } : { do: 'withdraw-confirmation', item: item.id },
              )
            }
          />
          <span>
            I have seen it<span className="visually-hidden">: {item.label}</span>
          </span>
        </label>
      )}
    </li>
  )
}
