import type { Finding } from '../../../../shared/finding'
import { causeOf } from '../../../../shared/guidance/causes/causes'
import { errorDictionary, errorsIn } from '../../../../shared/guidance/errors/dictionary'
import { judgeCauses } from '../../../../shared/guidance/evidence/judge'
import type { EventsSight, SignIn } from '../../../../shared/sign-in/trace'
import type { CauseId } from '../../../../shared/verdict'
import { CompareTable } from '../../../components/CompareTable'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import { When } from '../../../components/When'
import styles from './sign-in.module.css'

/** Why it went as it went: what WorkOS says, beside what Signpost makes of the response by itself, and the cause they come to. */
export function Reasons({ signIn, responseFindings }: { signIn: SignIn; responseFindings: readonly Finding[] }) {
  const { end, events, response, hops } = signIn
  const error = end?.kind === 'error' ? end : null
  const page = hops.findLast(({ pageSays }) => pageSays !== null)
  const entry =
    error !== null
      ? errorDictionary.find(({ product, code }) => product === 'WorkOS' && code === error.error)
      : errorsIn(page?.pageSays ?? '')[0]
  if (error === null && events === null && response === null && !entry) return null
  const confirmed = judgeCauses(signIn.findings, new Set()).filter(({ state }) => state === 'confirmed')
  const causes = confirmed.map(({ cause }) => cause)
  return (
    <>
      <div className={styles.reasons}>
        <section className={styles.reason} aria-label="What WorkOS says">
          <h3 className={styles.reasonTitle}>WorkOS says</h3>
          {error && (
            <p>
              <code className={styles.code}>{error.error}</code>{' '}
              {error.description && <span className={styles.quiet}>“{error.description}”</span>}
            </p>
          )}
          {end?.kind === 'profile' && <StatusMark status="pass" word="It returned a profile" />}
          <Events events={events} known={error?.error ?? null} hasKey={signIn.subject !== null} />
        </section>
        <section className={styles.reason} aria-label="What Signpost says of the response">
          <h3 className={styles.reasonTitle}>Signpost says of the response</h3>
          <OwnJudgement response={response} findings={responseFindings} />
        </section>
      </div>
      {causes.length === 0 && entry && entry.causes.length > 0 && <Candidates causes={entry.causes} />}
      {causes.length > 0 && (
        <p className={styles.causes}>
          <span className={styles.quiet}>{causes.length === 1 ? 'Cause' : 'Causes'} proved by this sign-in:</span>
          {causes.map((cause) => (
            <Tag key={cause} strong>
              {causeOf(cause).title}
            </Tag>
          ))}
        </p>
      )}
    </>
  )
}

function Events({
  events,
  known,
  hasKey,
}: {
  events: EventsSight | null
  /** The code that came back with the redirect. */
  known: string | null
  hasKey: boolean
}) {
  if (events === null) {
    return (
      <p className={styles.quiet}>
        {hasKey
          ? 'Its events were not read: the sign-in did not come that far, or the environment has no API key.'
          : 'A recording holds no events. Tie it to an environment by signing in from here.'}
      </p>
    )
  }
  switch (events.state) {
    case 'reading':
      return <p className={styles.quiet}>Waiting for its events…</p>
    case 'absent':
      return <p className={styles.quiet}>No event came. Look at the Sessions tab of the connection in the Dashboard.</p>
    case 'unavailable':
      return <p className={styles.quiet}>Its events could not be read. {events.why}</p>
    case 'told':
      return (
        <>
          <p className={styles.quiet}>
            <code>{events.name}</code>, <When at={events.at} />
          </p>
          {events.error && events.error.code !== known && (
            <p>
              <code className={styles.code}>{events.error.code}</code> {events.error.message}
            </p>
          )}
        </>
      )
  }
}

function OwnJudgement({ response, findings }: { response: SignIn['response']; findings: readonly Finding[] }) {
  if (response === null) return <p className={styles.quiet}>No response was seen.</p>
  const failures = findings.filter(({ status }) => status === 'fail')
  const warnings = findings.filter(({ status }) => status === 'warn')
  const [first] = failures
  if (!first) {
    return (
      <>
        <StatusMark
          status={warnings.length > 0 ? 'warn' : 'pass'}
          word={warnings.length > 0 ? 'It passes, with doubts' : 'Nothing wrong with it'}
        />
        {warnings.slice(0, 3).map(({ summary }) => (
          <p key={summary}>{summary}</p>
        ))}
      </>
    )
  }
  return (
    <>
      <StatusMark status="fail" word={first.id} />
      <p>{first.summary}</p>
      {first.compared && <CompareTable comparison={first.compared} />}
      {failures.length > 1 && (
        <p className={styles.quiet}>
          {failures.length === 2 ? 'One more check fails' : `${failures.length - 1} more checks fail`}; all stand below.
        </p>
      )}
    </>
  )
}

/** The leaves of the tree an error can come from, as long as nothing proves one of them. */
function Candidates({ causes }: { causes: readonly CauseId[] }) {
  return (
    <p className={styles.causes}>
      <span className={styles.quiet}>It can come from:</span>
      {causes.map((cause) => (
        <Tag key={cause}>{causeOf(cause).title}</Tag>
      ))}
    </p>
  )
}
