import { Button } from '@radix-ui/themes'
import { ChevronRight } from 'lucide-react'
import { Link } from 'wouter'
import type { EnvironmentView } from '../../../../../shared/environment'
import { type ListKind, listKinds } from '../../../../../shared/workos'
import { readings } from '../../../../bridge/readings'
import { listName, useKnownList } from '../../../../bridge/use-reading'
import { EnvironmentMark } from '../../../../components/EnvironmentMark'
import { KeyStandingMark } from '../../../../components/KeyStandingMark'
import { When } from '../../../../components/When'
import { KeyCheck } from '../../../settings/KeyCheck'
import { number } from '../list/columns'
import { kindNames, places } from '../places'
import styles from './overview.module.css'

/** One environment: its key, and the way to its lists. */
export function EnvironmentPanel({ environment, inUse }: { environment: EnvironmentView; inUse: boolean }) {
  const { id, kind, apiKey, baseUrl, clientId } = environment
  return (
    <article className={styles.panel} data-kind={kind} aria-label={environment.name}>
      <header className={styles.head}>
        <EnvironmentMark environment={environment} />
        {inUse && <span className={styles.inUse}>in use</span>}
      </header>
      <ul className={styles.lists}>
        {listKinds.map((one) => (
          <li key={one}>
            <ListLink environment={environment} kind={one} />
          </li>
        ))}
      </ul>
      <dl className={styles.facts}>
        <div>
          <dt>API key</dt>
          <dd className={styles.key}>
            <KeyStandingMark environment={environment} />
            {apiKey && (
              <span className={styles.quiet}>
                ends in <code>{apiKey.lastFour}</code>
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>Base URL</dt>
          <dd>
            <code>{baseUrl}</code>
          </dd>
        </div>
        <div>
          <dt>Client ID</dt>
          <dd>{clientId === '' ? <span className={styles.quiet}>not set</span> : <code>{clientId}</code>}</dd>
        </div>
      </dl>
      {apiKey ? (
        <KeyCheck environmentId={id} keyMark={apiKey.lastFour} />
      ) : (
        <div>
          <Button size="1" variant="soft" asChild>
            <Link to="/settings">Enter the key in Settings</Link>
          </Button>
        </div>
      )}
    </article>
  )
}

function ListLink({ environment, kind }: { environment: EnvironmentView; kind: ListKind }) {
  const known = useKnownList(environment.id, { kind })
  return (
    <Link
      to={places.list(environment.id, kind)}
      className={styles.list}
      // The list is asked for while the button is still being let go and its page is made.
      onPointerDown={() =>
        readings.ensure(listName(environment.id, { kind }), { environmentId: environment.id, listed: { kind } })
      }
    >
      <span className={styles.listName}>{kindNames[kind].title}</span>
      <span className={styles.listCount}>
        {known.rows.length > 0 || known.phase === 'ended' ? number.format(known.rows.length) : 'not read yet'}
        {known.readAt !== null && (
          <span className={styles.quiet}>
            {', read '}
            <When at={new Date(known.readAt).toISOString()} />
          </span>
        )}
      </span>
      <ChevronRight aria-hidden size={15} className={styles.arrow} />
    </Link>
  )
}
