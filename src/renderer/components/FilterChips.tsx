import styles from './FilterChips.module.css'
import { toggled } from './toggled'

/** A row of filters of one kind. Several may be on: any of them fits. */
export function FilterChips<T extends string>({
  label,
  all,
  names,
  counts,
  chosen,
  bare = false,
  onChange,
}: {
  label: string
  all: readonly T[]
  names?: Record<T, string>
  counts: ReadonlyMap<T, number>
  chosen: readonly T[]
  /** Without the label in front of it, which is then only read aloud. */
  bare?: boolean
  onChange: (chosen: T[]) => void
}) {
  return (
    <fieldset className={styles.group} data-bare={bare}>
      <legend className={bare ? 'visually-hidden' : styles.label}>{label}</legend>
      {all.map((one) => {
        const count = counts.get(one) ?? 0
        const on = chosen.includes(one)
        return (
          <button
            key={one}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            data-none={count === 0}
            onClick={() => onChange(toggled(chosen, one))}
          >
            {names?.[one] ?? one}
            <span className={styles.count}>{count}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
