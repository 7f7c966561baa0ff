import type { Status } from '../../../../shared/finding'
import type { ReachedAddress } from '../../../../shared/runs/network'
import { StatusMark } from '../../../components/StatusMark'
import { sayMs } from './layers'
import styles from './reach.module.css'

type Tcp = NonNullable<ReachedAddress['tcp']>

const states: Record<Tcp['state'], { status: Status; word: string }> = {
  open: { status: 'pass', word: 'Open' },
  refused: { status: 'fail', word: 'Refused' },
  timeout: { status: 'fail', word: 'No answer' },
  reset: { status: 'fail', word: 'Reset' },
  unreachable: { status: 'fail', word: 'No route' },
  forbidden: { status: 'fail', word: 'Forbidden here' },
  failed: { status: 'fail', word: 'Failed' },
}

/** Where a name leads: each address, who said it, whether the internet can get there, and what it does with a connection. */
export function Addresses({ addresses }: { addresses: readonly ReachedAddress[] }) {
  if (addresses.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="reach-addresses">
      <h3 id="reach-addresses">{addresses.length === 1 ? 'Its address' : `Its ${addresses.length} addresses`}</h3>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Address</th>
              <th scope="col">Told by</th>
              <th scope="col">Scope</th>
              <th scope="col">Connection</th>
              <th scope="col" className={styles.number}>
                Time
              </th>
            </tr>
          </thead>
          <tbody>
            {addresses.map(({ address, from, scope, tcp }) => (
              <tr key={`${address} ${from}`}>
                <td>
                  <code>{address}</code>
                </td>
                <td>{from}</td>
                <td>{scope ?? 'public'}</td>
                <td>
                  {tcp === null ? (
                    <StatusMark status="skipped" word="Not tried" />
                  ) : (
                    <StatusMark {...states[tcp.state]} />
                  )}
                </td>
                <td className={styles.number}>{tcp === null ? '' : sayMs(tcp.ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
