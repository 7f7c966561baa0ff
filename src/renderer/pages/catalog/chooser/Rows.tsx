import { Link } from 'wouter'
import { catalogEntry } from '../../../../shared/catalog/index'
import { Monogram } from '../../../components/Monogram'
import { Tag } from '../../../components/Tag'
import styles from './chooser.module.css'

/** Rows of the catalog as links to their guides. */
export function Rows({ slugs }: { slugs: readonly string[] }) {
  return (
    <ul className={styles.rows}>
      {slugs.map((slug) => {
        const entry = catalogEntry(slug)
        return (
          entry && (
            <li key={slug}>
              <Link to={`/catalog/${slug}`} className={styles.row}>
                <Monogram name={entry.name} />
                <span className={styles.provider}>{entry.name}</span>
                <Tag strong>{entry.type}</Tag>
              </Link>
            </li>
          )
        )
      })}
    </ul>
  )
}
