import { Link } from 'wouter'
import styles from './diagnose.module.css'

/** The parts of a diagnosis. The first of them is what its address without a part shows. */
export function Tabs({
  base,
  view,
  tabs,
}: {
  base: string
  view: string
  tabs: readonly { view: string; label: string; count: number | null }[]
}) {
  const here = tabs.some((tab) => tab.view === view) ? view : tabs[0]?.view
  return (
    <nav className={styles.tabs} aria-label="Parts of the diagnosis">
      {tabs.map((tab, index) => (
        <Link
          key={tab.view}
          to={index === 0 ? base : `${base}/${tab.view}`}
          className={styles.tab}
          aria-current={tab.view === here ? 'page' : undefined}
        >
          {tab.label}
          {tab.count !== null && tab.count > 0 && <span className={styles.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
