import type { Finding, Status } from '../../shared/finding'
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

/** Findings by urgency, with how many there are of each state. While they still come in, new ones take their place in the order. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const byStatus = order.map((status) => ({ status, list: findings.filter((one) => one.status === status) }))
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
      {byStatus.flatMap(({ list }) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: one check may come to the same sentence twice
        list.map((finding, index) => <FindingCard key={`${finding.id} ${index}`} finding={finding} />),
      )}
    </div>
  )
}
