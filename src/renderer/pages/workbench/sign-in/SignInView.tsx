import { Button } from '@radix-ui/themes'
import { RotateCcw, Save, Square } from 'lucide-react'
import { signInAsText } from '../../../../shared/sign-in/as-text'
import type { SignIn } from '../../../../shared/sign-in/trace'
import { keep, peek } from '../../../app/kept'
import { useAction } from '../../../bridge/use-action'
import { CopyButton } from '../../../components/CopyButton'
import { CopyValue } from '../../../components/CopyValue'
import { FindingCard } from '../../../components/FindingCard'
import { FindingList } from '../../../components/FindingList'
import { notify } from '../../../components/notices'
import { ProblemNote } from '../../../components/ProblemNote'
import { useSecondsUntil } from '../../../components/use-seconds-until'
import { InDiagnosis } from './InDiagnosis'
import { ProfileTable } from './ProfileTable'
import { Reasons } from './Reasons'
import { SignInLadder } from './SignInLadder'
import styles from './sign-in.module.css'
import { emptyForm, formName, type SignInForm } from './sign-in-form'
import { whoIn } from './words'

/** One sign-in: what it came to, why, every step, and the profile held against what the mapping wants. */
export function SignInView({ signIn }: { signIn: SignIn }) {
  const { id, label, phase, end, findings, way, response } = signIn
  const cancel = useAction('signIn.cancel')
  const save = useAction('signIn.save')
  const restart = useAction('signIn.start')
  const going = phase !== 'ended'
  const verdict = findings.find((finding) => finding.id === 'workos.sign-in')
  const ofResponse = findings.filter((finding) => finding.id.startsWith('response.'))
  const others = findings.filter(
    (finding) => finding.id.startsWith('workos.') && !['workos.sign-in', 'workos.profile'].includes(finding.id),
  )

  const again = async () => {
    const form = peek<SignInForm>(formName, emptyForm)
    if (signIn.subject === null || !('connectionId' in signIn.subject.selector)) return
    const sameForm = form.connectionId === signIn.subject.selector.connectionId
    const begun = await restart.run({
      environmentId: signIn.subject.environmentId,
      selector: signIn.subject.selector,
      label,
      way: way === 'browser' ? 'browser' : 'window',
      startsAt: signIn.startsAt,
      redirectUri: way === 'browser' ? null : form.redirectUri || null,
      idpUrl: signIn.startsAt === 'idp' ? form.idpUrl || null : null,
      again: form.again,
      loginHint: form.loginHint,
      metadata: sameForm ? (form.metadataUrl ? { kind: 'url', url: form.metadataUrl } : form.metadata) : null,
      certificates: sameForm ? form.certificates : [],
      setupId: signIn.setupId,
    })
    if (begun.ok) keep('sign-in.shown', begun.value.id)
  }
  const canAgain = !going && signIn.subject !== null && way !== 'import'

  return (
    <section className={styles.result} aria-label="Result" aria-busy={going}>
      <header className={styles.resultHead}>
        <h2 className={styles.resultTitle}>{whoIn(signIn) ?? label}</h2>
        {signIn.subject && (
          <span className={styles.quiet}>
            {label} · {signIn.subject.environmentName}
          </span>
        )}
        <div className={styles.actions}>
          {going ? (
            <Button variant="soft" color="gray" onClick={() => void cancel.run({ id })}>
              <Square aria-hidden size={12} />
              Cancel
            </Button>
          ) : (
            <>
              {canAgain && (
                <Button variant="soft" onClick={() => void again()} loading={restart.running}>
                  <RotateCcw aria-hidden size={14} />
                  Sign in again
                </Button>
              )}
              <CopyButton text={signInAsText(signIn)} what="report" named />
              <Button
                variant="soft"
                color="gray"
                onClick={async () => {
                  const saved = await save.run({ id })
                  if (saved.ok && saved.value.saved) {
                    notify({ text: 'Saved, without the signatures that would let it be used again.' })
                  }
                }}
              >
                <Save aria-hidden size={14} />
                Save…
              </Button>
              <InDiagnosis signIn={signIn} />
            </>
          )}
        </div>
      </header>
      {restart.problem && <ProblemNote problem={restart.problem} />}
      {save.problem && <ProblemNote problem={save.problem} />}
      {going && <Waiting signIn={signIn} />}
      {end?.kind === 'not-begun' ? (
        <ProblemNote problem={end.problem} />
      ) : (
        verdict && <FindingCard finding={withoutEvidence(verdict, signIn)} />
      )}
      {end?.kind === 'certificate' && <RefusedCertificate signIn={signIn} />}
      {end !== null && <Reasons signIn={signIn} responseFindings={ofResponse} />}
      {signIn.profile && <ProfileTable profile={signIn.profile} response={response} setupId={signIn.setupId} />}
      {(signIn.hops.length > 0 || going) && (
        <>
          <h3 className={styles.title}>Step by step</h3>
          <SignInLadder signIn={signIn} />
        </>
      )}
      {ofResponse.length > 0 && (
        <>
          <h3 className={styles.title}>The response, check by check</h3>
          <FindingList findings={ofResponse} />
        </>
      )}
      {others.length > 0 && (
        <>
          <h3 className={styles.title}>What this says of the connection</h3>
          <FindingList findings={others} />
        </>
      )}
    </section>
  )
}

/** Evidence that stands in the comparison below is not shown twice. */
function withoutEvidence(verdict: SignIn['findings'][number], { end }: SignIn): SignIn['findings'][number] {
  return end?.kind === 'error' || end?.kind === 'profile' ? { ...verdict, evidence: [] } : verdict
}

function RefusedCertificate({ signIn: { end } }: { signIn: SignIn }) {
  if (end?.kind !== 'certificate') return null
  const { host, subject, issuer, validFrom, validTo, sha256 } = end.certificate
  return (
    <dl className={styles.facts}>
      <dt>Server</dt>
      <dd>{host}</dd>
      <dt>Issued to</dt>
      <dd>{subject || <em>nobody</em>}</dd>
      <dt>Issued by</dt>
      <dd>{issuer || <em>nobody</em>}</dd>
      <dt>Valid</dt>
      <dd>
        {validFrom.slice(0, 10)} to {validTo.slice(0, 10)}
      </dd>
      <dt>SHA-256</dt>
      <dd>
        <CopyValue value={sha256} what="SHA-256 fingerprint" />
      </dd>
    </dl>
  )
}

function Waiting({ signIn }: { signIn: SignIn }) {
  const { phase, way, startsAt, waitsUntil, relayState } = signIn
  const left = useSecondsUntil(phase === 'signing-in' ? waitsUntil : null)
  const words =
    phase === 'exchanging'
      ? 'The code came back. Exchanging it for the profile…'
      : phase === 'reading-events'
        ? 'Waiting for WorkOS’s events, which say why…'
        : way === 'browser'
          ? 'Go on in your browser. Signpost waits for it to come back.'
          : 'Go on in the window that opened. Every step appears here.'
  return (
    <div className={styles.waiting} role="status">
      <div className={styles.progress} aria-hidden />
      <p>
        {words}
        {left !== null && (
          <span className={styles.quiet}>
            {' '}
            {startsAt === 'idp' ? 'Signpost' : 'WorkOS'} waits another {Math.floor(left / 60)}:
            {String(left % 60).padStart(2, '0')}.
          </span>
        )}
      </p>
      {relayState && phase === 'signing-in' && (
        <div className={styles.relayState}>
          <p className={styles.quiet}>RelayState with which the identity provider’s response returns to Signpost:</p>
          <CopyValue value={relayState} what="RelayState" />
        </div>
      )}
    </div>
  )
}
