import styles from './ValidityBar.module.css'
import { elapsed } from './validity'
import { When } from './When'

/** A period drawn from its first to its last moment, with how much of it has passed. The sentence says the same. */
export function ValidityBar({
  notBefore,
  notAfter,
  now,
  sentence,
}: {
  notBefore: string
  notAfter: string
  now: number
  sentence: string
}) {
  const part = elapsed({ notBefore, notAfter }, now)
  return (
    <div className={styles.validity}>
      <svg className={styles.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.whole} width="100" height="6" rx="1" />
        <rect className={styles.passed} width={100 * part} height="6" rx="1" />
      </svg>
      <div className={styles.ends}>
        <When at={notBefore} of="day" />
        <span className={styles.sentence}>{sentence}</span>
        <When at={notAfter} of="day" />
      </div>
    </div>
  )
}
