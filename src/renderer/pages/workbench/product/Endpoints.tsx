import type { Status } from '../../../../shared/finding'
import type { EndpointRole, EndpointState, ProfileEndpoint } from '../../../../shared/runs/network'
import { CopyValue } from '../../../components/CopyValue'
import { StatusMark } from '../../../components/StatusMark'
import { Tag } from '../../../components/Tag'
import styles from './product.module.css'

/** The endpoints a product has, as far as they were looked for: what each is for, whether it is there, and where. */
export function Endpoints({ endpoints }: { endpoints: readonly ProfileEndpoint[] }) {
  if (endpoints.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="product-endpoints">
      <h3 id="product-endpoints">Endpoints</h3>
      <ul className={styles.endpoints}>
        {endpoints.map(({ role, name, state, url, httpStatus }) => (
          <li key={name} className={styles.endpoint}>
            <span className={styles.name}>{name}</span>
            <Tag>{roles[role]}</Tag>
            <StatusMark status={statusOf(role, state)} word={words[state]} />
            <span className={styles.answer}>{httpStatus ?? ''}</span>
            {url !== null && <CopyValue value={url} what={`address of ${name}`} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

const roles: Record<EndpointRole, string> = {
  metadata: 'metadata',
  'sign-on': 'sign-on',
  unsolicited: 'IdP-initiated',
  status: 'status',
  exchange: 'machines only',
  discovery: 'discovery',
}

const words: Record<EndpointState, string> = {
  there: 'There',
  unsure: 'Not recognised',
  off: 'Switched off',
  missing: 'Not there',
  closed: 'Closed to this machine',
  broken: 'Out of order',
  silent: 'No answer',
  other: 'Something else answers',
  'not-looked-at': 'Not looked at',
}

/** What WorkOS needs has to be there; the rest may be off. */
function statusOf(role: EndpointRole, state: EndpointState): Status {
  if (state === 'there') return 'pass'
  if (state === 'not-looked-at') return 'skipped'
  const needed = role === 'metadata' || role === 'sign-on'
  if (needed && state !== 'unsure') return 'fail'
  return state === 'broken' ? 'warn' : 'info'
}
