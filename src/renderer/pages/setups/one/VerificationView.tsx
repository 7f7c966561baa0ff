import { Button, Checkbox } from '@radix-ui/themes'
import { CircleCheck, CircleDashed, CircleX, UserCheck } from 'lucide-react'
import { Link } from 'wouter'
import { type ChecklistItemState, judgeChecklist } from '../../../../shared/guidance/checklist'
import { sightingFindings } from '../../../../shared/sign-in/sighting'
import { Callout } from '../../../components/Callout'
import { FindingCard } from '../../../components/FindingCard'
import { ProblemNote } from '../../../components/ProblemNote'
import { When } from '../../../components/When'
import { joined, useDiagnosed } from '../../diagnose/use-diagnosed'
import frame from './frame.module.css'
import { SignInButton } from './SetupSignIn'
import { useOpenSetup } from './setup-context'
import { useWorkosCheck } from './use-workos-check'
import styles from './verification.module.css'

/** The checklist that ticks itself from what WorkOS says; what only a person can see is confirmed by hand. */
export function VerificationView() {
  const { setup, protocol } = useOpenSetup()
  const { phase, findings, outcome, ready, again, cancel } = useWorkosCheck()
  const diagnosed = useDiagnosed(setup.id)
  const seen = joined([...findings, ...sightingFindings(setup.signIn)], diagnosed?.findings ?? [])
  const items = judgeChecklist(protocol, seen, setup.confirmations)
  const settled = items.filter(({ state: one }) => one === 'proved' || one === 'confirmed').length
  return (
    <div className={frame.view}>
      <section className={frame.part}>
        <header className={frame.partHead}>
          <div>
            <h2 className={frame.partTitle}>Verification</h2>
            <p className={frame.partLead} role="status">
              {items.length === 0
                ? 'There is nothing to verify at WorkOS for this guide.'
                : settled === items.length
                  ? 'Everything is verified.'
                  : `${settled} of ${items.length} verified.`}
            </p>
            {diagnosed && (
              <p className={frame.partLead}>
                What WorkOS does not say is taken from the{' '}
                <Link to={`/diagnose/kept/${diagnosed.id}`}>
                  diagnosis of <When at={diagnosed.at} />
                </Link>
                .
              </p>
            )}
          </div>
          {ready && (
            <Button variant="soft" onClick={phase === 'running' ? cancel : again}>
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
        {outcome && !outcome.ok && <ProblemNote problem={outcome.problem} onRetry={again} />}
        <ul className={styles.checklist} aria-busy={phase === 'running'}>
          {items.map((one) => (
            <ChecklistRow key={one.item.id} one={one} />
          ))}
        </ul>
      </section>
      {findings.length > 0 && (
        <section className={frame.part} aria-label="What WorkOS says">
          <h2 className={frame.partTitle}>What WorkOS says</h2>
          <div className={frame.cards}>
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
  const { setup, edit } = useOpenSetup()
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
      {item.id === 'test-sign-in' && setup.link?.connectionId && <SignInButton small />}
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
