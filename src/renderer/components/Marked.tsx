import { segments } from '../../shared/catalog/search-text'
import styles from './Marked.module.css'

/** A text with the words a search found in it marked. */
export function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  if (terms.length === 0) return text
  return segments(text, terms).map((segment, index) =>
    segment.matched ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a text have no other identity than their place
      <mark key={index} className={styles.mark}>
        {segment.text}
      </mark>
    ) : (
      segment.text
    ),
  )
}
