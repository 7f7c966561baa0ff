import { Search } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import { places } from './places'
import styles from './Rail.module.css'
import { keycaps } from './shortcuts'

const EnvironmentBadge = lazy(async () => ({ default: (await import('./EnvironmentBadge')).EnvironmentBadge }))

/** The way between the pages, at the left edge of the window. */
export function Rail({ rested, onPalette }: { rested: boolean; onPalette: () => void }) {
  const [location] = useLocation()
  const main = places.filter((place) => place.id !== 'settings')
  const settings = places.filter((place) => place.id === 'settings')

  const entry = ({ id, title, path, keys, Icon }: (typeof places)[number]) => {
    const here = location === path || location.startsWith(`${path}/`)
    return (
      <li key={id}>
        <Link
          to={path}
          className={styles.entry}
          aria-current={here ? 'page' : undefined}
          aria-keyshortcuts={keys.replace('$mod', 'Control')}
          title={`${title} (${keycaps(keys).join(' ')})`}
        >
          <Icon aria-hidden size={17} strokeWidth={1.75} />
          <span>{title}</span>
        </Link>
      </li>
    )
  }

  return (
    <nav className={styles.rail} aria-label="Pages">
      <div className={styles.brand}>
        <Signpost />
        <span>Signpost</span>
      </div>
      <button
        type="button"
        className={styles.search}
        onClick={onPalette}
        title={`Search or jump (${keycaps('$mod+k').join(' ')})`}
      >
        <Search aria-hidden size={14} />
        <span className={styles.searchWord}>Search or jump</span>
        <span className={styles.searchKeys} aria-hidden>
          {keycaps('$mod+k').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      </button>
      <ul className={styles.list}>{main.map(entry)}</ul>
      <div className={styles.foot}>
        <div className={styles.badge}>
          {rested && (
            <Suspense>
              <EnvironmentBadge />
            </Suspense>
          )}
        </div>
        <ul className={styles.list}>{settings.map(entry)}</ul>
      </div>
    </nav>
  )
}

function Signpost() {
  return (
    <svg className={styles.logo} width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M11 2v18" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M5 4h11l3 2.75-3 2.75H5z" fill="var(--accent-9)" />
      <path d="M17 11H8.5L6 13.25l2.5 2.25H17z" fill="var(--accent-a7)" />
    </svg>
  )
}
