// biome-ignore-all lint/a11y/useSemanticElements: cells of the virtual grid in ResultList.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid points at its active row, focus stays in the search field
import { ChevronRight } from 'lucide-react'
import { memo } from 'react'
import { matchedIn } from '../../../shared/catalog/search'
import type { SearchEntry } from '../../../shared/catalog/search-entry'
import type { Sought } from '../../../shared/catalog/search-query'
import { wordsOf } from '../../../shared/catalog/search-text'
import { Marked } from '../../components/Marked'
import { Monogram } from '../../components/Monogram'
import { Tag } from '../../components/Tag'
import { purposeNames } from '../../components/words'
import styles from './ResultList.module.css'

/** One row of the result list: the name, why it was found, and what kind of integration it is. */
export const ResultRow = memo(function ResultRow({ entry, sought }: { entry: SearchEntry; sought: Sought }) {
  const names = matchedIn(entry, 'names', sought)
  const reason = reasonOf(entry, sought, names)
  return (
    <>
      <span role="gridcell" className={styles.name}>
        <Monogram name={entry.name} />
        <span className={styles.words}>
          <span className={styles.provider}>
            <Marked text={entry.name} terms={names} />
          </span>
          <span className={styles.reason}>
            {reason.label && <span className={styles.reasonLabel}>{reason.label} </span>}
            <Marked text={reason.text} terms={reason.terms} />
          </span>
        </span>
      </span>
      <span role="gridcell" className={styles.purposes}>
        {entry.purposes.map((purpose) => purposeNames[purpose]).join(' · ')}
      </span>
      <span role="gridcell" className={styles.type}>
        <Tag strong>
          <Marked text={entry.type} terms={names} />
        </Tag>
      </span>
      <ChevronRight aria-hidden size={15} className={styles.arrow} />
    </>
  )
})

type Reason = { label?: string; text: string; terms: readonly string[] }

/** The second line of a row: the place of the match when it lies beyond the name, else the other names. */
function reasonOf(entry: SearchEntry, sought: Sought, names: readonly string[]): Reason {
  if (names.length === 0) {
    const labels = matchedIn(entry, 'fields', sought)
    if (labels.length > 0) return { label: 'Field', text: best(entry.fields ?? [], labels), terms: labels }
    const troubles = matchedIn(entry, 'pitfalls', sought)
    if (troubles.length > 0) return { label: 'Pitfall', text: best(entry.pitfalls ?? [], troubles), terms: troubles }
  }
  return { text: entry.aliases.filter((alias) => alias !== entry.name).join(', '), terms: names }
}

/** The text that holds most of the words. */
function best(texts: readonly string[], terms: readonly string[]): string {
  const wanted = new Set(terms)
  let found = ''
  let most = 0
  for (const text of texts) {
    const count = new Set(wordsOf(text).filter((word) => wanted.has(word))).size
    if (count > most) {
      most = count
      found = text
    }
  }
  return found
}
