import recordStyles from '../record/record.module.css'
import { Fact, Facts } from '../record/Section'
import styles from './directory.module.css'

export const noRawAttributes =
  'WorkOS shows none. It no longer gives them out for many teams; map what is needed as a custom attribute.'

/** Attributes of a user or group with their values as JSON, or why there are none. */
export function Attributes({
  title,
  attributes,
  none,
}: {
  title: string
  attributes: Readonly<Record<string, string>>
  none: string
}) {
  const all = Object.entries(attributes)
  return (
    <>
      <h3 className={styles.smallTitle}>{title}</h3>
      {all.length === 0 ? (
        <p className={recordStyles.quiet}>{none}</p>
      ) : (
        <Facts>
          {all.map(([name, value]) => (
            <Fact key={name} label={name}>
              <code>{value}</code>
            </Fact>
          ))}
        </Facts>
      )}
    </>
  )
}
