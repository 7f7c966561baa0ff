import { Fragment } from 'react'
import styles from './Exact.module.css'
import { hidesSomething, visibleParts } from './visible-text'

/**
 * A text exactly as it is: a character that cannot be seen, or that would turn the order of what follows, has a stand-in. With
 * `marked`, the character there is marked, also past the end, and every unusual blank is shown.
 */
export function Exact({ text, marked }: { text: string; marked?: number | null }) {
  if (marked === undefined && !hidesSomething(text)) return text
  return visibleParts(text, marked ?? null).map((part) => (
    <Fragment key={part.start}>
      {part.kind === 'plain' ? (
        part.text
      ) : (
        <mark className={part.marked ? styles.marked : styles.invisible} title={part.name}>
          {part.text}
        </mark>
      )}
    </Fragment>
  ))
}
