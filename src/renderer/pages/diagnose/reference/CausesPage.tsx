import { Link } from 'wouter'
import { branches } from '../../../../shared/guidance/causes/causes'
import { Page } from '../../../components/Page'
import styles from './reference.module.css'

/** The troubleshooting tree in words: every known cause by branch. */
export function CausesPage() {
  return (
    <Page
      title="All known causes"
      lead="The troubleshooting tree. Each cause says how it is proven, how it is ruled out, and how it is mended."
      back={{ to: '/diagnose', label: 'Diagnose' }}
    >
      <div className={styles.results}>
        {branches.map(({ id, title, symptom, causes }) => (
          <section key={id} className={styles.section} aria-labelledby={`causes-${id}`}>
            <header>
              <h2 id={`causes-${id}`} className={styles.title}>
                {title}
              </h2>
              <p className={styles.quiet}>{symptom}</p>
            </header>
            <ul className={styles.list}>
              {causes.map((cause) => (
                <li key={cause.id}>
                  <Link to={`/diagnose/causes/${cause.id}`} className={styles.listRow}>
                    <span className={styles.listTitle}>{cause.title}</span>
                    <span className={styles.quiet}>{cause.symptom}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  )
}
