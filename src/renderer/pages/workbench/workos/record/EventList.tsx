import { Button } from '@radix-ui/themes'
import { useState } from 'react'
import type { Status } from '../../../../../shared/finding'
import { eventSentence } from '../../../../../shared/guidance/workos/events'
import type { WorkosCheckResult } from '../../../../../shared/runs/workos'
import type { WorkosEvent } from '../../../../../shared/workos'
import { CopyButton } from '../../../../components/CopyButton'
import { StatusMark } from '../../../../components/StatusMark'
import { When } from '../../../../components/When'
import styles from './record.module.css'

const bad = /(failed|timed_out|deactivated|deleted|renewal_required|revoked|removed)$/
const good = /(succeeded|activated|renewed|verified)$/

function statusOf(name: string): Status {
  if (/^(authentication|connection\.saml|organization_domain)/.test(name) && bad.test(name))
    return name.endsWith('timed_out') || name.endsWith('required') ? 'warn' : 'fail'
  if (bad.test(name)) return 'warn'
  return good.test(name) ? 'pass' : 'info'
}

const fewAtFirst = 12

/** What the Events API tells of a record, the last first, with WorkOS's own words for what failed. */
export function EventList({ result }: { result: WorkosCheckResult }) {
  const [all, setAll] = useState(false)
  const { events, eventsRead } = result
  if (eventsRead === null) return <p className={styles.quiet}>The events are still being read.</p>
  const shown = all ? events : events.slice(0, fewAtFirst)
  return (
    <>
      {events.length === 0 ? (
        <p className={styles.quiet}>
          {eventsRead.complete
            ? 'Nothing happened in the last 30 days, which is how long WorkOS keeps events.'
            : `None of the last ${eventsRead.read} events of the organization is about it.`}
        </p>
      ) : (
        <ol className={styles.events}>
          {shown.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ol>
      )}
      {events.length > shown.length && (
        <div>
          <Button size="1" variant="soft" color="gray" onClick={() => setAll(true)}>
            Show all {events.length}
          </Button>
        </div>
      )}
      {!eventsRead.complete && events.length > 0 && (
        <p className={styles.quiet}>
          Out of the last {eventsRead.read} events of the organization; there are older ones.
        </p>
      )}
    </>
  )
}

function EventLine({ event }: { event: WorkosEvent }) {
  const { name, at, email, error, certificate, tokenSuffix, sessionId, externalKey } = event
  return (
    <li className={styles.event}>
      <span className={styles.eventWhen}>
        <When at={at} />
      </span>
      <div className={styles.eventBody}>
        <span className={styles.eventHead}>
          <StatusMark status={statusOf(name)} word={eventSentence(name).replace(/\.$/, '')} />
          <code className={styles.eventName}>{name}</code>
        </span>
        {error && (
          <p className={styles.eventError}>
            {error.code !== '' && <code>{error.code}</code>} {error.message}
          </p>
        )}
        <span className={styles.eventFacts}>
          {email && <span>{email}</span>}
          {certificate && (
            <span>
              {certificateWords[certificate.type] ?? certificate.type}
              {certificate.expiresAt && (
                <>
                  , expires <When at={certificate.expiresAt} of="day" />
                </>
              )}
            </span>
          )}
          {tokenSuffix && (
            <span>
              token ending in <code>{tokenSuffix}</code>
            </span>
          )}
          {externalKey && (
            <span>
              key <code>{externalKey}</code>
            </span>
          )}
          {sessionId && (
            <span className={styles.eventSession}>
              session <code>{sessionId}</code> <CopyButton text={sessionId} what="session ID" iconOnly />
            </span>
          )}
        </span>
      </div>
    </li>
  )
}

const certificateWords: Readonly<Record<string, string>> = {
  ResponseSigning: 'certificate responses are signed with',
  RequestSigning: 'certificate requests are signed with',
  ResponseEncryption: 'certificate responses are encrypted with',
}
