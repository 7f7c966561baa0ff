import { Link } from 'wouter'
import styles from './LinkTabs.module.css'

/** The parts of a page as a row of links below its title. `count` stands beside a label, such as how many records a list has. */
export function LinkTabs({
  label,
  tabs,
}: {
  label: string
  tabs: ReadonlyArray<{ to: string; label: string; here: boolean; count?: string | null }>
}) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ to, label: name, here, count }) => (
        <Link key={to} to={to} className={styles.tab} aria-current={here ? 'page' : undefined}>
          {name}
          {count && <span className={styles.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  )
}
