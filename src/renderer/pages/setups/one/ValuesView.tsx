import type { Side } from '../../../../shared/catalog/terms'
import { allValues, isMissing, placeTitle, type StepValue } from '../../../../shared/guidance/setup-steps'
import styles from './frame.module.css'
import { useOpenSetup } from './setup-context'
import { ValueCard } from './ValueCard'

/** Every value of the set-up by who gives it, with what is still missing said first. */
export function ValuesView() {
  const { setup, row } = useOpenSetup()
  const values = allValues(row, setup)
  const needed = values.filter(({ word }) => word.kind !== 'consent')
  const missing = needed.filter((value) => isMissing(value, setup))
  const groups: ReadonlyArray<readonly [side: Side, title: string]> = [
    ['workos', 'Given by WorkOS'],
    ['provider', `Given by ${placeTitle(row, 'provider')}`],
    ['environment', 'Of the WorkOS environment and your application'],
  ]
  return (
    <div className={styles.view}>
      <p className={styles.missing} role="status">
        {missing.length === 0
          ? 'Every value that is needed is here.'
          : `${needed.length - missing.length} of ${needed.length} are here. Missing: ${missing.map(labelOf).join(', ')}. Guides often need only some of them; the steps say which.`}
      </p>
      {groups.map(([side, title]) => {
        const ofSide = values.filter((value) => value.side === side)
        return (
          ofSide.length > 0 && (
            <section key={side} className={styles.part}>
              <h2 className={styles.partTitle}>{title}</h2>
              <div className={styles.cards}>
                {ofSide.map((value) => (
                  <ValueCard key={value.name} value={value} place={null} />
                ))}
              </div>
            </section>
          )
        )
      })}
    </div>
  )
}

const labelOf = ({ word }: StepValue) => word.label
