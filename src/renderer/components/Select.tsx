import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './Select.module.css'

/** The system's own drop-down list, dressed like the other inputs. */
export function Select({ children, ...props }: ComponentProps<'select'>) {
  return (
    <span className={styles.frame}>
      <select {...props} className={styles.select}>
        {children}
      </select>
      <ChevronDown aria-hidden size={14} className={styles.arrow} />
    </span>
  )
}
