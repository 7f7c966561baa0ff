import { useEffect, useState } from 'react'
import type { Finding, Status } from '../../shared/finding'
import type { Sides } from './CompareTable'
import { FindingCard } from './FindingCard'
import styles from './FindingList.module.css'
import { StatusMark } from './StatusMark'

/** What needs the person comes first. */
const order: readonly Status[] = ['fail', 'warn', 'info', 'skipped', 'pass']
const counted: Record<Status, (count: number) => string> = {
  fail: (count) => `${count} failed`,
  warn: (count) => `${count} to look at`,
  info: (count) => (count === 1 ? '1 note' : `${count} notes`),
  skipped: (count) => `${count} not checked`,
  pass: (count) => `${count} passed`,
}

/** Past this many, passed checks are folded away: what needs the person stays in sight. */
const passedInSight = 3

/**
 * Findings by urgency, with how many there are of each state. While they still come in, new ones take their place in the order.
 * `onPlace` leads to where one stands in its document; `lit` is the one to bring into sight; `sides` names what comparisons hold side by side.
 */
export function FindingList({
  findings,
  onPlace,
  lit = null,
  sides,
}: {
  findings: readonly Finding[]
  onPlace?: (finding: Finding) => void
  lit?: { finding: Finding } | null
  sides?: Sides
}) {
  const [unfolded, setUnfolded] = useState(false)
  useEffect(() => {
    if (lit?.finding.status === 'pass') setUnfolded(true)
  }, [lit])
  const cards = (list: readonly Finding[]) =>
    list.map((finding, index) => (
      <FindingCard
        // biome-ignore lint/suspicious/noArrayIndexKey: one check may come to the same sentence twice
        key={`${finding.id} ${finding.status} ${index}`}
        finding={finding}
        onPlace={onPlace}
        lit={lit?.finding === finding ? lit : null}
        sides={sides}
      />
    ))
  const byStatus = order.map((status) => ({ status, list: findings.filter((one) => one.status === status) }))
  const passed = findings.filter(({ status }) => status === 'pass')
  const folded = passed.length > passedInSight
  return (
    <div className={styles.list}>
      <ul className={styles.counts} aria-label="Findings by state">
        {byStatus.map(
          ({ status, list }) =>
            list.length > 0 && (
              <li key={status}>
                <StatusMark status={status} word={counted[status](list.length)} />
              </li>
            ),
        )}
      </ul>
      {byStatus.flatMap(({ status, list }) => (status === 'pass' && folded ? [] : cards(list)))}
      {folded && (
        <details className={styles.folded} open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
          <summary>
            <StatusMark status="pass" word={`Show the ${passed.length} checks that passed`} />
          </summary>
          <div className={styles.list}>{cards(passed)}</div>
        </details>
      )}
    </div>
  )
}
