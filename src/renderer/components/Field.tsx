import { CircleX } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import styles from './Field.module.css'

export type FieldControl = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean | undefined
}

/** A labelled input with its hint and its error. Spread what `children` is given onto the input. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: {
  label: string
  hint?: ReactNode
  error?: string | null
  /** Stands at the end of the label's line. */
  aside?: ReactNode
  children: (control: FieldControl) => ReactNode
}) {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((one) => one !== null).join(' ')
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {error && (
        <div id={`${id}-error`} className={styles.error} role="alert">
          <CircleX aria-hidden size={13} />
          <span>{error}</span>
        </div>
      )}
    </div>
  )
}
