import { Link } from 'wouter'
import type { SweepPart, SweptItem } from '../../../../shared/watch/overview'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import styles from './sweep.module.css'

const parts: Readonly<Record<SweepPart, { name: string; leadsTo: (setupId: string) => string }>> = {
  metadata: { name: 'Metadata', leadsTo: () => '/watch/metadata' },
  workos: { name: 'State at WorkOS', leadsTo: (id) => `/setups/${id}/workos` },
  server: { name: 'Web server certificate', leadsTo: () => '/watch' },
  clock: { name: 'Clock', leadsTo: () => '/watch/clocks' },
}

/** What a check found, one line for each part of a set-up. */
export function SweptItems({ items }: { items: readonly SweptItem[] }) {
  if (items.length === 0) return null
  return (
    <ul className={styles.items}>
      {items.map(({ setupId, name, organization, part, status, summary }) => (
        <li key={`${setupId} ${part}`} className={styles.item}>
          <StatusMark status={status} />
          <div className={styles.what}>
            <p className={styles.names}>
              <Link to={`/setups/${setupId}`}>{name}</Link>
              <span className={styles.quiet}>{organization}</span>
            </p>
            <p className={styles.summary}>{summary}</p>
          </div>
          <Link to={parts[part].leadsTo(setupId)} className={styles.part}>
            <Tag>{parts[part].name}</Tag>
          </Link>
        </li>
      ))}
    </ul>
  )
}
