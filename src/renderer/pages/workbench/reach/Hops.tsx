import { CornerDownRight } from 'lucide-react'
import type { NetworkReachResult } from '../../../../shared/runs/network'
import { sayMs } from './layers'
import styles from './reach.module.css'

/** The redirects hop by hop; nothing where there was none. */
export function Hops({ hops }: { hops: NetworkReachResult['hops'] }) {
  if (hops.length < 2 && hops.every(({ location }) => location === null)) return null
  return (
    <section className={styles.section} aria-labelledby="reach-hops">
      <h3 id="reach-hops">Redirects</h3>
      <ol className={styles.hops}>
        {hops.map(({ url, status, location, failure, ms }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a loop comes by the same address again
          <li key={index} className={styles.hop}>
            <span className={styles.code} data-failed={status === null || status >= 400}>
              {status ?? failure ?? 'none'}
            </span>
            <code className={styles.url}>{url}</code>
            <span className={styles.quiet}>{sayMs(ms)}</span>
            {location !== null && (
              <span className={styles.to}>
                <CornerDownRight aria-label="leads to" size={13} />
                <code>{location}</code>
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
