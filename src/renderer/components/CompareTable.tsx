import { useEffect, useRef } from 'react'
import type { Comparison, SourcedValue } from '../../shared/finding'
import styles from './CompareTable.module.css'
import { Exact } from './Exact'
import { isLong } from './visible-text'

/** What the two sides of a comparison are called. */
export type Sides = readonly [expected: string, received: string]

/**
 * Two values side by side, each with where it came from; the first character that differs is marked in both. `said`: what stands
 * above the table already, so that the difference is not told twice.
 */
export function CompareTable({
  comparison,
  sides = ['Expected', 'Received'],
  said = '',
}: {
  comparison: Comparison
  sides?: Sides
  said?: string
}) {
  const { what, expected, received, firstDifference } = comparison
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className="visually-hidden">
          {what}: {sides.join(' and ').toLowerCase()}
        </caption>
        <tbody>
          <Side name={sides[0]} side={expected} marked={firstDifference?.index ?? null} />
          <Side name={sides[1]} side={received} marked={firstDifference?.index ?? null} />
        </tbody>
      </table>
      {firstDifference === null && <p className={styles.difference}>The two are the same, character by character.</p>}
      {firstDifference !== null && !said.includes(firstDifference.sentence) && (
        <p className={styles.difference}>
          <strong>First difference:</strong> {firstDifference.sentence}
        </p>
      )}
    </div>
  )
}

function Side({ name, side, marked }: { name: string; side: SourcedValue; marked: number | null }) {
  const box = useRef<HTMLElement>(null)
  // Of a value too long to be seen at once, the part that differs is.
  useEffect(() => {
    const mark = marked === null ? null : box.current?.querySelector('mark')
    if (box.current && mark) box.current.scrollTop = mark.offsetTop - box.current.offsetTop - 60
  }, [marked])
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {side.value === null ? (
          <em className={styles.none}>nothing</em>
        ) : (
          <code ref={box} className={styles.value} data-long={isLong(side.value)}>
            <Exact text={side.value} marked={marked} />
          </code>
        )}
        <div className={styles.from}>{side.from}</div>
      </td>
    </tr>
  )
}
