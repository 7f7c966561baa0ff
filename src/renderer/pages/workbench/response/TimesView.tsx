import type { ResponseInspectResult } from '../../../../shared/runs/response'
import { When } from '../../../components/When'
import styles from './response.module.css'
import { distance, type TimeMark, timeLineOf } from './time-line'

const names: Readonly<Record<TimeMark['kind'], string>> = {
  'signed-in': 'The user signed in (AuthnInstant)',
  issued: 'Issued (IssueInstant)',
  begins: 'Valid from (NotBefore)',
  'delivered-by': 'To be delivered before (SubjectConfirmationData)',
  ends: 'Valid until (Conditions)',
  'session-ends': 'The session ends (SessionNotOnOrAfter)',
  judged: 'Judged for',
}

const verdicts = {
  valid: 'The moment judged for lies inside the validity.',
  tolerated: 'The moment judged for lies outside the validity, but within the tolerance.',
  outside: 'The moment judged for lies outside the validity, and beyond the tolerance.',
} as const

/** The times of the message on a line, with the tolerance, and the same as a list. */
export function TimesView({ result }: { result: ResponseInspectResult }) {
  const line = timeLineOf(result)
  if (!line) return null
  const { judgedFor } = result
  const judged = Date.parse(judgedFor.at)
  const share = ({ from, to }: { from: number; to: number }) => ({
    left: `${100 * from}%`,
    width: `${100 * Math.max(0, to - from)}%`,
  })
  return (
    <div className={styles.times}>
      <div className={styles.timeLine} aria-hidden>
        <span className={styles.tolerated} style={share(line.tolerated)} />
        <span className={styles.valid} style={share(line.valid)} />
        {line.marks.map(({ kind, position, tooFar }) => (
          <span
            key={kind}
            className={styles.moment}
            data-kind={kind}
            data-verdict={line.verdict}
            data-far={tooFar ? (position === 0 ? 'before' : 'after') : undefined}
            style={{ left: `${100 * position}%` }}
          />
        ))}
      </div>
      <p className={styles.timesSaid}>
        {verdicts[line.verdict]}{' '}
        <span className={styles.quiet}>The tolerance of {judgedFor.skewSeconds} seconds is hatched.</span>
      </p>
      <ul className={styles.moments}>
        {[...line.marks]
          .sort((a, b) => a.ms - b.ms)
          .map(({ kind, ms, tooFar }) => (
            <li key={kind} data-kind={kind}>
              <span className={styles.sign} data-kind={kind} data-verdict={line.verdict} aria-hidden />
              <span className={styles.momentName}>{names[kind]}</span>
              <When at={new Date(ms).toISOString()} of="second" />
              <span className={styles.quiet}>
                {kind === 'judged' ? judgedFor.from : distance(ms - judged)}
                {tooFar && kind !== 'judged' && ', not to scale'}
                {tooFar && kind === 'judged' && ', off the line'}
              </span>
            </li>
          ))}
      </ul>
    </div>
  )
}
