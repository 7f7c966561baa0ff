import { Fragment } from 'react'
import type { Comparison, SourcedValue } from '../../shared/finding'
import styles from './CompareTable.module.css'
import { visibleParts } from './visible-text'

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
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {side.value === null ? (
          <em className={styles.none}>nothing</em>
        ) : (
          <code className={styles.value}>
            {visibleParts(side.value, marked).map((part) => (
              <Fragment key={part.start}>
                {part.kind === 'plain' ? (
                  part.text
                ) : (
                  <mark className={part.marked ? styles.marked : styles.invisible} title={part.name}>
                    {part.text}
                  </mark>
                )}
              </Fragment>
            ))}
          </code>
        )}
        <div className={styles.from}>{side.from}</div>
      </td>
    </tr>
  )
}
