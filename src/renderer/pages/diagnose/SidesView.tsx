import { Columns3 } from 'lucide-react'
import { Fragment } from 'react'
import { type Side, type SideName, sideNames, type ThreeWayRow } from '../../../shared/three-way'
import { EmptyState } from '../../components/EmptyState'
import { StatusMark } from '../../components/StatusMark'
import { visibleParts } from '../../components/visible-text'
import styles from './sides.module.css'

const titles: Readonly<Record<SideName, string>> = {
  workos: 'WorkOS or the set-up',
  metadata: 'Metadata of the IdP',
  message: 'The message',
}

/** WorkOS, metadata and message side by side, one row for each value, with the first difference marked and said. */
export function SidesView({ rows }: { rows: readonly ThreeWayRow[] }) {
  if (rows.length === 0)
    return (
      <EmptyState Icon={Columns3} title="Nothing to hold side by side">
        <p>
          Give what WorkOS uses (a connection, or its ACS URL and SP entity ID), the IdP’s metadata and a response: each
          value is then compared.
        </p>
      </EmptyState>
    )
  const differing = rows.filter(({ outcome }) => outcome === 'differs').length
  return (
    <div className={styles.sides}>
      <p className={styles.lead} role="status">
        {differing === 0
          ? 'Wherever two sides name the same value, they agree character by character.'
          : differing === 1
            ? 'One value differs from one side to another.'
            : `${differing} values differ from one side to another.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: in a narrow window it scrolls sideways */}
      <section className={styles.frame} tabIndex={0} aria-label="The comparison">
        <table className={styles.table}>
          <caption className="visually-hidden">Each value as WorkOS, the metadata and the message have it</caption>
          <thead>
            <tr>
              <th scope="col">Value</th>
              {sideNames.map((name) => (
                <th key={name} scope="col">
                  {titles[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.id}>
                <tr data-outcome={row.outcome}>
                  <th scope="row">
                    {row.label}
                    <Outcome row={row} />
                  </th>
                  {sideNames.map((name) => (
                    <td key={name}>
                      <SideCell side={row.sides[name]} marked={markFor(row, name)} />
                    </td>
                  ))}
                </tr>
                {row.differences.length > 0 && (
                  <tr className={styles.said}>
                    <td />
                    <td colSpan={3}>
                      {row.differences.map(({ between: [one, other], difference }) => (
                        <p key={`${one} ${other}`}>
                          <strong>{titles[one]}</strong> and <strong>{titles[other].replace(/^The/, 'the')}</strong>:
                          first difference at character {difference.index + 1}. {difference.sentence}
                        </p>
                      ))}
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Outcome({ row: { outcome } }: { row: ThreeWayRow }) {
  if (outcome === 'differs') return <StatusMark status="fail" word="Differs" />
  return outcome === 'same' ? (
    <StatusMark status="pass" word="The same" />
  ) : (
    <StatusMark status="skipped" word="One side only" />
  )
}

/** Where the value of a side parts from the other one; null where it agrees, or where several values hide which one is meant. */
function markFor({ differences, sides }: ThreeWayRow, name: SideName): number | null {
  const found = differences.find(({ between }) => between.includes(name))
  return found && sides[name]?.values.length === 1 ? found.difference.index : null
}

function SideCell({ side, marked }: { side: Side | null; marked: number | null }) {
  if (side === null) return <span className={styles.none}>says nothing of it</span>
  return (
    <>
      {side.values.map((value) => (
        <code key={value} className={styles.value}>
          {visibleParts(value, marked).map((part) =>
            part.kind === 'plain' ? (
              part.text
            ) : (
              <mark key={part.start} className={part.marked ? styles.marked : styles.invisible} title={part.name}>
                {part.text}
              </mark>
            ),
          )}
        </code>
      ))}
      <span className={styles.from}>{side.from}</span>
    </>
  )
}
