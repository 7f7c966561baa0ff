import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useAllSetups } from '../../bridge/use-all-setups'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { ProblemNote } from '../../components/ProblemNote'
import { StatusMark } from '../../components/StatusMark'
import { Tag } from '../../components/Tag'
import { ValidityBar } from '../../components/ValidityBar'
import { validityOf } from '../../components/validity'
import { When } from '../../components/When'
import { type Expiry, expiriesOf } from './expiries'
import styles from './watch.module.css'

/** What runs out, soonest first: signing certificates and metadata documents as the set-ups last read them. */
export function WatchPage() {
  const { setups, problem, refresh } = useAllSetups()
  const [now] = useState(() => Date.now())
  const expiries = setups && expiriesOf(setups)
  return (
    <Page title="Watch" lead="Signing certificates and metadata of your set-ups, by the day they run out.">
      {problem && <ProblemNote problem={problem} onRetry={refresh} />}
      {expiries?.length === 0 && (
        <EmptyState
          Icon={CalendarClock}
          title="Nothing to watch yet"
          actions={<Link to="/setups">Go to the set-ups</Link>}
        >
          <p>Once a set-up has read its IdP’s metadata, every signing certificate in it stands here with its expiry.</p>
        </EmptyState>
      )}
      <ol className={styles.list}>
        {expiries?.map((expiry) => (
          <li key={expiry.key}>
            <Row expiry={expiry} now={now} />
          </li>
        ))}
      </ol>
    </Page>
  )
}

function Row({ expiry, now }: { expiry: Expiry; now: number }) {
  const { setup, what, kind, from, readAt } = expiry
  const validity = validityOf(expiry, now)
  return (
    <article className={styles.row} data-status={validity.status}>
      <header className={styles.head}>
        <h2 className={styles.what}>{what}</h2>
        <Tag>{kind === 'certificate' ? 'signing certificate' : 'metadata document'}</Tag>
        <StatusMark status={validity.status} word={validity.word} />
      </header>
      <ValidityBar notBefore={expiry.notBefore} notAfter={expiry.notAfter} now={now} sentence={validity.sentence} />
      <p className={styles.from}>
        <Link to={`/setups/${setup.id}`}>{setup.name}</Link>, {setup.organization}. Read from {from} on{' '}
        <When at={readAt} />.
      </p>
    </article>
  )
}
