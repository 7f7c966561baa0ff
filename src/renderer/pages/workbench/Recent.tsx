import { History } from 'lucide-react'
import styles from './recent.module.css'

const mostRecent = 6

/** A list of the last ones with one more at its head. */
export const withRecent = (recent: readonly string[], one: string): string[] =>
  [one, ...recent.filter((other) => other !== one)].slice(0, mostRecent)

/** What a tool looked at before, to be looked at again with one press. Nothing where there is none. */
export function Recent({
  names,
  disabled,
  onUse,
}: {
  names: readonly string[]
  disabled: boolean
  onUse: (index: number) => void
}) {
  if (names.length === 0) return null
  return (
    <div className={styles.recent}>
      <span className={styles.title}>
        <History aria-hidden size={13} />
        Looked at before
      </span>
      <ul>
        {names.map((name, index) => (
          <li key={name}>
            <button type="button" disabled={disabled} onClick={() => onUse(index)} title={name}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
