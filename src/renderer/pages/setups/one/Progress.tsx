import styles from './frame.module.css'

/** How many steps are settled, as a bar and in words. */
export function Progress({ done, of }: { done: number; of: number | null }) {
  const share = of === null || of === 0 ? 0 : Math.min(1, done / of)
  const words = of === null ? `${done} steps done` : `${done} of ${of} steps`
  return (
    <span className={styles.progress}>
      <span className={styles.bar} aria-hidden data-complete={share === 1}>
        <span className={styles.filled} style={{ width: `${share * 100}%` }} />
      </span>
      <span>{words}</span>
    </span>
  )
}
