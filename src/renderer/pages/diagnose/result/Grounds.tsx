import type { Evidence, Finding } from '../../../../shared/finding'
import type { Effect, Verdict } from '../../../../shared/verdict'
import { CompareTable } from '../../../components/CompareTable'
import { FindingCard } from '../../../components/FindingCard'
import { StatusMark } from '../../../components/StatusMark'
import { When } from '../../../components/When'
import { OpenInWorkbench } from './OpenInWorkbench'
import styles from './result.module.css'

const mostInSight = 2

type Props = { verdict: Verdict; findings: readonly Finding[] }

/** The findings a verdict rests on: what was expected, what was received, from where and when. The first two. */
export function Grounds({ verdict, findings }: Props) {
  return carrying(verdict, findings).first.map((finding, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: one check may come to the same sentence twice
    <Ground key={index} finding={finding} />
  ))
}

/** The others, folded. */
export function MoreGrounds({ verdict, findings }: Props) {
  const { rest } = carrying(verdict, findings)
  if (rest.length === 0) return null
  return (
    <details className={styles.more}>
      <summary>
        {rest.length === 1 ? 'One more finding that says' : `${rest.length} more findings that say`} the same
      </summary>
      <div className={styles.moreList}>
        {rest.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one check may come to the same sentence twice
          <FindingCard key={index} finding={finding} />
        ))}
      </div>
    </details>
  )
}

function carrying(verdict: Verdict, findings: readonly Finding[]) {
  const effects: Partial<Record<Verdict['state'], Effect>> = { 'ruled-out': 'rules-out', confirmed: 'confirms' }
  const grounds = groundsOf(verdict, findings, effects[verdict.state] ?? 'suggests')
  const first = grounds.filter((one, place) => !grounds.slice(0, place).some(comparesAs(one))).slice(0, mostInSight)
  return { first, rest: grounds.filter((one) => !first.includes(one)) }
}

/** The findings behind a verdict that have this effect; those that compare two values say the most and come first. */
export function groundsOf(verdict: Verdict, findings: readonly Finding[], effect: Effect): Finding[] {
  const places = verdict.grounds.filter((ground) => ground.effect === effect).map(({ finding }) => finding)
  return [...new Set(places)]
    .flatMap((place) => findings[place] ?? [])
    .toSorted((a, b) => Number(b.compared !== undefined) - Number(a.compared !== undefined))
}

/** The same two values in two places, such as Destination and Recipient, say the same twice. */
const comparesAs =
  ({ compared: one }: Finding) =>
  ({ compared: other }: Finding) =>
    one !== undefined && one.expected.value === other?.expected.value && one.received.value === other?.received.value

function Ground({ finding }: { finding: Finding }) {
  const { status, summary, compared, evidence, id } = finding
  return (
    <div className={styles.ground}>
      <div className={styles.groundHead}>
        <StatusMark status={status} />
        <p className={styles.groundText}>{summary}</p>
        <OpenInWorkbench check={id} />
      </div>
      {compared && <CompareTable comparison={compared} said={summary} />}
      {!compared && <EvidenceRows evidence={evidence.slice(0, firstRows)} />}
      {!compared && evidence.length > firstRows && (
        <details className={styles.more}>
          <summary>More of the evidence</summary>
          <EvidenceRows evidence={evidence.slice(firstRows)} />
        </details>
      )}
    </div>
  )
}

/** As many as leave the next action in sight in a small window. */
const firstRows = 3

/** Values with where and when each was read; of several in a row from the same place, the last one says it. */
function EvidenceRows({ evidence }: { evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return null
  return (
    <dl className={styles.evidence}>
      {evidence.map(({ label, value, from, at }, index) => {
        const next = evidence[index + 1]
        return (
          <div key={`${label} ${value} ${from}`}>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
              {!(next?.from === from && next.at === at) && (
                <span className={styles.from}>
                  {from}
                  {at && (
                    <>
                      , <When at={at} />
                    </>
                  )}
                </span>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
